#include "engine/weights/file_kind.h"

#include <algorithm>
#include <cctype>
#include <cstdint>
#include <cstring>
#include <string>

namespace evenlight {
namespace {

struct Kind {
  std::string_view magic;  // lower-case text compares without case
  Message (*clause)();
};

constexpr Kind kinds[] = {
    {{"\x89hdf", 4}, say<"is an HDF5 file; use the .safetensors version of the model">},
    {"<!doctype",
     say<"is a web page, not a model; download the file itself, not the page about it">},
    {"<html", say<"is a web page, not a model; download the file itself, not the page about it">},
    {"<?xml", say<"is an XML document, not a model; download the file again">},
    {"version https://git-lfs",
     say<"is a Git LFS pointer, not the model itself; fetch the file with `git lfs pull`">},
    {"{",
     say<"is a JSON text, not a model; give the .safetensors file or the folder it belongs to">},
    {{"\x89png", 4}, say<"is a picture, not a model">},
};

// The file's first bytes in lower case.
std::string start_of(std::span<const std::byte> file) {
  std::string start;
  for (const std::byte b : file.first(std::min<size_t>(file.size(), 32))) {
    start += static_cast<char>(std::tolower(std::to_integer<unsigned char>(b)));
  }
  return start;
}

}  // namespace

Message describe_foreign_file(std::span<const std::byte> file) {
  const std::string start = start_of(file);
  const std::string_view text =
      std::string_view(start).substr(std::min(start.find_first_not_of(" \r\n\t"), start.size()));
  for (const Kind& kind : kinds) {
    if (text.starts_with(kind.magic)) return kind.clause();
  }
  return say<"is not a safetensors file; give a .safetensors checkpoint or a diffusers folder">();
}

bool looks_like_safetensors(std::span<const std::byte> file) {
  uint64_t length = 0;
  if (file.size() < 9 || file[8] != std::byte{'{'}) return false;
  std::memcpy(&length, file.data(), sizeof length);
  return length >= 2 && length <= file.size() - 8;
}

bool is_pickle(std::span<const std::byte> file) {
  const std::string start = start_of(file);
  return start.starts_with("pk\x03\x04") ||
         (start.size() > 1 && start[0] == '\x80' && start[1] >= 2 && start[1] <= 5);
}

}  // namespace evenlight
