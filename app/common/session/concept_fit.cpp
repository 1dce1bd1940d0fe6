#include "app/common/session/concept_fit.h"

#include <algorithm>
#include <chrono>
#include <cmath>

#include "app/common/files/atomic_file.h"
#include "bias_audit/mitigate/named_person.h"
#include "bias_audit/mitigate/plan.h"
#include "bias_audit/stats/special.h"
#include "engine/base/error.h"
#include "engine/edit/edit_file.h"
#include "engine/pipeline/prompts.h"

namespace evenlight {
namespace {

namespace fs = std::filesystem;

// Seeds of the fit are none of an audit's, so that it is not judged by the pictures it was made by.
constexpr uint64_t first_seed = 3'000'000'000;
// By how much the probit of a share rises per unit of strength, before it is measured; and within
// which bounds a measured one is believed.
constexpr double usual_slope = 4, least_slope = 1.5, most_slope = 12;
constexpr double careful = 0.8;        // of a step that the slope says
constexpr double most_strength = 1.2;  // beyond the words themselves nothing is to be gained

// Prompts whose pictures are to stay as they are, whatever is edited.
constexpr const char* unrelated[] = {"",
                                     "a picture of an apple",
                                     "a picture of a cat",
                                     "a photo of a house",
                                     "a picture of a car on a blue background",
                                     "a drawing of a tree",
                                     "a photo of a cup",
                                     "a picture of a dog",
                                     "a photo of a bicycle"};

struct EditedSubject {
  std::string id;
  size_t place = 0;                       // in the set
  std::vector<float> states, directions;  // [n,width]; from the second class to the first
  double target = 0.5;                    // share of the first class
  double strength = 0, last_strength = 0;
  double share = 0.5, last_share = 0.5;
};

double probit(double share) {
  return audit::normal_quantile(std::clamp(share, 1e-3, 1 - 1e-3));
}

class Fit {
 public:
  Fit(PictureSession& session, const RecipeDocument& document, const audit::AuditSettings& settings,
      const Poll& poll)
      : session_(session), document_(document), settings_(settings), poll_(poll) {
    const ModelConfigs& configs = session.configs();
    width_ = size_t(configs.text.width + (configs.text_2 ? configs.text_2->width : 0));
  }

  void collect(const std::vector<double>& shares_before) {
    const audit::Mitigation& m = *settings_.mitigation;
    for (size_t s = 0; s < settings_.set.subjects.size(); ++s) {
      const std::string& id = settings_.set.subjects[s].id;
      const auto target = m.shares.find(id);
      if (target == m.shares.end()) {
        for (size_t t = 0; t < settings_.set.templates.size(); ++t) {
          keep(states_of(settings_.set.prompt(s, int64_t(t))), 0);
        }
        continue;
      }
      EditedSubject subject{id, s, {}, {}, target->second.front()};
      for (size_t t = 0; t < settings_.set.templates.size(); ++t) add_states(subject, t);
      subject.share = shares_before[s];
      subject.strength = (probit(subject.target) - probit(subject.share)) / usual_slope;
      subject.last_share = subject.share;
      subjects_.push_back(std::move(subject));
    }
    for (const char* prompt : unrelated) keep(states_of(prompt), 0);
  }

  LowRank solved(size_t rank) const {
    ConceptEdit edit;
    edit.width = width_;
    edit.kept = kept_;
    for (const EditedSubject& subject : subjects_) {
      edit.states.insert(edit.states.end(), subject.states.begin(), subject.states.end());
      for (const float v : subject.directions) {
        edit.changes.push_back(float(subject.strength) * v);
      }
    }
    return low_rank(solve_edit(edit), width_, rank);
  }

  // Renders and measures every subject under the patch; the mean distance from the target.
  double measure(const RecipeDocument& patched, const audit::Instruments& instruments,
                 int64_t images) {
    double distance = 0;
    for (EditedSubject& subject : subjects_) {
      int64_t first = 0, read = 0;
      for (int64_t k = 0; k < images; ++k) {
        const std::string label = label_of(patched, subject, k, instruments);
        const std::vector<std::string>& classes = settings_.mitigation->classes;
        first += label == classes[0] ? 1 : 0;
        read += label == classes[0] || label == classes[1] ? 1 : 0;
      }
      subject.last_share = subject.share;
      subject.share = (double(first) + 0.5) / double(read + 1);
      if (read > 0) distance += std::abs(double(first) / double(read) - subject.target);
    }
    return distance / double(subjects_.size());
  }

  // A step towards the target by the slope that the last two rounds show.
  void step() {
    for (EditedSubject& subject : subjects_) {
      const double moved = subject.strength - subject.last_strength;
      double slope = usual_slope;
      if (std::abs(moved) > 0.05) {
        slope = std::clamp((probit(subject.share) - probit(subject.last_share)) / moved,
                           least_slope, most_slope);
      }
      const double wanted = (probit(subject.target) - probit(subject.share)) / slope;
      subject.last_strength = subject.strength;
      subject.strength =
          std::clamp(subject.strength + careful * wanted, -most_strength, most_strength);
    }
  }

 private:
  std::vector<float> states_of(const std::string& prompt) const {
    if (poll_) poll_();
    RecipeDocument one = document_;
    one.recipe.prompt = prompt;
    return session_.text_states(one.recipe, poll_);
  }

