#include "app/common/files/distinct_files.h"

#include <fmt/format.h>
#include <sys/stat.h>

namespace evenlight {

bool DistinctFiles::add(const std::filesystem::path& file) {
  std::error_code error;
  auto whole = std::filesystem::weakly_canonical(std::filesystem::absolute(file, error), error);
  if (error) whole = file.lexically_normal();
  bool fresh = known_.insert(whole.string()).second;
  struct stat status {};
  if (::stat(file.c_str(), &status) == 0) {
    fresh &= known_.insert(fmt::format("{}:{}", status.st_dev, status.st_ino)).second;
  }
  return fresh;
}

}  // namespace evenlight
