// Files that a prompt or a recipe calls by their names, without folder and suffix.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace evenlight {

class NamedFiles {
 public:
  struct Entry {
    std::string name;                          // as the file spells it
    std::vector<std::filesystem::path> files;  // more than one: ambiguous
    bool named = false;                        // by a person
  };

  // Capitals apart; a person's own file goes before one that was found.
  void add(const std::filesystem::path& file, bool named);
  // Every .safetensors file in it and, four levels deep, below it. A folder that is not there is
  // empty.
  void add_folder(const std::filesystem::path& folder, bool named);

  // Null if there is none of that name.
  const Entry* find(std::string_view name) const;
  std::vector<std::string> names() const;

 private:
  std::map<std::string, Entry> entries_;  // by name in lower case
};

}  // namespace evenlight
