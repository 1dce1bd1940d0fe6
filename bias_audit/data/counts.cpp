#include "bias_audit/data/counts.h"

#include <algorithm>
#include <charconv>
#include <fstream>
#include <iostream>
#include <map>
#include <numeric>
#include <optional>
#include <set>
#include <tuple>

#include "bias_audit/data/csv.h"
#include "bias_audit/data/words.h"
#include "engine/base/input_error.h"
#include "engine/base/quoted.h"

namespace evenlight::audit {

namespace {

constexpr int64_t max_count = 1'000'000'000;
constexpr size_t max_classes = 64;
constexpr size_t max_names = 4096;  // of classes of one attribute, before they are read
constexpr size_t max_file = 64ULL << 20;
constexpr std::array<const char*, 5> column_names = {"prompt", "arm", "attribute", "class",
                                                     "count"};
constexpr const char* header_line = "prompt,arm,attribute,class,count";
enum Column : size_t { column_prompt, column_arm, column_attribute, column_class, column_count };

[[noreturn]] void fail(const std::string& name, size_t line, const Message& what) {
  throw InputError(say<"{0}, line {1}: {2}">(name, line, what));
}

// Turns rows into groups; remembers what it has seen by name.
class Builder {
 public:
  Builder(const std::string& name, const ClassChoices& choices) : name_(name), choices_(choices) {}

  void read_header(const CsvRow& row) {
    std::array<bool, column_names.size()> found = {};
    for (const std::string& field : row.fields) {
      const auto* at = std::find(column_names.begin(), column_names.end(), field);
      if (at == column_names.end()) {
        fail(name_, row.line,
             say<"unknown column '{0}'; the header must be {1}">(shown(field), header_line));
      }
      const auto column = size_t(at - column_names.begin());
      if (found[column]) fail(name_, row.line, say<"column '{0}' appears twice">(field));
      found[column] = true;
      order_.push_back(column);
    }
    for (size_t i = 0; i < column_names.size(); ++i) {
      if (!found[i]) {
        fail(name_, row.line,
             say<"column '{0}' is missing; the header must be {1}">(column_names[i], header_line));
      }
    }
  }

  // All class names of an attribute decide together what each of them means.
  void read_names(const std::vector<CsvRow>& rows) {
    std::map<std::string, std::set<std::string>> names;
    const auto place = [&](Column column) {
      return size_t(std::find(order_.begin(), order_.end(), column) - order_.begin());
    };
    const size_t attribute = place(column_attribute), class_name = place(column_class);
    for (size_t i = 1; i < rows.size(); ++i) {
      if (rows[i].fields.size() != order_.size()) continue;  // read_row() says so
      std::set<std::string>& known = names[folded_name(rows[i].fields[attribute])];
      if (known.size() < max_names) known.insert(rows[i].fields[class_name]);
    }
    for (const auto& [key, known] : names) {
      const std::vector<std::string>& all = names_[key] = {known.begin(), known.end()};
      readers_.emplace(key, ClassReader(key, all, choices_));
    }
  }

  void read_row(const CsvRow& row) {
    if (row.fields.size() != order_.size()) {
      fail(name_, row.line,
           say<"expected {0} fields, found {1}">(order_.size(), row.fields.size()));
    }
    std::array<std::string, column_names.size()> fields;
    for (size_t i = 0; i < order_.size(); ++i) fields[order_[i]] = row.fields[i];
    for (const Column column : {column_prompt, column_attribute, column_class}) {
      if (tidy_name(fields[column]).empty()) {
        fail(name_, row.line, say<"the {0} is empty">(column_names[column]));
      }
    }
    const int64_t count = count_of(fields[column_count], row.line);
    const size_t attribute = attribute_index(fields[column_attribute]);
    const size_t group =
        group_index(composed(fields[column_prompt]), composed(fields[column_arm]), attribute);
    add(group, fields[column_class], count, row.line);
  }

