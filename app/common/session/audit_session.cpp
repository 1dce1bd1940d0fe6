#include "app/common/session/audit_session.h"

#include <fmt/format.h>

#include <algorithm>

#include "app/common/audit/audit_files.h"
#include "app/common/recipe/recipe_json.h"
#include "bias_audit/measure/picture.h"
#include "bias_audit/mitigate/methods.h"
#include "bias_audit/mitigate/plan.h"
#include "engine/base/error.h"
#include "engine/base/json.h"

namespace evenlight {
namespace {

namespace fs = std::filesystem;

// A GPU's threads are not filled by one picture; the processor's are, and more would only take more
// memory.
constexpr size_t gpu_batches[] = {8, 4, 2};

// Of the mitigation's first class among those that were read, by subject; half where none was.
std::vector<double> first_class_shares(const audit::AuditSettings& settings,
                                       const std::vector<audit::ImageRow>& images) {
  const audit::Mitigation& m = *settings.mitigation;
  std::vector<double> first(settings.set.subjects.size(), 0.5), read(first.size(), 1);
  for (const audit::ImageRow& row : images) {
    const std::string& label = row.measurement.label_of(m.attribute);
    if (std::ranges::find(m.classes, label) == m.classes.end()) continue;
    first[row.subject] += label == m.classes.front() ? 1 : 0;
    ++read[row.subject];
  }
  for (size_t s = 0; s < first.size(); ++s) first[s] /= read[s];
  return first;
}

}  // namespace

void AuditSession::pass_on(const Notes& notes) const {
  if (!hooks_.note) return;
  for (const Message& note : notes) hooks_.note(note);
}

AuditPlan AuditSession::plan(const AuditRequest& request) {
  pictures_.open(request.model, request.files);
  pictures_.begin(request.device);
  pictures_.wait_for_hash(hooks_.poll);
  Notes notes;
  AuditPlan plan;
  plan.instruments = find_instruments(request.instruments, request.model, notes);
  RecipeDocument checked;
  plan.settings = begin_audit(
      request.choices, request.document, pictures_.model(), plan.instruments,
      [&](RecipeDocument& document) {
        if (hooks_.poll) hooks_.poll();
        pictures_.prepare(document, notes);
        checked = document;
      },
      notes);
  pictures_.require_memory(checked.recipe, 1);
  pass_on(notes);
  return plan;
}

std::vector<fs::path> AuditSession::take_up(const audit::AuditDatabase& database,
                                            const AuditPlaces& places) {
  const audit::AuditSettings& settings = database.settings();
  if (settings.generator) {
    throw Error(
        ErrorKind::usage,
        say<"This audit's pictures are made by the server {0}; the command goes on with it, "
            "by the name of the audit's folder.">(settings.generator->url));
  }
  Notes notes;
  pictures_.open(places.model ? *places.model : find_model_of(settings, notes), places.files);
  pictures_.wait_for_hash(hooks_.poll);
  // It goes on as it began: on that kind of device, with that precision.
  const DeviceChoice& choice = pictures_.begin(device_of(settings, places.device));
  require_same(settings, pictures_.model(), choice, EVENLIGHT_VERSION, notes);
  pass_on(notes);
  return find_instruments_again(settings.instruments, places.instruments, pictures_.known());
}

AuditPlan AuditSession::plan_mitigation(const audit::AuditDatabase& before,
                                        const AuditPlaces& places,
                                        const MitigationChoices& choices) {
  AuditPlan plan{before.settings(), take_up(before, places)};
  audit::AuditSettings& settings = plan.settings;
  if (settings.mitigation) {
    throw Error(ErrorKind::usage,
                say<"{0}: is an audit of a mitigation itself ({1}); begin with the one before it.">(
                    before.folder().string(), settings.mitigation->method));
  }
  if (settings.sequential) {
    throw Error(ErrorKind::usage,
                say<"{0}: ended each prompt when its verdict stood, so there are no shares to hit; "
                    "begin with an audit of a fixed number of images.">(before.folder().string()));
  }
  settings.mitigation =
      audit::plan_mitigation(settings, choices.method, choices.attribute, choices.target);
  settings.arm = choices.method;
  settings.app = EVENLIGHT_VERSION;
  RecipeDocument document = recipe_from_json(settings.recipe, before.folder().string());
  document.changed("prompt");
  Notes notes;
  for (size_t s = 0; s < settings.set.subjects.size(); ++s) {
    for (size_t t = 0; t < settings.set.templates.size(); ++t) {
      for (const std::string& prompt : audit::possible_prompts(settings, s, t)) {
        if (hooks_.poll) hooks_.poll();
        RecipeDocument one = document;
        one.recipe.prompt = prompt;
        pictures_.prepare(one, notes);
      }
    }
  }
  pass_on(notes);
  if (audit::mitigation_method(choices.method).edits_model) {
    document.recipe.prompt = settings.set.prompt(0, 0);
    pictures_.prepare(document, notes);
    fit_patch(before, choices, document, plan);
  }
  return plan;
}

// The edit is kept as a file and in the recipe, as a LoRA; where the file is there it is taken.
void AuditSession::fit_patch(const audit::AuditDatabase& before, const MitigationChoices& choices,
                             const RecipeDocument& document, AuditPlan& plan) {
  audit::AuditSettings& settings = plan.settings;
  std::error_code error;
  if (!fs::exists(choices.patch, error)) {
    const audit::Instruments instruments(plan.instruments);
    fs::create_directories(choices.patch.parent_path());
    fit_concepts(pictures_, document, settings, first_class_shares(settings, before.images()),
                 instruments, {}, choices.patch, hooks_.poll, hooks_.fitted);
  }
  pictures_.open(pictures_.known(), {{}, {choices.patch.string()}});
  RecipeDocument patched = document;
  patched.loras.clear();
  Notes ignored;
  pictures_.resolve_files(patched, ignored);
  const nlohmann::ordered_json recipe = audit_recipe(patched);
  settings.recipe["loras"] = recipe.at("loras");
  settings.mitigation->patch = patched.loras.front().file.name;
  settings.mitigation->patch_sha256 = patched.loras.front().file.sha256;
}

size_t AuditSession::batch_for(const audit::AuditSettings& settings) const {
  if (pictures_.choice().device.kind != "gpu" || settings.sequential) return 1;
  const Recipe recipe = recipe_from_json(settings.recipe, "the audit's recipe").recipe;
  for (const size_t batch : gpu_batches) {
    try {
      pictures_.require_memory(recipe, batch);
      return batch;
    } catch (const Error& error) {
      if (error.kind() != ErrorKind::device) throw;
    }
  }
  return 1;
}

void AuditSession::run(audit::AuditDatabase& database, const std::vector<fs::path>& manifests,
                       size_t batch) {
  RecipeDocument document =
      recipe_from_json(database.settings().recipe, database.folder().string());
  Notes notes;
  pictures_.prepare(document, notes);
  pass_on(notes);
  pictures_.require_memory(document.recipe, 1);
  const auto instruments = std::make_shared<const audit::Instruments>(manifests);
  audit::RunTools tools;
  tools.batch = batch > 0 ? batch : batch_for(database.settings());
  tools.make = [&](std::span<const audit::PictureRequest> requests) {
    RecipeDocument wanted = document;
    wanted.recipe.prompt = requests.front().prompt;
    wanted.given.insert("prompt");
    Notes ignored;  // reported when the audit was planned
    pictures_.resolve_files(wanted, ignored);
    const std::optional<audit::Mitigation>& done = database.settings().mitigation;
    if (!done || !audit::mitigation_method(done->method).accepts_by_instrument ||
        requests.front().wanted.empty()) {
      return make(wanted, requests);
    }
    std::vector<audit::MadePicture> made;
    for (const audit::PictureRequest& one : requests) {
      made.push_back(make_accepted(wanted, one, [&](const Image& image) {
        const audit::Photo photo{int(image.width), int(image.height), image.rgb};
        return instruments->measure(photo).label_of(done->attribute) == one.wanted;
      }));
    }
    return made;
  };
  tools.measure = [&](const fs::path& file) {
    return instruments->measure(audit::read_photo(file));
  };
  tools.on_image = hooks_.stored;
  audit::run_audit(database, tools);
}

std::vector<audit::MadePicture> AuditSession::make(
    const RecipeDocument& document, std::span<const audit::PictureRequest> requests) {
  std::vector<audit::MadePicture> made;
  if (requests.size() > 1) {
    try {
      const std::vector<Picture> pictures = render(document, requests);
      for (size_t i = 0; i < pictures.size(); ++i) {
        made.push_back({save(document, pictures[i], requests[i].file), {}, {}, {}});
      }
      return made;
    } catch (const Error& error) {
      // One of them failed its check: rendering them one by one shows which.
      if (error.kind() != ErrorKind::check) throw;
      made.clear();
    }
  }
  for (const audit::PictureRequest& one : requests) made.push_back(make_alone(document, one));
  return made;
}

// A picture that fails its check is one that the model did not give: it is counted, not hidden.
audit::MadePicture AuditSession::make_alone(const RecipeDocument& document,
                                            const audit::PictureRequest& request) {
  try {
    return {save(document, render(document, {&request, 1}).front(), request.file), {}, {}, {}};
  } catch (const Error& error) {
    if (error.kind() != ErrorKind::check) throw;
    pass_on({say<"{0}, seed {1}: {2}">(request.prompt, request.seed, error.message())});
    return {{}, error.what(), {}, {}};
  }
}

// The further seeds of an image are far beyond those of all others.
audit::MadePicture AuditSession::make_accepted(const RecipeDocument& document,
                                               const audit::PictureRequest& request,
                                               const Accept& accept) {
  constexpr uint64_t apart = 1'000'000;
  audit::MadePicture last;
  for (int64_t tries = 1; tries <= audit::acceptance_tries; ++tries) {
    audit::PictureRequest one = request;
    one.seed += apart * uint64_t(tries - 1);
    try {
      const Picture picture = render(document, {&one, 1}).front();
      const bool accepted = accept(picture.image);
      if (!accepted && tries < audit::acceptance_tries) continue;
      last = {};
      last.recipe = save(document, picture, one.file);
      last.tries = tries;
      if (accepted) break;
    } catch (const Error& error) {
      if (error.kind() != ErrorKind::check) throw;
      last = {};
      last.no_picture = error.what();
      last.tries = tries;
    }
  }
  return last;
}

std::vector<Picture> AuditSession::render(const RecipeDocument& document,
                                          std::span<const audit::PictureRequest> requests) {
  if (hooks_.poll) hooks_.poll();
  std::vector<uint64_t> seeds;
  for (const audit::PictureRequest& one : requests) seeds.push_back(one.seed);
  RenderOptions options;
  options.poll = hooks_.poll;
  options.report = hooks_.step;
  if (hooks_.loading) hooks_.loading();
  pictures_.load(document.recipe, seeds.size(), hooks_.poll, hooks_.loaded);
  if (hooks_.batch_began) hooks_.batch_began(seeds.size());
  return pictures_.render(document.recipe, seeds, options);
}

std::string AuditSession::save(const RecipeDocument& document, const Picture& picture,
                               const fs::path& file) const {
  // Whatever lies there was left by a stop, without its row.
  const PictureFile saved = pictures_.save(file, document, picture, Overwrite::allow);
  if (hooks_.made) hooks_.made(saved);
  return dump_json(saved.recipe);
}

}  // namespace evenlight
