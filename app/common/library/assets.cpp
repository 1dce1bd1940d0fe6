#include "app/common/library/assets.h"

#include <cstdlib>
#include <string>
#include <vector>

#include "engine/base/error.h"

namespace evenlight {
namespace {

namespace fs = std::filesystem;

std::vector<fs::path> asset_folders() {
  const char* chosen = std::getenv("EVENLIGHT_ASSETS");
  if (chosen && *chosen) return {chosen};
  std::vector<fs::path> folders;
  std::error_code error;
  const fs::path program = fs::read_symlink("/proc/self/exe", error);
  if (!error) folders.push_back(program.parent_path().parent_path() / "share" / "evenlight");
  return folders;
}

fs::path user_folder(const char* variable, const char* usual) {
  const char* base = std::getenv(variable);
  // The XDG rules: a relative path is to be ignored.
  if (base && fs::path(base).is_absolute()) return fs::path(base) / "evenlight";
  const char* home = std::getenv("HOME");
  if (!home || !*home) return {};
  return fs::path(home) / usual / "evenlight";
}

}  // namespace

std::optional<fs::path> find_asset(std::string_view relative) {
  for (const fs::path& folder : asset_folders()) {
    std::error_code error;
    if (fs::exists(folder / relative, error)) return folder / relative;
  }
  return std::nullopt;
}

fs::path asset_path(std::string_view relative) {
  if (const auto path = find_asset(relative)) return *path;
  std::string looked;
  for (const fs::path& folder : asset_folders()) {
    looked += (looked.empty() ? "" : ", ") + folder.string();
  }
  throw Error(ErrorKind::input,
              say<"{0} is missing (looked in {1}); install Evenlight again, or set "
                  "EVENLIGHT_ASSETS to its assets folder.">(relative, looked));
}

fs::path data_folder() {
  return user_folder("XDG_DATA_HOME", ".local/share");
}
fs::path cache_folder() {
  return user_folder("XDG_CACHE_HOME", ".cache");
}

}  // namespace evenlight
