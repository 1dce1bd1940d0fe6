#include "app/common/files/cache_list.h"

#include <spdlog/spdlog.h>

#include <filesystem>
#include <string>

#include "app/common/files/atomic_file.h"
#include "app/common/library/assets.h"
#include "engine/base/error.h"
#include "engine/base/json.h"
#include "engine/base/small_file.h"

namespace evenlight {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

// Empty where there is no folder for caches.
fs::path path_of(const char* file) {
  const fs::path folder = cache_folder();
  return folder.empty() ? fs::path() : folder / file;
}

}  // namespace

void read_cache_list(const char* file, const std::function<void(const Json&)>& use) {
  const fs::path path = path_of(file);
  std::error_code error;
  if (path.empty() || !fs::exists(path, error)) return;
  try {
    for (const Json& row : parse_json(read_small_file(path, max_json_bytes), path.string())) {
      use(row);
    }
  } catch (const Error& problem) {
    spdlog::debug("The list {} is made anew: {}", file, problem.what());
  } catch (const Json::exception& problem) {
    spdlog::debug("The list {} is made anew: {}", file, problem.what());
  }
}

void write_cache_list(const char* file, const Json& rows) {
  const fs::path path = path_of(file);
  if (path.empty()) return;
  const std::string text = dump_json(rows, 1);
  std::error_code error;
  fs::create_directories(path.parent_path(), error);
  try {
    write_file_atomically(path, {reinterpret_cast<const unsigned char*>(text.data()), text.size()},
                          Overwrite::allow);
  } catch (const Error& problem) {
    spdlog::debug("The list {} is not remembered: {}", file, problem.what());
  }
}

}  // namespace evenlight