  Counts finish() {
    for (CountGroup& group : counts_.groups) {
      const Attribute& attribute = counts_.attributes[group.attribute];
      group.counts.resize(attribute.classes.size(), 0);
      if (attribute.classes.size() == 1 && group.counts[0] > 0) {
        throw InputError(say<"{0}: attribute '{1}' has images in the single class '{2}'; give "
                             "every possible class a row, with count 0 if it was never seen">(
            name_, shown(attribute.name), shown(attribute.classes[0])));
      }
    }
    require_shared_classes();
    ask_about_classes();
    return std::move(counts_);
  }

 private:
  int64_t count_of(const std::string& field, size_t line) const {
    int64_t count = 0;
    const char* end = field.data() + field.size();
    const auto [stop, error] = std::from_chars(field.data(), end, count);
    if (error != std::errc() || stop != end || count < 0 || count > max_count) {
      fail(name_, line,
           say<"the count '{0}' is not a whole number from 0 to 1,000,000,000">(shown(field)));
    }
    return count;
  }

  size_t attribute_index(const std::string& attribute) {
    const auto [at, is_new] =
        attributes_.emplace(folded_name(attribute), counts_.attributes.size());
    if (is_new) add_attribute(tidy_name(attribute));
    note_spelling(say<"attribute">(), counts_.attributes[at->second].name, tidy_name(attribute));
    return at->second;
  }

  // With the classes that were stated, whether or not one of their images was seen.
  void add_attribute(const std::string& name) {
    const std::string key = folded_name(name);
    const size_t index = counts_.attributes.size();
    counts_.attributes.push_back({name, {}});
    const std::vector<std::string>* stated = choices_.classes_of(name, names_.at(key));
    if (!stated) return;
    for (const std::string& each : *stated) {
      counts_.attributes[index].classes.push_back(tidy_name(each));
      class_keys_[index].push_back(readers_.at(key).read(each).key);
    }
  }

  size_t group_index(const std::string& prompt, const std::string& arm, size_t attribute) {
    const auto [at, is_new] =
        groups_.emplace(std::make_tuple(prompt, arm, attribute), counts_.groups.size());
    if (is_new) counts_.groups.push_back({prompt, arm, attribute, {}});
    return at->second;
  }

  void add(size_t group_index, const std::string& given, int64_t count, size_t line) {
    CountGroup& group = counts_.groups[group_index];
    const ClassReader::Reading& reading = reading_of(group.attribute, given);
    if (reading.is_excluded) {
      fail(name_, line,
           say<"'{0}' is none of the classes that were stated; state it too, or say with {1} that "
               "it means a picture that could not be read">(shown(given), Field{"unclear"}));
    }
    // No class's key ends so.
    const std::string key = reading.unclassified ? folded_name(given) + '\n' : reading.key;
    const auto [first, is_new] = rows_.emplace(std::make_pair(group_index, key), line);
    if (!is_new) {
      fail(name_, line,
           say<"the same prompt, arm, attribute and class as in line {0}; give each count once">(
               first->second));
    }
    if (reading.unclassified) {
      // "unknown" and "unsure" may both be there, and both are unclear.
      note_unclassified(given, *reading.unclassified);
      group.unclassified[size_t(*reading.unclassified)] += count;
      return;
    }
    const size_t index = class_index(group.attribute, reading, given, line);
    if (group.counts.size() <= index) group.counts.resize(index + 1, 0);
    group.counts[index] = count;
  }

  const ClassReader::Reading& reading_of(size_t attribute, const std::string& given) {
    const auto [at, is_new] = readings_.try_emplace({attribute, given});
    if (is_new) {
      at->second = readers_.at(folded_name(counts_.attributes[attribute].name)).read(given);
    }
    return at->second;
  }

