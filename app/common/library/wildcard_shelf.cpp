#include "app/common/library/wildcard_shelf.h"

#include <algorithm>

#include "app/common/library/assets.h"
#include "app/common/recipe/suggest.h"
#include "engine/base/error.h"
#include "engine/base/quoted.h"
#include "engine/base/small_file.h"
#include "engine/text/hints.h"
#include "engine/text/unicode.h"

namespace evenlight {
namespace {

namespace fs = std::filesystem;

constexpr size_t most_bytes = size_t(16) << 20;  // of a list

bool is_list(const fs::path& path) {
  return path.extension() == ".txt";
}

std::string_view trimmed(std::string_view line) {
  constexpr std::string_view blank = " \t\r\f\v";
  const size_t first = line.find_first_not_of(blank);
  if (first == line.npos) return {};
  return line.substr(first, line.find_last_not_of(blank) + 1 - first);
}

std::vector<std::string> read_lines(const fs::path& file) {
  const std::string all = read_small_file(file, most_bytes);
  try {
    decode_utf8(all);
  } catch (const Error&) {
    throw Error(ErrorKind::input, say<"{0}: the list of words is not in UTF-8: save it as "
                                      "UTF-8.">(file.string()));
  }
  std::string_view rest = all;
  if (rest.starts_with("\xEF\xBB\xBF")) rest.remove_prefix(3);
  std::vector<std::string> lines;
  while (!rest.empty()) {
    const size_t end = std::min(rest.find('\n'), rest.size());
    const std::string_view line = trimmed(rest.substr(0, end));
    if (!line.empty() && line[0] != '#') lines.emplace_back(line);
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return lines;
}

}  // namespace

WildcardShelf::WildcardShelf(const fs::path& model, const std::vector<std::string>& named) {
  std::error_code error;
  for (const std::string& path : named) {
    if (!fs::is_directory(path, error)) {
      throw Error(ErrorKind::input, say<"{0} is no folder of word lists.">(shown(path)));
    }
    add_folder(path, true);
  }
  if (!data_folder().empty()) add_folder(data_folder() / wildcards_folder, false);
  if (model.empty()) return;
  const fs::path place = place_of(model);
  if (fs::is_directory(place, error)) add_folder(place / wildcards_folder, false);
  add_folder(place.parent_path() / wildcards_folder, false);
}

void WildcardShelf::add_folder(const fs::path& folder, bool named) {
  for (const fs::path& file : files_below(folder, is_list)) {
    const std::string name = file.lexically_relative(folder).replace_extension().generic_string();
    try {
      decode_utf8(name);
    } catch (const Error&) {
      continue;  // no prompt can name it
    }
    files_.add(name, file, named);
    by_stem_.add(file.stem().string(), file, named);
  }
}

const fs::path& WildcardShelf::file_of(const std::string& name) const {
  const NamedFiles::Entry* entry = files_.find(name);
  if (!entry) entry = by_stem_.find(name);
  if (!entry) {
    const std::vector<std::string> known = names();
    const std::vector<std::string_view> views(known.begin(), known.end());
    const std::string near(closest_name(name, views));
    throw Error(
        ErrorKind::input,
        say<"the list of words {0} is not here{1}; put {0}.txt into a folder “wildcards” "
            "beside the model, or {2}">(shown(name), did_you_mean(near), hint_take_as_it_is()));
  }
  if (entry->files.size() > 1) {
    throw Error(ErrorKind::input,
                say<"the list of words {0} is here more than once, as {1} and {2}; remove or "
                    "rename one">(shown(name), entry->files[0].string(), entry->files[1].string()));
  }
  return entry->files.front();
}

const std::vector<std::string>& WildcardShelf::lines(const std::string& name) const {
  const fs::path& file = file_of(name);
  const auto known = read_.find(file);
  return known != read_.end() ? known->second : read_[file] = read_lines(file);
}

}  // namespace evenlight
