#include "app/common/files/new_folder.h"

#include <fmt/format.h>

#include <algorithm>
#include <random>
#include <ranges>

#include "app/common/files/system_reason.h"
#include "engine/base/error.h"

namespace evenlight {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void cannot_make(const fs::path& folder, const std::error_code& error) {
  throw Error(ErrorKind::failed,
              say<"{0}: cannot be made: {1}.">(folder.string(), system_reason(error.value())));
}

void make(const fs::path& folder) {
  std::error_code error;
  if (!fs::create_directory(folder, error) && error) cannot_make(folder, error);
}

fs::path place_of_folder(const fs::path& target) {
  const fs::path whole = fs::absolute(target).lexically_normal();
  return whole.has_filename() ? whole : whole.parent_path();
}

}  // namespace

NewFolder::NewFolder(fs::path target) : target_(place_of_folder(target)) {
  std::vector<fs::path> missing;
  std::error_code error;
  for (fs::path above = target_.parent_path();
       !fs::exists(above, error) && above.has_relative_path(); above = above.parent_path()) {
    missing.push_back(above);
  }
  std::random_device random;
  hidden_ = target_.parent_path() / fmt::format(".evenlight-{:08x}{:08x}", random(), random());
  try {
    for (const fs::path& folder : missing | std::views::reverse) {
      make(folder);
      made_.push_back(folder);
    }
    if (!fs::create_directory(hidden_, error)) cannot_make(target, error);
  } catch (...) {
    for (const fs::path& folder : made_ | std::views::reverse) fs::remove(folder, error);
    throw;
  }
}

NewFolder::~NewFolder() {
  std::error_code ignored;  // what cannot be removed has a hidden name
  fs::remove_all(hidden_, ignored);
  if (done_) return;
  for (const fs::path& folder : made_ | std::views::reverse) fs::remove(folder, ignored);
}

void NewFolder::become(Overwrite overwrite, const fs::path& last) {
  std::error_code error;
  fs::rename(hidden_, target_, error);  // where nothing or an empty folder is
  if (error) move_files(overwrite, last);
  done_ = true;
}

void NewFolder::move_files(Overwrite overwrite, const fs::path& last) const {
  std::vector<fs::path> files;
  for (const auto& item : fs::recursive_directory_iterator(hidden_)) {
    if (!item.is_directory()) files.push_back(item.path().lexically_relative(hidden_));
  }
  std::ranges::sort(files, {}, [&](const fs::path& file) { return std::pair(file == last, file); });
  for (const fs::path& file : files) {
    if (overwrite == Overwrite::allow || !fs::exists(target_ / file)) continue;
    throw Error(ErrorKind::usage,
                say<"{0} exists; {1}.">((target_ / file).string(), say<"choose another name">()));
  }
  for (const fs::path& file : files) {
    std::error_code error;
    fs::create_directories((target_ / file).parent_path(), error);
    if (!error) fs::rename(hidden_ / file, target_ / file, error);
    if (error) cannot_make(target_ / file, error);
  }
}

}  // namespace evenlight
