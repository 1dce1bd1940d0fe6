#include "app/common/pictures/kept_open.h"

#include <fmt/format.h>

namespace evenlight {

std::string change_stamp(const std::filesystem::path& path) {
  std::error_code error;
  const auto time = std::filesystem::last_write_time(path, error).time_since_epoch().count();
  const bool folder = std::filesystem::is_directory(path, error);
  return fmt::format("{} {}", folder ? 0 : std::filesystem::file_size(path, error), time);
}

}  // namespace evenlight
