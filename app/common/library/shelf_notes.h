// What lies beside a model's file, and what it says of itself: pictures, notes, trigger words.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace evenlight {

struct ShelfNotes {
  std::string title;  // of its metadata or of Civitai's page; may be empty
  std::string base;   // the model that it was made for, as its file spells it; may be empty
  std::string text;   // what people wrote about it; may be empty
  std::vector<std::string> triggers;  // words that call what was trained, the most frequent first
  double weight = 0;                  // that the notes recommend; 0: none
};

// NAME.preview.png, NAME.png and their like (.jpg, .jpeg, .webp) beside NAME.safetensors.
std::optional<std::filesystem::path> preview_beside(const std::filesystem::path& file);

// NAME.txt, NAME.json (A1111's user metadata) and NAME.civitai.info beside the file. Whatever is
// damaged there is passed over: nobody depends on it. At most 64 KiB of a text are read, 1 MiB of
// JSON.
ShelfNotes notes_beside(const std::filesystem::path& file);

// Adds what a safetensors file's own metadata says: modelspec.* (Stability-AI/ModelSpec) and what
// kohya-ss/sd-scripts keeps (ss_tag_frequency, ss_output_name, ss_base_model_version). What stands
// in the notes goes before it.
void add_metadata(ShelfNotes& notes, const std::map<std::string, std::string>& metadata);

}  // namespace evenlight