  size_t class_index(size_t attribute_index, const ClassReader::Reading& reading,
                     const std::string& given, size_t line) {
    Attribute& attribute = counts_.attributes[attribute_index];
    std::vector<std::string>& keys = class_keys_[attribute_index];
    const auto index = size_t(std::find(keys.begin(), keys.end(), reading.key) - keys.begin());
    const std::string name = tidy_name(given);
    if (index == keys.size()) {
      if (index == max_classes) {
        fail(name_, line, say<"attribute '{0}' has more than 64 classes">(shown(attribute.name)));
      }
      keys.push_back(reading.key);
      attribute.classes.push_back(name);
      if (reading.is_in_question) attribute.in_question.push_back(index);
    }
    if (name == attribute.classes[index]) return index;
    if (folded_name(attribute.classes[index]) == folded_name(name)) {
      note_spelling(say<"class">(), attribute.classes[index], name);
    } else {
      note(say<"the class '{0}' is counted as '{1}', which means the same">(
          shown(name), shown(attribute.classes[index])));
    }
    return index;
  }

  // One sentence a class of which nobody said whether it is one.
  void ask_about_classes() {
    for (size_t a = 0; a < counts_.attributes.size(); ++a) {
      const Attribute& attribute = counts_.attributes[a];
      for (const size_t place : attribute.in_question) {
        int64_t of_class = 0, of_all = 0;
        for (const CountGroup& group : counts_.groups) {
          if (group.attribute != a) continue;
          of_class += group.counts[place];
          of_all += group.classified();
        }
        const Message question =
            say<"of the attribute '{0}' the class '{1}' has {2} of {3} images: is it a class, or "
                "does it mean that a picture could not be read? Say which, with {4} or {5}; until "
                "then a verdict is given only where it is the same for both">(
                shown(attribute.name), shown(attribute.classes[place]), of_class, of_all,
                Field{"classes"}, Field{"unclear"});
        counts_.questions.push_back(question);
        note(question);
      }
    }
  }

  void note(const Message& sentence) {
    if (!noted_.insert(worded(sentence)).second) return;
    counts_.notes.push_back(say<"{0}: {1}">(name_, sentence));
  }

  void note_spelling(const Message& what, const std::string& known, const std::string& given) {
    if (given == known) return;
    note(say<"the {0} '{1}' is counted as '{2}', which is the same name in another spelling">(
        what, shown(given), shown(known)));
  }

  void note_unclassified(const std::string& class_name, Unclassified kind) {
    const std::string name = unclassified_names[size_t(kind)];
    if (folded_name(class_name) == name) return;
    note(say<"'{0}' is no class of its own and is counted as {1}">(shown(class_name),
                                                                   spoken_name(name)));
  }

  // A prompt may leave out classes that it never showed. Two prompts that each show two or more
  // classes and have none in common were most likely counted under different names: every
  // verdict over the union would be "skewed", and false.
  void require_shared_classes() const {
    std::map<size_t, const CountGroup*> first_of;  // by attribute
    for (const CountGroup& group : counts_.groups) {
      if (seen_in(group).size() < 2) continue;
      const auto [first, is_new] = first_of.emplace(group.attribute, &group);
      if (is_new) continue;
      const std::vector<std::string> a = seen_in(*first->second), b = seen_in(group);
      const bool shared = std::any_of(a.begin(), a.end(), [&](const std::string& each) {
        return std::find(b.begin(), b.end(), each) != b.end();
      });
      if (shared) continue;
      throw InputError(say<"{0}: of the attribute '{1}', '{2}' counts {3}, but '{4}' counts {5}; "
                           "give one class one name, or give every prompt a row for each class">(
          name_, shown(counts_.attributes[group.attribute].name), shown(first->second->prompt),
          names_and(a), shown(group.prompt), names_and(b)));
    }
  }

