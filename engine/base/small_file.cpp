#include "engine/base/small_file.h"

#include <fstream>
#include <vector>

#include "engine/base/input_error.h"

namespace evenlight {

std::string read_small_file(const std::filesystem::path& path, size_t limit) {
  const std::string label = path.string();
  std::error_code error;
  const auto status = std::filesystem::status(path, error);
  if (!std::filesystem::exists(status)) throw InputError(say<"{0}: no such file.">(label));
  if (!std::filesystem::is_regular_file(status)) {
    throw InputError(say<"{0}: is not a regular file.">(label));
  }
  std::ifstream file(path, std::ios::binary);
  if (!file) throw InputError(say<"{0}: cannot be read.">(label));
  std::string content;
  std::vector<char> block(size_t(1) << 16);
  while (file.read(block.data(), std::streamsize(block.size())), file.gcount() > 0) {
    content.append(block.data(), size_t(file.gcount()));
    if (content.size() > limit) {
      throw InputError(say<"{0}: is larger than the {1} bytes that are read.">(label, limit));
    }
  }
  if (file.bad()) throw InputError(say<"{0}: reading failed.">(label));
  return content;
}

}  // namespace evenlight
