#include "engine/base/small_file.h"

#include <fmt/format.h>

#include <fstream>
#include <vector>

#include "engine/base/input_error.h"

namespace evenlight {

std::string read_small_file(const std::filesystem::path& path, size_t limit) {
  const std::string label = path.string();
  std::error_code error;
  const auto status = std::filesystem::status(path, error);
  if (!std::filesystem::exists(status)) throw InputError(label + ": no such file.");
  if (!std::filesystem::is_regular_file(status)) {
    throw InputError(label + ": is not a regular file.");
  }
  std::ifstream file(path, std::ios::binary);
  if (!file) throw InputError(label + ": cannot be read.");
  std::string content;
  std::vector<char> block(size_t(1) << 16);
  while (file.read(block.data(), std::streamsize(block.size())), file.gcount() > 0) {
    content.append(block.data(), size_t(file.gcount()));
    if (content.size() > limit) {
      throw InputError(fmt::format("{}: is larger than the {} bytes that are read.", label, limit));
    }
  }
  if (file.bad()) throw InputError(label + ": reading failed.");
  return content;
}

}  // namespace evenlight
