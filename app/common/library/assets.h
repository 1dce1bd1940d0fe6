// Where files that come with the program, and the user's own, lie.
#pragma once

#include <filesystem>
#include <optional>
#include <string_view>

namespace evenlight {

// A file or folder of assets/, by its path in there: looked for in $EVENLIGHT_ASSETS (alone, if
// set), in share/evenlight beside the program's bin/, and in the source tree it was built from.
std::optional<std::filesystem::path> find_asset(std::string_view relative);

// The same; throws Error(input) that says where it was looked for.
std::filesystem::path asset_path(std::string_view relative);

// $XDG_DATA_HOME/evenlight and $XDG_CACHE_HOME/evenlight, or their usual places under $HOME; empty
// without either.
std::filesystem::path data_folder();
std::filesystem::path cache_folder();

}  // namespace evenlight
