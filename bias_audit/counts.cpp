#include "bias_audit/counts.h"

#include <algorithm>
#include <charconv>
#include <fstream>
#include <iostream>
#include <map>
#include <numeric>
#include <optional>
#include <set>
#include <tuple>

#include "bias_audit/csv.h"
#include "bias_audit/errors.h"

namespace evenlight::audit {

namespace {

constexpr std::int64_t kMaxCount = 1'000'000'000;
constexpr std::size_t kMaxClasses = 64;
constexpr std::size_t kMaxFile = 64ULL << 20;
constexpr std::array<const char*, 5> kColumns = {"prompt", "arm", "attribute", "class", "count"};
constexpr const char* kHeader = "prompt,arm,attribute,class,count";
enum Column : std::size_t { kPrompt, kArm, kAttribute, kClass, kCount };

std::string shortened(const std::string& text) {
  if (text.size() <= 60) return text;
  std::size_t end = 60;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
  return text.substr(0, end) + "…";
}

[[noreturn]] void fail(const std::string& name, std::size_t line, const std::string& what) {
  throw InputError(name + ", line " + std::to_string(line) + ": " + what);
}

std::optional<Unclassified> unclassified_of(std::string name) {
  for (char& c : name) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    if (c == ' ' || c == '-') c = '_';
  }
  for (std::size_t i = 0; i < kUnclassifiedNames.size(); ++i) {
    if (name == kUnclassifiedNames[i]) return static_cast<Unclassified>(i);
  }
  return std::nullopt;
}

// Turns rows into groups; remembers what it has seen by name.
class Builder {
 public:
  explicit Builder(const std::string& name) : name_(name) {}

  void read_header(const CsvRow& row) {
    std::array<bool, kColumns.size()> found = {};
    for (const std::string& field : row.fields) {
      const auto* at = std::find(kColumns.begin(), kColumns.end(), field);
      if (at == kColumns.end()) {
        fail(name_, row.line,
             "unknown column '" + shortened(field) + "'; the header must be " + kHeader);
      }
      const auto column = static_cast<std::size_t>(at - kColumns.begin());
      if (found[column]) fail(name_, row.line, "column '" + field + "' appears twice");
      found[column] = true;
      order_.push_back(column);
    }
    for (std::size_t i = 0; i < kColumns.size(); ++i) {
      if (!found[i]) {
        fail(name_, row.line,
             std::string("column '") + kColumns[i] + "' is missing; the header must be " + kHeader);
      }
    }
  }

  void read_row(const CsvRow& row) {
    if (row.fields.size() != order_.size()) {
      fail(name_, row.line,
           "expected " + std::to_string(order_.size()) + " fields, found " +
               std::to_string(row.fields.size()));
    }
    std::array<std::string, kColumns.size()> fields;
    for (std::size_t i = 0; i < order_.size(); ++i) fields[order_[i]] = row.fields[i];
    for (const Column column : {kPrompt, kAttribute, kClass}) {
      if (fields[column].empty()) {
        fail(name_, row.line, std::string("the ") + kColumns[column] + " is empty");
      }
    }
    const std::int64_t count = count_of(fields[kCount], row.line);
    const std::size_t attribute = attribute_index(fields[kAttribute]);
    const std::size_t group = group_index(fields[kPrompt], fields[kArm], attribute);
    add(group, fields[kClass], count, row.line);
  }

  Counts finish() {
    for (CountGroup& group : counts_.groups) {
      const Attribute& attribute = counts_.attributes[group.attribute];
      group.counts.resize(attribute.classes.size(), 0);
      if (attribute.classes.size() == 1 && group.counts[0] > 0) {
        throw InputError(name_ + ": attribute '" + shortened(attribute.name) +
                         "' has images in the single class '" + shortened(attribute.classes[0]) +
                         "'; give every possible class a row, with count 0 if it was never seen");
      }
    }
    return std::move(counts_);
  }

 private:
  std::int64_t count_of(const std::string& field, std::size_t line) const {
    std::int64_t count = 0;
    const char* end = field.data() + field.size();
    const auto [stop, error] = std::from_chars(field.data(), end, count);
    if (error != std::errc() || stop != end || count < 0 || count > kMaxCount) {
      fail(name_, line,
           "the count '" + shortened(field) + "' is not a whole number from 0 to 1,000,000,000");
    }
    return count;
  }

