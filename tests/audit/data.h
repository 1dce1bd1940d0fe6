#pragma once

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>

namespace evenlight::audit {

inline std::filesystem::path golden(const std::string& file) {
  return std::filesystem::path(EVENLIGHT_SOURCE_DIR) / "tests" / "golden" / file;
}

// The file in the folder that EVENLIGHT_PARITY names, if it is set.
inline std::optional<std::filesystem::path> parity(const std::string& file) {
  const char* folder = std::getenv("EVENLIGHT_PARITY");
  if (folder == nullptr) return std::nullopt;
  return std::filesystem::path(folder) / file;
}

inline nlohmann::json read_json(const std::filesystem::path& path) {
  std::ifstream file(path);
  if (!file) throw std::runtime_error("cannot open " + path.string());
  return nlohmann::json::parse(file);
}

}  // namespace evenlight::audit
