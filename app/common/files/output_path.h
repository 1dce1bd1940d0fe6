// Where pictures go: `--output` with {seed}, {index} and {prompt}.
#pragma once

#include <cstdint>
#include <filesystem>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "app/common/files/atomic_file.h"
#include "app/common/files/distinct_files.h"
#include "app/common/recipe/value_place.h"

namespace evenlight {

// "a_portrait_of_a_CEO": letters, digits, '-' and any character beyond ASCII stay, everything else
// becomes one '_'; at most 60 bytes; "untitled" if nothing is left.
std::string prompt_for_path(std::string_view prompt);

inline const ValuePlace output_place = {ErrorKind::usage, Field{"output"}};

// One path per seed; {index} counts on from `first_index`, {{ and }} are braces, and a folder that
// exists may have braces in its name. An empty pattern is evenlight-{seed}.png here; a folder (an
// existing one, or a pattern that ends in '/') gets that name inside. Throws Error "PLACE: …" for
// an unknown {name}, for another ending than .png and where two pictures would get one path.
std::vector<std::filesystem::path> expand_output(const std::string& pattern,
                                                 std::span<const uint64_t> seeds,
                                                 std::string_view prompt,
                                                 const ValuePlace& place = output_place,
                                                 size_t first_index = 0);

// Makes sure that files can be written before any work is done for them.
class OutputCheck {
 public:
  explicit OutputCheck(Overwrite overwrite) : overwrite_(overwrite) {}
  // Throws Error(usage) "PLACE: …" if the file exists (unless allowed), is a folder, its folder is
  // missing or may not be written, or it was asked about before, by whatever name: a run writes no
  // file twice; Error(failed) if the disk is full.
  void require_writable(const std::filesystem::path& path, const Argument& place = Field{"output"});

 private:
  Overwrite overwrite_;
  DistinctFiles files_;
  std::set<std::filesystem::path> writable_folders_;  // tried once, however many files go there
};

// Makes the folder that a pattern which ends in '/' names.
void create_output_folder(const std::string& pattern);

}  // namespace evenlight
