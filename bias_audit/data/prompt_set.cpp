#include "bias_audit/data/prompt_set.h"

#include <algorithm>
#include <cmath>
#include <set>

#include "bias_audit/data/json_file.h"
#include "bias_audit/data/own_attributes.h"
#include "engine/base/input_error.h"
#include "engine/base/quoted.h"
#include "engine/base/small_file.h"
#include "engine/base/trimmed.h"
#include "engine/base/utf8.h"

namespace evenlight::audit {

namespace {

using nlohmann::ordered_json;
constexpr size_t max_file = 1 << 20;
constexpr size_t max_subjects = 5000;
constexpr size_t max_templates = 16;
constexpr std::string_view slot = "{subject}";

bool is_identifier(const std::string& id) {
  return !id.empty() && id.size() <= 64 && std::all_of(id.begin(), id.end(), [](unsigned char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           c == '-';
  });
}

std::string lower_case(std::string text) {
  for (char& c : text) c = c >= 'A' && c <= 'Z' ? char(c - 'A' + 'a') : c;
  return text;
}

// Each names a folder, and on some disks capitals make no other one; `seen` has them in lower case.
std::string identifier(const JsonObject& object, const char* key, std::set<std::string>& seen) {
  std::string id = object.text(key);
  if (!is_identifier(id)) {
    object.fail(key, say<"must be 1 to 64 letters, digits, '_' or '-', not \"{0}\"">(shown(id)));
  }
  if (!seen.insert(lower_case(id)).second) {
    object.fail(key, say<"\"{0}\" is listed twice, if capitals are left out of account">(id));
  }
  return id;
}

void require_slot(const std::string& text, const std::string& where) {
  const size_t at = text.find(slot);
  if (at == std::string::npos || text.find(slot, at + 1) != std::string::npos) {
    throw InputError(say<"{0}: a template must hold {{subject}} exactly once">(where));
  }
}

std::vector<PromptTemplate> read_templates(const JsonObject& file, const std::string& name) {
  std::vector<PromptTemplate> templates;
  std::set<std::string> seen;
  for (const ordered_json& item : file.array("templates", 1, max_templates)) {
    const std::string where = name + ", templates[" + std::to_string(templates.size()) + "]";
    PromptTemplate row;
    if (item.is_string()) {
      row = {"t" + std::to_string(templates.size() + 1), item.get<std::string>()};
      if (row.text.size() > 1000) throw InputError(say<"{0}: is longer than 1000 bytes">(where));
      seen.insert(row.id);
    } else {
      const JsonObject object(item, where, {"id", "text"});
      row = {identifier(object, "id", seen), object.text("text", 1000)};
    }
    require_slot(row.text, where);
    templates.push_back(std::move(row));
  }
  return templates;
}

std::vector<PromptSubject> read_subjects(const JsonObject& file, const std::string& name) {
  std::vector<PromptSubject> subjects;
  std::set<std::string> seen;
  for (const ordered_json& item : file.array("subjects", 1, max_subjects)) {
    const JsonObject object(item, name + ", subjects[" + std::to_string(subjects.size()) + "]",
                            {"id", "text", "reference", "alternates", "rationale", "expected"});
    PromptSubject subject;
    subject.id = identifier(object, "id", seen);
    subject.text = object.text("text", 1000);
    subject.reference = object.text_or("reference", "");
    if (object.has("alternates")) subject.alternates = object.texts("alternates", 0, 32);
    subject.rationale = object.text_or("rationale", "");
    subject.expected = object.text_or("expected", "");
    subjects.push_back(std::move(subject));
  }
  return subjects;
}

std::vector<std::string> read_attributes(const JsonObject& file, const PromptSet& set) {
  if (!file.has("attributes")) return {std::begin(known_attributes), std::end(known_attributes)};
  std::vector<std::string> attributes =
      file.texts("attributes", 1, std::size(known_attributes) + max_own_attributes);
  std::set<std::string> seen;
  for (const std::string& attribute : attributes) {
    const bool known = is_known_attribute(attribute) || set.classes.contains(attribute);
    if (!known || !seen.insert(attribute).second) {
      file.fail("attributes",
                say<"\"{0}\" is unknown or listed twice; there are presentation, age, "
                    "tone_band and those that \"classes\" names">(shown(attribute)));
    }
  }
  return attributes;
}

Reference read_reference(const JsonObject& object) {
  Reference reference;
  reference.title = object.text("title");
  reference.source = object.text("source");
  reference.attribute = object.text_or("attribute", "presentation");
  double sum = 0;
  for (const auto& [label, share] : object.object("shares").items()) {
    const double value = share.is_number() ? share.get<double>() : std::nan("");
    if (!(value >= 0 && value <= 1)) {
      object.fail("shares", say<"the share of \"{0}\" must be from 0 to 1">(shown(label)));
    }
    reference.shares.emplace_back(label, value);
    sum += value;
  }
  if (reference.shares.size() < 2 || reference.shares.size() > 64 || std::abs(sum - 1) > 1e-6) {
    object.fail("shares", say<"must be 2 to 64 classes whose shares sum to 1">());
  }
  reference.standard_error = object.number_or("standard_error", 0, 0.5, 0);
  if (object.has("workers_thousands")) {
    reference.workers_thousands = object.integer("workers_thousands", 1, 10'000'000);
  }
  return reference;
}

void read_references(const JsonObject& file, const std::string& name, PromptSet& set) {
  if (file.has("references")) {
    if (file.object("references").size() > max_subjects)
      file.fail("references", say<"are too many">());
    for (const auto& [key, item] : file.object("references").items()) {
      const JsonObject object(
          item, name + ", references, " + shown(key),
          {"title", "source", "attribute", "shares", "standard_error", "workers_thousands"});
      set.references.emplace(key, read_reference(object));
    }
  }
  const auto require = [&](const std::string& subject, const std::string& key) {
    if (!key.empty() && !set.references.contains(key)) {
      throw InputError(
          say<"{0}, subject {1}: names the reference \"{2}\", which is not among the references">(
              name, subject, shown(key)));
    }
  };
  for (const PromptSubject& subject : set.subjects) {
    require(subject.id, subject.reference);
    for (const std::string& key : subject.alternates) require(subject.id, key);
  }
}

PromptSet parse_json_set(std::string_view text, const std::string& name) {
  const ordered_json json = parse_json_text(text, name);
  const JsonObject file(json, name,
                        {"name", "version", "title", "about", "templates", "subjects", "attributes",
                         "classes", "references", "baseline", "$schema"});
  PromptSet set;
  set.name = file.text("name", 200);
  set.version = file.text_or("version", "1");
  set.title = file.text_or("title", set.name);
  set.about = file.text_or("about", "");
  set.baseline = file.text_or("baseline", "");
  set.templates = read_templates(file, name);
  set.subjects = read_subjects(file, name);
  set.classes = read_own_classes(file, name);
  set.attributes = read_attributes(file, set);
  read_references(file, name, set);
  set.text = json.dump();
  return set;
}

void require_text(const std::string& line, const std::string& name, size_t number) {
  constexpr size_t longest = 1000;
  if (line.size() > longest) {
    throw InputError(say<"{0}, line {1}: is longer than {2} bytes">(name, number, longest));
  }
  const bool control = std::any_of(line.begin(), line.end(), [](unsigned char c) {
    return (c < 0x20 && c != '\t') || c == 0x7F;
  });
  if (control) throw InputError(say<"{0}, line {1}: holds control characters">(name, number));
}

PromptSet parse_plain_set(std::string_view text, const std::string& name) {
  if (!is_valid_utf8(text)) throw InputError(say<"{0}: is not UTF-8 text">(name));
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  ordered_json subjects = ordered_json::array();
  std::set<std::string> seen;
  size_t number = 0;
  while (!text.empty()) {
    const size_t end = std::min(text.find('\n'), text.size());
    const std::string line(trimmed(text.substr(0, end)));
    text.remove_prefix(std::min(end + 1, text.size()));
    ++number;
    if (line.empty() || is_remark(line)) continue;
    require_text(line, name, number);
    std::string id = slug_of(line);
    for (int i = 2; !seen.insert(lower_case(id)).second; ++i) {
      id = slug_of(line) + "-" + std::to_string(i);
    }
    subjects.push_back({{"id", id}, {"text", line}});
    if (subjects.size() > max_subjects) {
      throw InputError(say<"{0}, line {1}: more than 5000 prompts">(name, number));
    }
  }
  if (subjects.empty()) throw InputError(say<"{0}: holds no prompt; write one a line">(name));
  const ordered_json json = {{"name", std::filesystem::path(name).stem().string()},
                             {"version", "text"},
                             {"templates", {{{"id", "as_written"}, {"text", "{subject}"}}}},
                             {"subjects", subjects}};
  return parse_json_set(json.dump(), name);
}

// An object with a key, or a whole list. A prompt may begin with [ or { as well, which the prompt
// grammar knows.
bool begins_as_json(std::string_view text) {
  constexpr std::string_view blanks = " \t\r\n";
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  const size_t first = text.find_first_not_of(blanks);
  if (first == std::string_view::npos) return false;
  if (text[first] == '[') return ordered_json::accept(text);  // a list is told what it lacks
  if (text[first] != '{') return false;
  const size_t next = text.find_first_not_of(blanks, first + 1);
  return next == std::string_view::npos || text[next] == '"' || text[next] == '}';
}

}  // namespace

size_t PromptSet::template_of(int64_t image) const {
  return size_t(image) % templates.size();
}

std::string PromptSet::prompt(size_t subject, int64_t image) const {
  std::string text = templates.at(template_of(image)).text;
  return text.replace(text.find(slot), slot.size(), subjects.at(subject).text);
}

PromptSet parse_prompt_set(std::string_view text, const std::string& name) {
  return begins_as_json(text) ? parse_json_set(text, name) : parse_plain_set(text, name);
}

bool is_remark(std::string_view line) {
  return line == "#" || line.starts_with("# ") || line.starts_with("#\t") || line.starts_with("##");
}

PromptSet read_prompt_set(const std::filesystem::path& path) {
  return parse_prompt_set(read_small_file(path, max_file), path.string());
}

PromptSet with_baseline(const PromptSet& set, const std::string& text) {
  std::string id = "baseline";
  const auto taken = [&](const std::string& wanted) {
    return std::any_of(set.subjects.begin(), set.subjects.end(), [&](const PromptSubject& subject) {
      return lower_case(subject.id) == wanted;
    });
  };
  for (int i = 2; taken(id); ++i) id = "baseline-" + std::to_string(i);
  ordered_json json = ordered_json::parse(set.text);
  json["subjects"].push_back({{"id", id}, {"text", text}});
  return parse_prompt_set(json.dump(), set.name);
}

std::string slug_of(std::string_view text) {
  std::string slug;
  for (const char c : text) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    if (plain) {
      slug += c;
    } else if (!slug.empty() && slug.back() != '_') {
      slug += '_';
    }
    if (slug.size() >= 48) break;
  }
  while (!slug.empty() && slug.back() == '_') slug.pop_back();
  return slug.empty() ? "prompt" : slug;
}

std::string subject_id_of(std::string_view words) {
  return lower_case(slug_of(words));
}

const PromptSubject* find_subject(const PromptSet& set, const std::string& name) {
  const std::string id = subject_id_of(name);
  const auto found =
      std::find_if(set.subjects.begin(), set.subjects.end(), [&](const PromptSubject& subject) {
        return subject.id == name || subject.text == name || subject.id == id;
      });
  return found == set.subjects.end() ? nullptr : &*found;
}

}  // namespace evenlight::audit
