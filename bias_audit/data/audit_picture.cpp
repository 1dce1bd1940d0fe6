#include "bias_audit/data/audit_picture.h"

#include "bias_audit/data/json_file.h"
#include "engine/base/input_error.h"
#include "engine/base/sha256.h"
#include "engine/base/small_file.h"

namespace evenlight::audit {

namespace fs = std::filesystem;

std::string read_audit_picture(const fs::path& folder, const fs::path& file,
                               const std::string& sha256) {
  fs::path way = folder;
  for (const fs::path& part : file) {
    way /= part;
    std::error_code error;
    const fs::file_status status = fs::symlink_status(way, error);
    if (!fs::exists(status)) throw InputError(say<"{0}: is gone">(way.string()));
    if (fs::is_symlink(status)) {
      throw InputError(
          say<"{0}: is a link; an audit's pictures lie in its own folder">(way.string()));
    }
  }
  std::string bytes = read_small_file(way, 256ULL << 20);
  if (sha256_of_text(bytes) != sha256) {
    throw InputError(say<"{0}: was changed after the audit">(way.string()));
  }
  return bytes;
}

}  // namespace evenlight::audit