  // Place of the last token before byte `end`; the start token is at 0.
  size_t token_at(const std::string& prompt, size_t end) const {
    const ChunkOptions options = chunk_options(document_.recipe, session_.configs().text);
    return size_t(
        chunk_prompt(*session_.tokenizer(), prompt.substr(0, end), options).front().text_tokens);
  }

  void keep(const std::vector<float>& states, size_t from) {
    kept_.insert(kept_.end(), states.begin() + ptrdiff_t(from * width_), states.end());
  }

  // The states from the name's last token on, with the plain prompt and with each class's word.
  void add_states(EditedSubject& subject, size_t pattern) {
    const std::string plain = settings_.set.prompt(subject.place, int64_t(pattern));
    const auto person = audit::named_person_of(settings_, subject.place, pattern);
    if (!person) return;
    const std::vector<std::string>& words = settings_.mitigation->words;
    const std::string first = audit::with_words(plain, *person, words[0]);
    const std::string second = audit::with_words(plain, *person, words[1]);
    const auto end_in = [&](const std::string& prompt) {
      return token_at(prompt, prompt.size() - (plain.size() - person->end));
    };
    const std::vector<float> c = states_of(plain), a = states_of(first), b = states_of(second);
    const size_t at_c = end_in(plain), at_a = end_in(first), at_b = end_in(second);
    const size_t tokens = c.size() / width_;
    // What stands before the name is the same everywhere and stays.
    kept_.insert(kept_.end(), c.begin(), c.begin() + ptrdiff_t(at_c * width_));
    for (size_t t = 0; std::max({at_c, at_a, at_b}) + t < tokens; ++t) {
      for (size_t i = 0; i < width_; ++i) {
        subject.states.push_back(c[(at_c + t) * width_ + i]);
        subject.directions.push_back((a[(at_a + t) * width_ + i] - b[(at_b + t) * width_ + i]) / 2);
      }
    }
  }

  std::string label_of(const RecipeDocument& patched, const EditedSubject& subject, int64_t k,
                       const audit::Instruments& instruments) {
    RecipeDocument one = patched;
    one.recipe.prompt = settings_.set.prompt(subject.place, k);
    RenderOptions options;
    options.poll = poll_;
    const uint64_t seed = first_seed + uint64_t(k);
    try {
      const Image image = session_.render(one.recipe, {&seed, 1}, options).front().image;
      const audit::Photo photo{int(image.width), int(image.height), image.rgb};
      return instruments.measure(photo).label_of(settings_.mitigation->attribute);
    } catch (const Error& error) {
      if (error.kind() != ErrorKind::check) throw;
      return "no_face";
    }
  }

  PictureSession& session_;
  const RecipeDocument& document_;
  const audit::AuditSettings& settings_;
  const Poll& poll_;
  size_t width_ = 0;
  std::vector<EditedSubject> subjects_;
  std::vector<float> kept_;
};

void write_patch(const PictureSession& session, const audit::AuditSettings& settings,
                 const LowRank& edit, const fs::path& file) {
  const audit::Mitigation& m = *settings.mitigation;
  const std::vector<std::byte> bytes =
      edit_file(*session.model().weights, edit,
                {{"evenlight.edit", "concept_edit"},
                 {"evenlight.attribute", m.attribute},
                 {"evenlight.target", m.target},
                 {"evenlight.model_sha256", settings.model.value("sha256", "")},
                 {"evenlight.prompt_set", settings.set.name}});
  write_file_atomically(file, {reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size()},
                        Overwrite::allow);
}

// The document with that file as its only LoRA, opened.
RecipeDocument patched_by(PictureSession& session, RecipeDocument document, const fs::path& file) {
  session.open(session.known(), {{}, {file.string()}});
  document.loras.clear();
  Notes ignored;
  session.resolve_files(document, ignored);
  return document;
}

}  // namespace

void fit_concepts(PictureSession& session, const RecipeDocument& document,
                  const audit::AuditSettings& settings, const std::vector<double>& shares_before,
                  const audit::Instruments& instruments, const ConceptFitOptions& options,
                  const fs::path& file, const Poll& poll,
                  const std::function<void(const FitRound&)>& told) {
  if (settings.mitigation->classes.size() != 2) {
    throw Error(ErrorKind::usage,
                say<"An edit of words lies between two classes; {0} has {1}.">(
                    settings.mitigation->attribute, settings.mitigation->classes.size()));
  }
  Fit fit(session, document, settings, poll);
  fit.collect(shares_before);
  for (int round = 1; round <= options.rounds; ++round) {
    const auto start = std::chrono::steady_clock::now();
    const LowRank edit = fit.solved(options.rank);
    // Under a name of its own: a file that was read once is not read again.
    const bool is_last = round == options.rounds;
    const fs::path here =
        is_last ? file
                : fs::path(file).replace_filename(file.stem().string() + "-round-" +
                                                  std::to_string(round) + ".safetensors");
    write_patch(session, settings, edit, here);
    const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - start;
    if (is_last) break;
    const RecipeDocument patched = patched_by(session, document, here);
    const double distance = fit.measure(patched, instruments, options.images);
    if (told) told({round, options.rounds, distance, taken.count()});
    fit.step();
    std::error_code ignored;
    fs::remove(here, ignored);
  }
}

}  // namespace evenlight
