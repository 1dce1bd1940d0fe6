// Where pictures that recipes started from were last seen, so that a recipe, which knows them by
// their contents, finds them again.
#pragma once

#include <filesystem>
#include <string_view>
#include <vector>

namespace evenlight {

// In this process and in cache_folder()/pictures.json, the newest 500. A cache that cannot be read
// or written is only not there.
void remember_picture(std::string_view sha256, const std::filesystem::path& path);
// Newest first; whether they are still there, and the same, is for the caller to see.
std::vector<std::filesystem::path> recall_pictures(std::string_view sha256);

}  // namespace evenlight
