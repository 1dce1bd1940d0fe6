// Whether names mean the same file, however they are spelt.
#pragma once

#include <filesystem>
#include <set>
#include <string>

namespace evenlight {

class DistinctFiles {
 public:
  // False if a file that was added before is the same: by another spelling ("a/../b.png"), through
  // a link to a folder or to the file, or as another name of what lies on the disk (a hard link).
  // The file need not exist.
  bool add(const std::filesystem::path& file);

 private:
  std::set<std::string> known_;  // whole paths without links, and "device:inode" of what exists
};

}  // namespace evenlight