  // The classes that were seen in the group or have a row with 0.
  std::vector<std::string> seen_in(const CountGroup& group) const {
    std::vector<std::string> names;
    const auto index = size_t(&group - counts_.groups.data());
    const Attribute& attribute = counts_.attributes[group.attribute];
    for (size_t i = 0; i < attribute.classes.size(); ++i) {
      if (rows_.contains({index, class_keys_.at(group.attribute)[i]})) {
        names.push_back(attribute.classes[i]);
      }
    }
    return names;
  }

  const std::string& name_;
  const ClassChoices& choices_;
  std::vector<size_t> order_;                              // which column each field is
  std::map<std::string, std::vector<std::string>> names_;  // of classes, by folded attribute
  std::map<std::string, ClassReader> readers_;             // by folded attribute
  std::map<std::pair<size_t, std::string>, ClassReader::Reading> readings_;  // of what was given
  std::map<size_t, std::vector<std::string>> class_keys_;  // of each attribute's classes
  Counts counts_;
  std::map<std::string, size_t> attributes_;
  std::map<std::tuple<std::string, std::string, size_t>, size_t> groups_;
  std::map<std::pair<size_t, std::string>, size_t> rows_;  // to the line; classes by key
  std::set<std::string> noted_;
};

std::string read_all(std::istream& stream, const std::string& name) {
  std::string text;
  std::array<char, 65536> buffer;
  while (stream.read(buffer.data(), buffer.size()) || stream.gcount() > 0) {
    text.append(buffer.data(), size_t(stream.gcount()));
    if (text.size() > max_file) throw InputError(say<"{0} is larger than 64 MiB; split it">(name));
  }
  if (stream.bad()) throw InputError(say<"{0} cannot be read">(name));
  return text;
}

}  // namespace

int64_t CountGroup::classified() const {
  return std::accumulate(counts.begin(), counts.end(), int64_t{0});
}

int64_t CountGroup::unclear() const {
  return std::accumulate(unclassified.begin(), unclassified.end(), int64_t{0});
}

Counts parse_counts(std::string_view text, const std::string& name, const ClassChoices& choices) {
  const std::vector<CsvRow> rows = read_csv(text, name);
  if (rows.empty())
    throw InputError(say<"{0} is empty; its first line must be {1}">(name, header_line));
  Builder builder(name, choices);
  builder.read_header(rows.front());
  builder.read_names(rows);
  if (rows.size() == 1) throw InputError(say<"{0} has a header but no counts">(name));
  for (size_t i = 1; i < rows.size(); ++i) builder.read_row(rows[i]);
  return builder.finish();
}

Counts without_questions(const Counts& counts, const std::vector<std::string>& keep) {
  Counts answered = counts;
  for (size_t a = 0; a < answered.attributes.size(); ++a) {
    Attribute& attribute = answered.attributes[a];
    if (std::find(keep.begin(), keep.end(), attribute.name) != keep.end()) continue;
    for (size_t left = attribute.in_question.size(); left > 0; --left) {
      const auto place = std::ptrdiff_t(attribute.in_question[left - 1]);
      attribute.classes.erase(attribute.classes.begin() + place);
      for (CountGroup& group : answered.groups) {
        if (group.attribute != a) continue;
        group.unclassified[size_t(Unclassified::unclear)] += group.counts[size_t(place)];
        group.counts.erase(group.counts.begin() + place);
      }
    }
    attribute.in_question.clear();
  }
  return answered;
}

Counts read_counts(const std::filesystem::path& path, const ClassChoices& choices) {
  if (path == "-")
    return parse_counts(read_all(std::cin, "standard input"), "standard input", choices);
  std::error_code error;
  if (std::filesystem::is_directory(path, error)) {
    throw InputError(say<"{0} is a folder; give a CSV file">(path.string()));
  }
  std::ifstream file(path, std::ios::binary);
  if (!file) throw InputError(say<"{0} cannot be opened; is the path right?">(path.string()));
  return parse_counts(read_all(file, path.string()), path.string(), choices);
}

}  // namespace evenlight::audit
