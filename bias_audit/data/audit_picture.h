#pragma once

#include <filesystem>
#include <string>

namespace evenlight::audit {

// The bytes of a picture of an audit, as it was measured. `file` is relative to `folder`. Throws
// InputError that names it: it is gone, a link stands in its place or on the way to it (a folder
// from somebody else must not show what lies elsewhere), or its SHA-256 is another.
std::string read_audit_picture(const std::filesystem::path& folder,
                               const std::filesystem::path& file, const std::string& sha256);

}  // namespace evenlight::audit
