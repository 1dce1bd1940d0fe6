#include "app/common/files/output_path.h"

#include <unistd.h>

#include <cerrno>
#include <cstdlib>

#include "app/common/files/system_reason.h"
#include "engine/base/error.h"
#include "engine/text/steering_characters.h"
#include "engine/text/unicode.h"

namespace evenlight {
namespace {

constexpr size_t max_prompt_bytes = 60;

// The rest of a folder's name in `pattern` from `brace` on, if what is in front of it and that make
// a folder that exists; else nothing.
std::string folder_with_braces(const std::string& path, const std::string& pattern, size_t brace) {
  const size_t end = pattern.find('/', brace);
  if (end == std::string::npos) return {};
  std::string rest = pattern.substr(brace, end - brace);
  std::error_code error;
  return std::filesystem::is_directory(path + rest, error) ? rest : std::string();
}

std::string replaced(const std::string& pattern, uint64_t seed, size_t index,
                     std::string_view prompt, const ValuePlace& place) {
  std::string path;
  for (size_t at = 0; at < pattern.size();) {
    const size_t brace = pattern.find_first_of("{}", at);
    path += pattern.substr(at, brace - at);
    if (brace == std::string::npos) break;
    const bool doubled = pattern.compare(brace + 1, 1, pattern, brace, 1) == 0;
    if (doubled || pattern[brace] == '}') {
      path += pattern[brace];
      at = brace + (doubled ? 2 : 1);
      continue;
    }
    const size_t close = pattern.find('}', brace);
    const std::string name =
        close == std::string::npos ? "" : pattern.substr(brace + 1, close - brace - 1);
    at = close + 1;
    if (name == "seed") {
      path += std::to_string(seed);
    } else if (name == "index") {
      path += std::to_string(index);
    } else if (name == "prompt") {
      path += prompt_for_path(prompt);
    } else if (const std::string folder = folder_with_braces(path, pattern, brace);
               !folder.empty()) {
      path += folder;
      at = brace + folder.size();
    } else {
      throw Error(place.kind, say<"{0}: {1} is not known; accepted are {{seed}}, {{index}} and "
                                  "{{prompt}}; write {{{{ and }}}} for braces.">(
                                  place.where, close == std::string::npos ? pattern.substr(brace)
                                                                          : "{" + name + "}"));
    }
  }
  return path;
}

bool is_folder(const std::string& pattern) {
  std::error_code error;
  return pattern.ends_with('/') || std::filesystem::is_directory(pattern, error);
}

bool is_kept_in_names(char32_t c) {
  return (c >= 0x80 && !is_steering_character(c)) || (c >= U'0' && c <= U'9') ||
         (c >= U'a' && c <= U'z') || (c >= U'A' && c <= U'Z') || c == U'-';
}

}  // namespace

std::string prompt_for_path(std::string_view prompt) {
  std::string name;
  for (const char32_t c : decode_utf8(prompt)) {
    if (is_kept_in_names(c)) {
      name += encode_utf8(std::u32string(1, c));
    } else if (!name.empty() && name.back() != '_') {
      name += '_';
    }
  }
  if (name.size() > max_prompt_bytes) {
    size_t end = max_prompt_bytes;
    // Not inside a character of several bytes.
    while (end > 0 && (static_cast<unsigned char>(name[end]) & 0xc0) == 0x80) --end;
    name.resize(end);
  }
  while (!name.empty() && name.back() == '_') name.pop_back();
  return name.empty() ? "untitled" : name;
}

std::vector<std::filesystem::path> expand_output(const std::string& pattern,
                                                 std::span<const uint64_t> seeds,
                                                 std::string_view prompt, const ValuePlace& place,
                                                 size_t first_index) {
  constexpr const char* usual = "evenlight-{seed}.png";
  std::string full = pattern.empty() ? usual : pattern;
  if (!pattern.empty() && is_folder(pattern)) {
    full = (std::filesystem::path(pattern) / usual).string();
  }
  std::vector<std::filesystem::path> paths;
  std::set<std::filesystem::path> seen;
  for (size_t i = 0; i < seeds.size(); ++i) {
    const std::filesystem::path path = replaced(full, seeds[i], first_index + i, prompt, place);
    if (path.native().find('\0') != std::string::npos) {
      throw Error(place.kind, say<"{0}: {1}… holds the character NUL, which no file's name can.">(
                                  place.where, path.c_str()));
    }
    const std::string ending = path.extension().string();
    if (ending != ".png" && ending != ".PNG") {
      throw Error(place.kind, say<"{0}: {1} must end in .png, or in / for a folder.">(
                                  place.where, path.string()));
    }
    if (!seen.insert(path.lexically_normal()).second) {
      throw Error(place.kind, say<"{0}: several pictures would be written to {1}; put {{seed}} or "
                                  "{{index}} into the name.">(place.where, path.string()));
    }
    paths.push_back(path);
  }
  return paths;
}

void create_output_folder(const std::string& pattern) {
  if (!pattern.ends_with('/')) return;
  std::error_code error;
  std::filesystem::create_directories(pattern, error);
  if (error) {
    throw Error(ErrorKind::usage, say<"{0}: the folder {1} cannot be made: {2}.">(
                                      Field{"output"}, pattern, system_reason(error.value())));
  }
}

void OutputCheck::require_writable(const std::filesystem::path& path, const Argument& place) {
  const std::filesystem::path folder = path.has_parent_path() ? path.parent_path() : ".";
  const auto refuse = [&](const Message& what) {
    throw Error(ErrorKind::usage, say<"{0}: {1}.">(place, what));
  };
  std::error_code error;
  if (!std::filesystem::is_directory(folder, error)) {
    refuse(say<"there is no folder {0}; make it first">(folder.string()));
  }
  const auto status = std::filesystem::symlink_status(path, error);
  if (std::filesystem::is_directory(status)) refuse(say<"{0} is a folder">(path.string()));
  if (std::filesystem::exists(status)) {
    if (overwrite_ == Overwrite::refuse) {
      refuse(say<"{0} exists; {1}">(path.string(), say<"choose another name">()));
    }
    if (!std::filesystem::is_regular_file(path, error)) {
      refuse(say<"{0} is not a regular file">(path.string()));
    }
  }
  if (path.filename().string().size() > 255)
    refuse(say<"the file's name is longer than 255 bytes">());
  static_cast<void>(std::filesystem::absolute(path, error));
  if (error) refuse(say<"the folder that this was started in is gone; change into another">());
  if (!files_.add(path)) {
    refuse(say<"{0} would be written twice; give another name">(path.string()));
  }
  if (!writable_folders_.insert(folder).second) return;
  // Permissions do not say everything (read-only, virtual and full file systems): try it.
  std::string probe = (folder / ".evenlight-XXXXXX").string();
  const int handle = mkstemp(probe.data());
  int reason = handle < 0 ? errno : 0;
  if (handle >= 0) {
    if (write(handle, "", 1) != 1) reason = errno;
    close(handle);
    unlink(probe.c_str());
  }
  if (reason == 0) return;
  writable_folders_.erase(folder);
  const bool full = reason == ENOSPC || reason == EDQUOT || reason == EFBIG;
  throw Error(full ? ErrorKind::failed : ErrorKind::usage,
              say<"{0}: the folder {1} cannot be written to ({2}).">(place, folder.string(),
                                                                     system_reason(reason)));
}

}  // namespace evenlight
