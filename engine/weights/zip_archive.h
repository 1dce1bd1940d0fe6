#pragma once

#include <cstddef>
#include <map>
#include <span>
#include <string>
#include <string_view>

namespace evenlight {

// A file inside an archive: its bytes lie in the archive as they are.
struct ZipMember {
  size_t offset = 0;  // in the archive
  size_t size = 0;
};

using ZipMembers = std::map<std::string, ZipMember, std::less<>>;

// The members of a zip archive (also zip64) whose files are stored and not compressed, as PyTorch
// writes them (PKWARE: APPNOTE.TXT 6.3). Every length and place is checked against the archive.
// `label` (its path) is only for the messages. Throws Error(input): it is cut off or damaged, a
// member is compressed or encrypted, or a name is there twice.
ZipMembers list_zip_members(std::span<const std::byte> archive, const std::string& label);

}  // namespace evenlight
