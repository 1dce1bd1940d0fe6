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

  // Names beyond `max_names` are not kept.
  explicit NamedFiles(size_t max_names) : max_names_(max_names) {}

  // Capitals apart. What a person named comes first and goes before what is found later; beside a
  // safetensors file of the same name a pickle is of no use.
  void add(const std::string& name, const std::filesystem::path& file, bool named);

  // Null if there is none of that name.
  const Entry* find(std::string_view name) const;
  std::vector<std::string> names() const;
  // By name in lower case.
  const std::map<std::string, Entry>& entries() const { return entries_; }

 private:
  size_t max_names_;
  std::map<std::string, Entry> entries_;
};

// Those in a folder and, four levels deep, below it, sorted. A folder that is not there is empty.
std::vector<std::filesystem::path> files_below(const std::filesystem::path& folder,
                                               bool (*accepts)(const std::filesystem::path&));

// Absolute, and without a slash at its end: what its parent_path() is beside.
std::filesystem::path place_of(const std::filesystem::path& model);

}  // namespace evenlight
