#pragma once

#include <filesystem>
#include <string_view>
#include <vector>

namespace evenlight::audit {

// Writes a file and sees that all of it was taken. Throws Error(failed) with the system's reason;
// nothing half-written stays.
void write_whole_file(const std::filesystem::path& path, std::string_view bytes);

// Files and folders that are made together: all of them stay, or none does.
class MadeTogether {
 public:
  MadeTogether() = default;
  ~MadeTogether();  // removes what was made, unless keep() was called
  MadeTogether(const MadeTogether&) = delete;
  MadeTogether& operator=(const MadeTogether&) = delete;

  // Throws InputError with the system's reason. What was there before is never removed.
  void make_folder(const std::filesystem::path& folder);
  // A file that is about to be made.
  void expect(const std::filesystem::path& file);
  void write(const std::filesystem::path& file, std::string_view bytes);
  void keep() { made_.clear(); }

 private:
  std::vector<std::filesystem::path> made_;
};

}  // namespace evenlight::audit
