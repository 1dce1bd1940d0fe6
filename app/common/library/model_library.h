// Every file that pictures can be made with, in the folders of this and of other programs.
//
//   const ModelLibrary library({"/home/me/ComfyUI"});
//   for (const ShelfItem& item : library.find(ShelfKind::lora, "water colour")) …
//
// A file is looked at when it is asked for: of a safetensors file its header, of others nothing.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "app/common/library/shelf_folders.h"
#include "app/common/library/shelf_notes.h"

namespace evenlight {

struct ShelfItem {
  ShelfKind kind = ShelfKind::model;
  std::string name;  // without folder and suffix
  std::filesystem::path path;
  uint64_t bytes = 0;  // of a folder's files together
  std::optional<std::filesystem::path> preview;
  ShelfNotes notes;
  std::string sha256;  // if it is remembered; else empty
};

// The names under which other programs know a file.
struct ShelfHashes {
  std::string sha256;  // AutoV2 is its first ten digits
  std::string early;   // A1111's eight digits of before 2023
  std::string autov3;  // twelve digits of what lies behind a safetensors header; else empty
};

class ModelLibrary {
 public:
  // The usual folders and `places` (see shelf_folders.h). A place in which no layout is recognised
  // is one folder of `flat` files. Throws Error(input) if a place does not exist.
  explicit ModelLibrary(const std::vector<std::filesystem::path>& places = {},
                        ShelfKind flat = ShelfKind::model);

  // Of one kind, or of all, by kind and name. `search`: words, each of which must be in the name,
  // the title, the base model, the notes or the trigger words, capitals apart; or eight and more
  // digits of a hash.
  std::vector<ShelfItem> find(std::optional<ShelfKind> kind, const std::string& search = {}) const;

  const std::vector<ShelfFolder>& folders() const { return folders_; }

 private:
  std::vector<ShelfFolder> folders_;
};

// Reads every byte of the file, or of the folder's weights. Throws Error(input).
ShelfHashes hashes_of(const ShelfItem& item);

}  // namespace evenlight
