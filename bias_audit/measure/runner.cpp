#include "bias_audit/measure/runner.h"

#include <algorithm>
#include <cstdio>
#include <set>

#include "bias_audit/data/audit_picture.h"
#include "bias_audit/data/folder_lock.h"
#include "bias_audit/data/json_file.h"
#include "bias_audit/data/whole_file.h"
#include "bias_audit/measure/draft_folder.h"
#include "bias_audit/measure/picture.h"
#include "bias_audit/mitigate/plan.h"
#include "bias_audit/stats/sequential.h"
#include "engine/base/input_error.h"
#include "engine/base/sha256.h"
#include "engine/base/small_file.h"

namespace evenlight::audit {

namespace {

namespace fs = std::filesystem;

constexpr int64_t min_images = 4;  // before a subject may stop early
constexpr double default_alpha = 0.05;

// What is known so far of each subject: enough to say which image is next and when to stop.
class Ledger {
 public:
  explicit Ledger(const AuditSettings& settings)
      : settings_(settings), tallies_(settings.set.subjects.size()) {}

  void add(const ImageRow& row) {
    Tally& tally = tallies_[row.subject];
    tally.images.insert(row.image);
    const std::string& outcome = row.measurement.outcome;
    ++(outcome == "woman" ? tally.woman : outcome == "man" ? tally.man : tally.unclear);
    ++done_;
  }
  bool has(size_t subject, int64_t image) const { return tallies_[subject].images.contains(image); }
  int64_t done() const { return done_; }

  // Asked before image k, with all before it done: the answer is the same after any resume.
  bool is_settled(size_t subject, int64_t image) const {
    const Tally& tally = tallies_[subject];
    if (!settings_.sequential || image < min_images) return false;
    const double alpha = default_alpha / double(tallies_.size());
    return early_stop_in_all_cases({tally.woman, tally.man}, tally.unclear, settings_.epsilon,
                                   alpha) != EarlyStop::go_on;
  }

