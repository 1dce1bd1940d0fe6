#include "engine/base/check.h"

#include <fmt/format.h>

#include <stdexcept>
#include <string_view>

namespace evenlight {

void fail_check(const char* what, const std::source_location& place) {
  // The file's name alone: where the program was built is nobody's business.
  std::string_view file = place.file_name();
  file.remove_prefix(file.find_last_of('/') + 1);
  throw std::logic_error(fmt::format("internal error: {} ({}:{})", what, file, place.line()));
}

}  // namespace evenlight
