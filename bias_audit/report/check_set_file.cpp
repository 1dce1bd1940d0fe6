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

size_t place_in(const std::vector<std::string>& names, const std::string& name) {
  return size_t(std::find(names.begin(), names.end(), name) - names.begin());
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
    const auto attribute =
        std::find_if(counts.attributes.begin(), counts.attributes.end(),
                     [&](const Attribute& each) { return each.name == fields[0]; });
    if (attribute == counts.attributes.end()) {
      place.refuse(say<"\"{0}\" is no attribute of the counts">(shown(fields[0])));
    }
    const size_t classes = attribute->classes.size();
    if (classes > max_corrected_classes) {
      place.refuse(say<"{0} has {1} classes; the correction is for at most {2}">(
          shown(fields[0]), classes, max_corrected_classes));
    }
    const size_t truth = place_in(attribute->classes, fields[1]);
    const size_t answer = place_in(attribute->classes, fields[2]);
    const bool unreadable = truth == classes && unclassified_of(fields[1]).has_value();
    if (truth == classes && !unreadable) {
      place.refuse(say<"\"{0}\" is no class of {1}; what people could not read is \"unclear\"">(
          shown(fields[1]), shown(fields[0])));
    }
    if (!seen.insert({fields[0], fields[1], fields[2]}).second) {
      place.refuse(say<"the same attribute, truth and answer stand there twice">());
    }
    const int64_t count = labels_of(fields[3], place);
    Confusion& confusion = check[fields[0]];
    confusion.resize(std::max(confusion.size(), classes + (unreadable ? 1 : 0)),
                     CountVector(classes, 0));
    if (answer < classes) confusion[truth][answer] += count;
  }
  if (check.empty()) throw InputError(say<"{0}: has a header but no labels">(name));
  return check;
}

}  // namespace evenlight::audit
