#include "engine/base/check.h"

#include <fmt/format.h>

#include <stdexcept>
#include <string_view>

namespace evenlight {

void fail_check(const char* what, const char* file, int line) {
  // The file's name alone: where the program was built is nobody's business.
  std::string_view name = file;
  name.remove_prefix(name.find_last_of('/') + 1);
  throw std::logic_error(fmt::format("internal error: {} ({}:{})", what, name, line));
}

}  // namespace evenlight
