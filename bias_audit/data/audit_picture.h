#pragma once

#include <filesystem>
#include <string>

namespace evenlight::audit {

enum class PictureState { as_measured, gone, link, changed, unreadable };

// Of a picture of an audit. `file` is relative to `folder`; a link on the way to it is one too.
PictureState state_of_picture(const std::filesystem::path& folder,
                              const std::filesystem::path& file, const std::string& sha256);
const char* state_name(PictureState state);  // "gone", "changed", …

// The bytes of a picture of an audit, as it was measured. `file` is relative to `folder`. Throws
// InputError that names it: it is gone, a link stands in its place or on the way to it (a folder
// from somebody else must not show what lies elsewhere), or its SHA-256 is another.
std::string read_audit_picture(const std::filesystem::path& folder,
                               const std::filesystem::path& file, const std::string& sha256);

}  // namespace evenlight::audit