 private:
  struct Tally {
    std::set<int64_t> images;
    int64_t woman = 0, man = 0, unclear = 0;
  };
  const AuditSettings& settings_;
  std::vector<Tally> tallies_;
  int64_t done_ = 0;
};

int64_t images_of(const AuditSettings& settings, Shard shard) {
  int64_t total = 0;
  for (size_t s = 0; s < settings.set.subjects.size(); ++s) {
    for (int64_t k = 0; k < settings.images; ++k) {
      total += belongs_to(settings, shard, s, k) ? 1 : 0;
    }
  }
  return total;
}

Ledger ledger_of(const AuditDatabase& database) {
  Ledger ledger(database.settings());
  for (const ImageRow& row : database.images()) ledger.add(row);
  return ledger;
}

struct Wanted {
  size_t subject = 0;
  int64_t image = 0;
};

ImageRow row_of(const AuditSettings& settings, const Wanted& wanted) {
  ImageRow row;
  row.subject = wanted.subject;
  row.image = wanted.image;
  row.seed = settings.seed_of(wanted.image);
  row.prompt = asked_prompt(settings, wanted.subject, wanted.image).prompt;
  row.file = file_of_image(settings, wanted.subject, wanted.image);
  return row;
}

std::string wanted_class(const AuditSettings& settings, const Wanted& wanted) {
  const auto drawn = asked_prompt(settings, wanted.subject, wanted.image).wanted;
  return drawn ? settings.mitigation->classes.at(*drawn) : std::string();
}

// What was done for this picture, beside what was seen in it.
void log_mitigation(const PictureRequest& request, const MadePicture& made, ImageRow& row) {
  if (request.wanted.empty()) return;
  row.measurement.detail["mitigation"] = {{"drawn_for", request.wanted}, {"tries", made.tries}};
}

void leave_without_picture(ImageRow& row, const MadePicture& made) {
  const bool was_refused = !made.refused.empty();
  row.file.clear();
  row.recipe = made.recipe.empty() ? "{}" : made.recipe;
  row.measurement.outcome = was_refused ? "refused" : "no_face";
  row.measurement.detail[was_refused ? "refused" : "no_picture"] =
      was_refused ? made.refused : made.no_picture;
}

void measure(ImageRow& row, const MadePicture& made, fs::path file, const RunTools& tools) {
  if (!made.no_picture.empty() || !made.refused.empty()) return leave_without_picture(row, made);
  row.recipe = made.recipe;
  if (!made.suffix.empty()) {
    row.file = fs::path(row.file).replace_extension(made.suffix).string();
    file.replace_extension(made.suffix);
  }
  row.sha256 = sha256_of_text(read_small_file(file, 256ULL << 20));
  row.measurement = tools.measure(file);
}

// Pictures of one prompt, made together and stored one after another.
void make_and_store(AuditDatabase& database, const RunTools& tools, std::span<const Wanted> group,
                    const std::function<void(const ImageRow&)>& stored) {
  std::vector<ImageRow> rows;
  std::vector<PictureRequest> requests;
  for (const Wanted& wanted : group) {
    rows.push_back(row_of(database.settings(), wanted));
    requests.push_back({rows.back().prompt, rows.back().seed, database.folder() / rows.back().file,
                        wanted_class(database.settings(), wanted)});
    fs::create_directories(requests.back().file.parent_path());
  }
  const std::vector<MadePicture> made = tools.make(requests);
  if (made.size() != requests.size()) throw std::logic_error("make answered for other pictures");
  for (size_t i = 0; i < rows.size(); ++i) {
    measure(rows[i], made[i], requests[i].file, tools);
    log_mitigation(requests[i], made[i], rows[i]);
    database.add(rows[i]);
    stored(rows[i]);
  }
}

// In groups of one prompt, of `most` at most; the order of the images is kept within a prompt.
std::vector<std::vector<Wanted>> by_prompt(const AuditSettings& settings,
                                           const std::vector<Wanted>& all, size_t most) {
  std::vector<std::vector<Wanted>> groups;
  for (const Wanted& wanted : all) {
    const std::string prompt = asked_prompt(settings, wanted.subject, wanted.image).prompt;
    const auto open = std::ranges::find_if(groups, [&](const std::vector<Wanted>& group) {
      return group.size() < most &&
             asked_prompt(settings, group.front().subject, group.front().image).prompt == prompt;
    });
    if (open == groups.end()) {
      groups.push_back({wanted});
    } else {
      open->push_back(wanted);
    }
  }
  return groups;
}

// A picture of a shard, checked against the hash that was taken when it was made.
void copy_picture(const AuditDatabase& part, const ImageRow& row, const fs::path& folder) {
  const std::string bytes = read_audit_picture(part.folder(), row.file, row.sha256);
  const fs::path to = folder / row.file;
  fs::create_directories(to.parent_path());
  write_whole_file(to, bytes);
}

void copy_parts(const std::vector<AuditDatabase>& parts, const fs::path& folder) {
  AuditDatabase merged = AuditDatabase::create(folder, parts.front().settings(), Shard{});
  for (const AuditDatabase& part : parts) {
    const std::vector<ImageRow> rows = part.images();
    for (const ImageRow& row : rows) {
      if (!row.file.empty()) copy_picture(part, row, folder);
    }
    merged.add(rows);
    merged.add_labels(part.labels());
  }
}

}  // namespace

bool belongs_to(const AuditSettings& settings, Shard shard, size_t subject, int64_t image) {
  const auto subjects = int64_t(settings.set.subjects.size());
  const auto place = int64_t(subject);
  const int64_t item = settings.sequential ? place : image * subjects + place;
  return item % shard.count == shard.index;
}

std::string file_of_image(const AuditSettings& settings, size_t subject, int64_t image) {
  char name[64];
  std::snprintf(name, sizeof name, "/%05lld_%llu.png", static_cast<long long>(image),
                static_cast<unsigned long long>(settings.seed_of(image)));
  return "images/" + settings.set.subjects.at(subject).id + name;
}

MakePictures one_by_one(MakePicture make) {
  return [make = std::move(make)](std::span<const PictureRequest> requests) {
    std::vector<MadePicture> made;
    for (const PictureRequest& one : requests) {
      try {
        made.push_back({make(one.prompt, one.seed, one.file), {}, {}, {}});
      } catch (const NoPicture& reason) {
        made.push_back({{}, reason.what(), {}, {}});
      }
    }
    return made;
  };
}

void run_audit(AuditDatabase& database, const RunTools& tools) {
  const FolderLock lock(database.folder());
  const AuditSettings& settings = database.settings();
  Ledger ledger = ledger_of(database);
  const int64_t total = images_of(settings, database.shard());
  const size_t batch = settings.sequential ? 1 : std::max<size_t>(tools.batch, 1);
  // So many images of each subject at a time that each prompt of it fills a batch.
  const auto window = batch == 1 ? int64_t(1) : int64_t(batch * settings.set.templates.size());
  const auto stored = [&](const ImageRow& row) {
    ledger.add(row);
    if (tools.on_image) tools.on_image({ledger.done(), total, &row});
  };
  for (int64_t first = 0; first < settings.images; first += window) {
    const int64_t end = std::min(first + window, settings.images);
    for (size_t s = 0; s < settings.set.subjects.size(); ++s) {
      std::vector<Wanted> missing;
      for (int64_t k = first; k < end; ++k) {
        if (!belongs_to(settings, database.shard(), s, k) || ledger.has(s, k)) continue;
        if (!ledger.is_settled(s, k)) missing.push_back({s, k});
      }
      for (const auto& group : by_prompt(settings, missing, batch)) {
        make_and_store(database, tools, group, stored);
      }
    }
  }
}

int64_t missing_images(const AuditDatabase& database) {
  const AuditSettings& settings = database.settings();
  if (settings.imported) return 0;
  const Ledger ledger = ledger_of(database);
  int64_t missing = 0;
  for (size_t s = 0; s < settings.set.subjects.size(); ++s) {
    for (int64_t k = 0; k < settings.images; ++k) {
      if (!belongs_to(settings, database.shard(), s, k) || ledger.has(s, k)) continue;
      if (!ledger.is_settled(s, k)) ++missing;
    }
  }
  return missing;
}

void merge_audits(const std::vector<fs::path>& shards, const fs::path& target) {
  if (shards.empty()) throw InputError(say<"Nothing to merge: name the folders of the shards">());
  std::vector<AuditDatabase> parts;
  std::string settings;
  for (const fs::path& folder : shards) {
    parts.push_back(AuditDatabase::open(folder, AuditDatabase::Mode::read));
    const AuditDatabase& part = parts.back();
    const std::string text = to_json(part.settings()).dump();
    if (settings.empty()) settings = text;
    if (text != settings || part.shard().count != parts.front().shard().count) {
      throw InputError(say<"{0}: was made with other settings than {1}">(folder.string(),
                                                                         shards.front().string()));
    }
    for (size_t i = 0; i + 1 < parts.size(); ++i) {
      if (parts[i].shard().index == part.shard().index) {
        throw InputError(say<"{0}: is the same shard as {1}">(folder.string(), shards[i].string()));
      }
    }
    if (const int64_t missing = missing_images(part); missing > 0) {
      throw InputError(
          say<"{0}: lacks {1} images; {2}">(folder.string(), missing, say<"finish it first">()));
    }
  }
  const int64_t count = parts.front().shard().count;
  if (int64_t(parts.size()) != count) {
    throw InputError(say<"These are {0} of {1} shards; name them all">(parts.size(), count));
  }
  if (fs::exists(target) && !(fs::is_directory(target) && fs::is_empty(target))) {
    throw InputError(
        say<"{0}: exists and is no empty folder; name another for the whole">(target.string()));
  }
  // Under its own name only when it is whole.
  DraftFolder draft(target, ".merging");
  copy_parts(parts, draft.folder());
  draft.finish();
}

}  // namespace evenlight::audit
