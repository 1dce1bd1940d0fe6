// Lists of words that prompts draw from, __name__: text files in folders called "wildcards".
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "app/common/library/named_files.h"

namespace evenlight {

inline constexpr const char* wildcards_folder = "wildcards";

class WildcardShelf {
 public:
  WildcardShelf() = default;
  // Folders of .txt files: those that a person named, then data_folder()/wildcards; then, unless
  // `model` is empty, "wildcards" inside the model's folder and beside the model. Nothing is
  // opened. Throws Error(input) if a folder that was named is not there.
  explicit WildcardShelf(const std::filesystem::path& model,
                         const std::vector<std::string>& named = {});

  // As prompts write them: a path below its folder, with / and without suffix.
  std::vector<std::string> names() const { return files_.names(); }
  // One text a line, without spaces at its ends; empty lines and those that begin with # are left
  // out. A list deeper in a folder also answers to its file's name alone, if no other has it.
  // Throws Error(input) if there is none, or none that can be read.
  const std::vector<std::string>& lines(const std::string& name) const;

 private:
  void add_folder(const std::filesystem::path& folder, bool named);
  const std::filesystem::path& file_of(const std::string& name) const;

  NamedFiles files_{20000}, by_stem_{20000};
  mutable std::map<std::filesystem::path, std::vector<std::string>> read_;
};

}  // namespace evenlight
