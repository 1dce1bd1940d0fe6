#include <algorithm>
#include <charconv>
#include <set>

#include "bias_audit/data/csv.h"
#include "bias_audit/data/json_file.h"
#include "bias_audit/report/report.h"
#include "engine/base/input_error.h"
#include "engine/base/quoted.h"

namespace evenlight::audit {

namespace {

constexpr int64_t max_labels = 1'000'000'000;

// A class name of the file, read as the counts' own were.
struct ReadName {
  size_t place = 0;  // among the classes; their number for none of them
  bool is_unreadable = false;
};
ReadName read_name(const Attribute& attribute, const std::string& given) {
  const std::vector<std::string>& classes = attribute.classes;
  const ClassReader reader(attribute.name, classes,
                           {.classes = {{attribute.name, classes}}, .unclear = {}});
  const ClassReader::Reading reading = reader.read(given);
  if (reading.unclassified) return {classes.size(), true};
  for (size_t i = 0; i < classes.size(); ++i) {
    if (reader.read(classes[i]).key == reading.key) return {i, false};
  }
  return {classes.size(), false};
}

// A line of a file that is wrong.
struct Place {
  const std::string& name;
  size_t line;

  [[noreturn]] void refuse(const Message& what) const {
    throw InputError(say<"{0}, line {1}: {2}">(name, line, what));
  }
};

int64_t labels_of(const std::string& field, const Place& place) {
  int64_t count = 0;
  const char* end = field.data() + field.size();
  const auto [stop, error] = std::from_chars(field.data(), end, count);
  if (error != std::errc() || stop != end || count < 0 || count > max_labels) {
    place.refuse(
        say<"the count \"{0}\" is not a whole number from 0 to 1,000,000,000">(shown(field)));
  }
  return count;
}

}  // namespace

std::map<std::string, Confusion> parse_check_set(std::string_view csv, const std::string& name,
                                                 const Counts& counts) {
  const std::vector<CsvRow> rows = read_csv(csv, name);
  const std::vector<std::string> header = {"attribute", "truth", "answer", "count"};
  if (rows.empty() || rows.front().fields != header) {
    throw InputError(say<"{0}, line 1: the header must be attribute,truth,answer,count">(name));
  }
  std::map<std::string, Confusion> check;
  std::set<std::vector<std::string>> seen;
  for (size_t i = 1; i < rows.size(); ++i) {
    const std::vector<std::string>& fields = rows[i].fields;
    const Place place{name, rows[i].line};
    if (fields.size() != 4) place.refuse(say<"there must be four fields">());
    const auto attribute = std::find_if(
        counts.attributes.begin(), counts.attributes.end(),
        [&](const Attribute& each) { return folded_name(each.name) == folded_name(fields[0]); });
    if (attribute == counts.attributes.end()) {
      place.refuse(say<"\"{0}\" is no attribute of the counts">(shown(fields[0])));
    }
    const size_t classes = attribute->classes.size();
    if (classes > max_corrected_classes) {
      place.refuse(say<"{0} has {1} classes; the correction is for at most {2}">(
          shown(fields[0]), classes, max_corrected_classes));
    }
    const ReadName truth = read_name(*attribute, fields[1]);
    const ReadName answer = read_name(*attribute, fields[2]);
    for (const auto& [read, given] : {std::pair(truth, fields[1]), std::pair(answer, fields[2])}) {
      if (read.place < classes || read.is_unreadable) continue;
      place.refuse(say<"\"{0}\" is no class of {1}; what people could not read is \"unclear\"">(
          shown(given), shown(fields[0])));
    }
    // Every way to say that a picture could not be read is one of its own, as in counts.
    const auto key = [&](const ReadName& read, const std::string& given) {
      return read.is_unreadable ? folded_name(given) : attribute->classes[read.place];
    };
    if (!seen.insert({attribute->name, key(truth, fields[1]), key(answer, fields[2])}).second) {
      place.refuse(say<"the same attribute, truth and answer are listed twice">());
    }
    const int64_t count = labels_of(fields[3], place);
    Confusion& confusion = check[attribute->name];
    confusion.resize(std::max(confusion.size(), classes + (truth.is_unreadable ? 1 : 0)),
                     CountVector(classes, 0));
    if (answer.place < classes) confusion[truth.place][answer.place] += count;
  }
  if (check.empty()) throw InputError(say<"{0}: has a header but no labels">(name));
  return check;
}

}  // namespace evenlight::audit