  std::size_t attribute_index(const std::string& attribute) {
    const auto [at, is_new] = attributes_.emplace(attribute, counts_.attributes.size());
    if (is_new) counts_.attributes.push_back({attribute, {}});
    return at->second;
  }

  std::size_t group_index(const std::string& prompt, const std::string& arm,
                          std::size_t attribute) {
    const auto [at, is_new] =
        groups_.emplace(std::make_tuple(prompt, arm, attribute), counts_.groups.size());
    if (is_new) counts_.groups.push_back({prompt, arm, attribute, {}});
    return at->second;
  }

  void add(std::size_t group_index, const std::string& class_name, std::int64_t count,
           std::size_t line) {
    CountGroup& group = counts_.groups[group_index];
    const std::optional<Unclassified> kind = unclassified_of(class_name);
    const std::string key = kind ? kUnclassifiedNames[static_cast<std::size_t>(*kind)] : class_name;
    const auto [first, is_new] = rows_.emplace(std::make_pair(group_index, key), line);
    if (!is_new) {
      fail(name_, line,
           "the same prompt, arm, attribute and class as in line " + std::to_string(first->second) +
               "; give each count once");
    }
    if (kind) {
      group.unclassified[static_cast<std::size_t>(*kind)] = count;
      return;
    }
    const std::size_t index = class_index(group.attribute, class_name, line);
    if (group.counts.size() <= index) group.counts.resize(index + 1, 0);
    group.counts[index] = count;
  }

  std::size_t class_index(std::size_t attribute, const std::string& class_name, std::size_t line) {
    std::vector<std::string>& classes = counts_.attributes[attribute].classes;
    const auto at = std::find(classes.begin(), classes.end(), class_name);
    const auto index = static_cast<std::size_t>(at - classes.begin());
    if (at == classes.end()) {
      if (classes.size() == kMaxClasses) {
        fail(name_, line,
             "attribute '" + shortened(counts_.attributes[attribute].name) +
                 "' has more than 64 classes");
      }
      classes.push_back(class_name);
    }
    return index;
  }

  const std::string& name_;
  std::vector<std::size_t> order_;  // which column each field is
  Counts counts_;
  std::map<std::string, std::size_t> attributes_;
  std::map<std::tuple<std::string, std::string, std::size_t>, std::size_t> groups_;
  std::map<std::pair<std::size_t, std::string>, std::size_t> rows_;  // to the line
};

std::string read_all(std::istream& stream, const std::string& name) {
  std::string text;
  std::array<char, 65536> buffer;
  while (stream.read(buffer.data(), buffer.size()) || stream.gcount() > 0) {
    text.append(buffer.data(), static_cast<std::size_t>(stream.gcount()));
    if (text.size() > kMaxFile) throw InputError(name + " is larger than 64 MiB; split it");
  }
  if (stream.bad()) throw InputError(name + " cannot be read");
  return text;
}

}  // namespace

std::int64_t CountGroup::classified() const {
  return std::accumulate(counts.begin(), counts.end(), std::int64_t{0});
}

std::int64_t CountGroup::unclear() const {
  return std::accumulate(unclassified.begin(), unclassified.end(), std::int64_t{0});
}

Counts parse_counts(std::string_view text, const std::string& name) {
  const std::vector<CsvRow> rows = read_csv(text, name);
  if (rows.empty()) throw InputError(name + " is empty; its first line must be " + kHeader);
  Builder builder(name);
  builder.read_header(rows.front());
  if (rows.size() == 1) throw InputError(name + " has a header but no counts");
  for (std::size_t i = 1; i < rows.size(); ++i) builder.read_row(rows[i]);
  return builder.finish();
}

Counts read_counts(const std::filesystem::path& path) {
  if (path == "-") return parse_counts(read_all(std::cin, "standard input"), "standard input");
  std::error_code error;
  if (std::filesystem::is_directory(path, error)) {
    throw InputError(path.string() + " is a folder; give a CSV file");
  }
  std::ifstream file(path, std::ios::binary);
  if (!file) throw InputError(path.string() + " cannot be opened; is the path right?");
  return parse_counts(read_all(file, path.string()), path.string());
}

}  // namespace evenlight::audit
