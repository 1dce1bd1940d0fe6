// SHA-256 of models, remembered: hashing gigabytes takes seconds, looking at a file's size and time
// does not.
#pragma once

#include <chrono>
#include <filesystem>
#include <future>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "engine/weights/model_files.h"

namespace evenlight {

// As sha256_of_model, or what is remembered for unchanged files: by this process and in
// cache_folder()/models.json. A cache that cannot be read or written only costs time. Throws
// Error(input) if a file was written to since the model was opened, Error(interrupted) if asked to
// stop.
std::string model_sha256(const ModelWeights& model, const std::stop_token& stop = {});

// The same, computed when it is first asked for or beside other work. Copies share the work; when
// the last of them ends, unfinished work stops with it.
class ModelHash {
 public:
  ModelHash() = default;
  explicit ModelHash(std::shared_ptr<const ModelWeights> model);

  void begin_in_background();
  const std::string& get() const;
  std::future_status wait_for(std::chrono::milliseconds time) const;

 private:
  struct Work;
  std::shared_ptr<Work> work_;
};

// Where models of that hash (or a beginning of at least 8 digits) were last used, if their files
// are unchanged: more than one path for copies, and for folders that differ in their
// configurations.
std::vector<std::filesystem::path> recall_models(std::string_view sha256);

// The hash of the model at that path, if it is remembered and its files are unchanged.
std::optional<std::string> remembered_sha256(const std::filesystem::path& path);

// The eight digits by which A1111 named a single file before 2023: of the 64 KiB from 1 MiB on,
// whatever there is of them (AUTOMATIC1111/stable-diffusion-webui:modules/sd_models.py,
// model_hash). Empty for a folder or a file that cannot be read. Costs one small read.
std::string early_hash(const std::filesystem::path& path);

// Whether the digits of a recipe's hash mean the model at `path`: the beginning of its SHA-256, or
// A1111's early hash. Without a `sha256`, only the latter can be known.
bool means_model(std::string_view digits, const std::filesystem::path& path,
                 const std::optional<std::string>& sha256);

}  // namespace evenlight
