#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>

#include "bias_audit/data/database.h"

namespace evenlight::audit {

// The audit knows no model: a picture is made by whoever calls. `make` writes the file (replacing
// what a stop may have left there) and returns the recipe that makes it again. A model that gave no
// usable picture for this seed throws NoPicture: the image ends as no_face and is counted. Every
// other exception stops the run; what was finished is kept.
class NoPicture : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};
using MakePicture = std::function<std::string(const std::string& prompt, std::uint64_t seed,
                                              const std::filesystem::path& file)>;
using MeasurePicture = std::function<Measurement(const std::filesystem::path& file)>;

struct RunState {
  std::int64_t done = 0;   // images of this shard that are in the database
  std::int64_t total = 0;  // that there will be, at most when sequential
  const ImageRow* last = nullptr;
};
using OnImage = std::function<void(const RunState&)>;

struct RunTools {
  MakePicture make;
  MeasurePicture measure;
  OnImage on_image;  // after each that was stored; may be empty
};

// Makes, measures and stores what is still missing, image by image over all subjects, so that an
// audit that is stopped is balanced. Sequential: a subject ends as soon as a confidence sequence
// puts its share of "woman" wholly beyond or within parity ± epsilon (Jeffreys mixture, error level
// 0.05 over the number of subjects), whatever the unclear images show.
void run_audit(AuditDatabase& database, const RunTools& tools);

// Which images a shard makes: of a sequential audit whole subjects, else image by image in turn.
bool belongs_to(const AuditSettings& settings, Shard shard, size_t subject, std::int64_t image);

// "images/ceo/00017_1017.png"
std::string file_of_image(const AuditSettings& settings, size_t subject, std::int64_t image);

// Joins the shards of one audit into a new folder, pictures included. Throws InputError when their
// settings differ, when one is there twice or lacks images, or when one is missing.
void merge_audits(const std::vector<std::filesystem::path>& shards,
                  const std::filesystem::path& target);

// How many images are missing: 0 for a whole audit or shard.
std::int64_t missing_images(const AuditDatabase& database);

}  // namespace evenlight::audit
