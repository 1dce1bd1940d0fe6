#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <stdexcept>
#include <string>
#include <vector>

#include "bias_audit/data/database.h"

namespace evenlight::audit {

// The audit knows no model: pictures are made by whoever calls. `make` is asked for up to
// RunTools::batch pictures of one prompt at once; it writes each file (replacing what a stop may
// have left there) and answers for each, in their order. Whatever it throws stops the run; what was
// finished is kept.
struct PictureRequest {
  std::string prompt;
  uint64_t seed = 0;
  std::filesystem::path file;
  std::string wanted;  // the class that it is drawn for by a mitigation; empty: none
};
struct MadePicture {
  std::string recipe;      // that makes it again
  std::string no_picture;  // why the model gave none: it ends as no_face and is counted
  std::string refused;     // why it would not make it: an outcome of its own, and counted too
  std::string suffix;  // of the file that was written, where it is not the one asked for: ".jpg"
  int64_t tries = 1;   // seeds that were drawn for it
};
using MakePictures =
    std::function<std::vector<MadePicture>(std::span<const PictureRequest> requests)>;

// Of a function that makes one picture, returns its recipe and throws NoPicture where the model
// gave none.
class NoPicture : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};
using MakePicture = std::function<std::string(const std::string& prompt, uint64_t seed,
                                              const std::filesystem::path& file)>;
MakePictures one_by_one(MakePicture make);

using MeasurePicture = std::function<Measurement(const std::filesystem::path& file)>;

struct RunState {
  int64_t done = 0;   // images of this shard that are in the database
  int64_t total = 0;  // that there will be, at most when sequential
  const ImageRow* last = nullptr;
};
using OnImage = std::function<void(const RunState&)>;

struct RunTools {
  MakePictures make;
  size_t batch = 1;  // pictures asked for at once; a sequential audit asks for one at a time
  MeasurePicture measure;
  OnImage on_image;  // after each that was stored; may be empty
};

// Makes, measures and stores what is still missing, image by image over all subjects, so that an
// audit that is stopped is balanced (in batches: so many images of each at a time). Sequential: a
// subject ends as soon as a confidence sequence puts its share of "woman" wholly beyond or within
// parity ± epsilon (Jeffreys mixture, error level 0.05 over the number of subjects), whatever the
// unclear images show.
void run_audit(AuditDatabase& database, const RunTools& tools);

// Which images a shard makes: of a sequential audit whole subjects, else image by image in turn.
bool belongs_to(const AuditSettings& settings, Shard shard, size_t subject, int64_t image);

// "images/ceo/00017_1017.png"
std::string file_of_image(const AuditSettings& settings, size_t subject, int64_t image);

// Joins the shards of one audit into a new folder, pictures included. Throws InputError when their
// settings differ, when one is there twice or lacks images, or when one is missing.
void merge_audits(const std::vector<std::filesystem::path>& shards,
                  const std::filesystem::path& target);

// How many images are missing: 0 for a whole audit or shard.
int64_t missing_images(const AuditDatabase& database);

}  // namespace evenlight::audit
