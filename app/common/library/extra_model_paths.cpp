#include "app/common/library/extra_model_paths.h"

#include <cstdlib>
#include <optional>
#include <sstream>
#include <string>

#include "engine/base/small_file.h"
#include "engine/base/trimmed.h"

namespace evenlight {
namespace {

namespace fs = std::filesystem;

constexpr size_t max_bytes = size_t(1) << 16;

struct Line {
  size_t indent = 0;
  std::string text;  // without comment and blanks around it
};

std::string without_comment(const std::string& line) {
  if (const size_t at = line.find(" #"); at != std::string::npos) return line.substr(0, at);
  return line;
}

std::vector<Line> lines_of(const std::string& content) {
  std::vector<Line> lines;
  std::istringstream stream(content);
  for (std::string line; std::getline(stream, line);) {
    const std::string text(trimmed(without_comment(line)));
    if (text.empty() || text.front() == '#') continue;
    lines.push_back({line.find_first_not_of(" \t"), text});
  }
  return lines;
}

std::string without_quotes(const std::string& text) {
  const bool quoted = text.size() >= 2 && text.front() == text.back() &&
                      (text.front() == '"' || text.front() == '\'');
  return quoted ? text.substr(1, text.size() - 2) : text;
}

fs::path with_home(const std::string& text) {
  const char* home = std::getenv("HOME");
  if (home && (text == "~" || text.starts_with("~/"))) return home + text.substr(1);
  return text;
}

class Reader {
 public:
  explicit Reader(const fs::path& file)
      : folder_(fs::absolute(file).parent_path()),
        lines_(lines_of(read_small_file(file, max_bytes))) {}

  std::vector<ShelfFolder> run() {
    while (at_ < lines_.size()) {
      const Line line = lines_[at_++];
      const size_t colon = line.text.find(':');
      if (colon == std::string::npos) continue;
      const std::string key(trimmed(std::string_view(line.text).substr(0, colon)));
      const std::string value(trimmed(std::string_view(line.text).substr(colon + 1)));
      if (line.indent == 0) {
        base_ = folder_;  // a block begins
      } else if (key == "base_path") {
        base_ = folder_ / with_home(without_quotes(value));
      } else {
        take(kind_of_folder(key), value, line.indent);
      }
    }
    return std::move(folders_);
  }

 private:
  // A value of one line, or those below it.
  void take(std::optional<ShelfKind> kind, const std::string& value, size_t indent) {
    std::vector<std::string> values;
    if (value != "|" && value != ">" && !value.empty()) {
      values.push_back(value);
    } else {
      while (at_ < lines_.size() && lines_[at_].indent > indent) {
        const std::string& text = lines_[at_++].text;
        values.push_back(text.starts_with("- ") ? text.substr(2) : text);
      }
    }
    if (!kind) return;
    for (const std::string& one : values) {
      const fs::path path = (base_ / with_home(without_quotes(one))).lexically_normal();
      std::error_code error;
      if (fs::is_directory(path, error)) folders_.push_back({*kind, path});
    }
  }

  fs::path folder_, base_;
  std::vector<Line> lines_;
  size_t at_ = 0;
  std::vector<ShelfFolder> folders_;
};

}  // namespace

std::vector<ShelfFolder> read_extra_model_paths(const fs::path& file) {
  return Reader(file).run();
}

}  // namespace evenlight
