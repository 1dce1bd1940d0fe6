#include "engine/weights/safetensors.h"

#include <algorithm>

namespace evenlight {

SafetensorsFile::SafetensorsFile(const std::filesystem::path& path)
    : file_(path), header_(parse_safetensors(file_.bytes(), path.string())) {}

const SafetensorsEntry* SafetensorsFile::find(std::string_view name) const {
  const auto at = std::ranges::lower_bound(header_.tensors, name, {}, &SafetensorsEntry::name);
  return at != header_.tensors.end() && at->name == name ? &*at : nullptr;
}

std::span<const std::byte> SafetensorsFile::bytes(const SafetensorsEntry& entry) const {
  return file_.bytes().subspan(entry.offset, entry.size);
}

}  // namespace evenlight
