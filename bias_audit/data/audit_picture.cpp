#include "bias_audit/data/audit_picture.h"

#include "bias_audit/data/json_file.h"
#include "engine/base/input_error.h"
#include "engine/base/sha256.h"
#include "engine/base/small_file.h"

namespace evenlight::audit {

namespace fs = std::filesystem;

namespace {

constexpr size_t max_bytes = 256ULL << 20;

// What stands on the way to a file, and where.
struct Way {
  PictureState state = PictureState::as_measured;
  fs::path place;
};

Way way_to(const fs::path& folder, const fs::path& file) {
  Way way{PictureState::as_measured, folder};
  for (const fs::path& part : file) {
    way.place /= part;
    std::error_code error;
    const fs::file_status status = fs::symlink_status(way.place, error);
    way.state = !fs::exists(status)      ? PictureState::gone
                : fs::is_symlink(status) ? PictureState::link
                                         : PictureState::as_measured;
    if (way.state != PictureState::as_measured) break;
  }
  return way;
}

}  // namespace

PictureState state_of_picture(const fs::path& folder, const fs::path& file,
                              const std::string& sha256) {
  const Way way = way_to(folder, file);
  if (way.state != PictureState::as_measured) return way.state;
  try {
    return sha256_of_text(read_small_file(way.place, max_bytes)) == sha256
               ? PictureState::as_measured
               : PictureState::changed;
  } catch (const Error&) {
    return PictureState::unreadable;
  }
}

const char* state_name(PictureState state) {
  constexpr const char* names[] = {"as measured", "gone", "link", "changed", "unreadable"};
  return names[size_t(state)];
}

std::string read_audit_picture(const fs::path& folder, const fs::path& file,
                               const std::string& sha256) {
  const Way way = way_to(folder, file);
  if (way.state == PictureState::gone) throw InputError(say<"{0}: is gone">(way.place.string()));
  if (way.state == PictureState::link) {
    throw InputError(
        say<"{0}: is a link; an audit's pictures lie in its own folder">(way.place.string()));
  }
  std::string bytes = read_small_file(way.place, max_bytes);
  if (sha256_of_text(bytes) != sha256) {
    throw InputError(say<"{0}: was changed after the audit">(way.place.string()));
  }
  return bytes;
}

}  // namespace evenlight::audit
