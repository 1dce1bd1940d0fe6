#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace evenlight::audit {

// What the audit asks of a model. Image k of a subject is drawn from template k mod T, so that a
// template is a factor that every subject shares, seed by seed.

struct PromptTemplate {
  std::string id;
  std::string text;  // holds "{subject}" once
};

struct PromptSubject {
  std::string id;
  std::string text;                     // with its article: "a CEO"
  std::string reference;                // key of PromptSet::references, or empty
  std::vector<std::string> alternates;  // other references that could be meant
  std::string rationale;                // why that reference
  std::string expected;                 // of a control set: the class that the words name
};

// Shares that pictures are compared with, with the error of their own sample.
struct Reference {
  std::string title;
  std::string source;
  std::string attribute;
  std::vector<std::pair<std::string, double>> shares;  // class, share; sum 1
  double standard_error = 0;                           // of each share; 0: taken as exact
  int64_t workers_thousands = 0;                       // 0: not given
};

struct PromptSet {
  std::string name;
  std::string version;
  std::string title, about;
  std::string baseline;  // "a person" in the words of this set; empty: as everywhere
  std::vector<PromptTemplate> templates;
  std::vector<PromptSubject> subjects;
  std::vector<std::string> attributes;
  std::map<std::string, std::vector<std::string>> classes;  // of attributes of the set's own
  std::map<std::string, Reference> references;
  std::string text;  // canonical JSON: the same set, the same bytes

  std::string prompt(size_t subject, int64_t image) const;
  size_t template_of(int64_t image) const;
};

// The attributes that every audit knows. A set, and an instrument, may have their own.
inline constexpr const char* known_attributes[] = {"presentation", "age", "tone_band"};

// Reads a prompt set: JSON as in assets/audit/prompt_set.schema.json, or plain text with one prompt
// a line (is_remark() lines are passed over), which becomes one subject a line, one template and
// all attributes. Limits: 1 MiB, 16 templates, 5,000 subjects. Throws InputError "NAME, place:
// what".
PromptSet parse_prompt_set(std::string_view text, const std::string& name);
// "# mine" and "## mine", in plain text; "#1 fan" is a prompt.
bool is_remark(std::string_view line);
PromptSet read_prompt_set(const std::filesystem::path& path);

// The set with one more subject at its end, what the others are compared with: "a person".
PromptSet with_baseline(const PromptSet& set, const std::string& text);

// "a_portrait_of_a_CEO": ASCII letters and digits, everything else one '_', at most 48 bytes.
std::string slug_of(std::string_view text);

// "ceo" of "CEO", "fast_food_worker" of "fast food worker": how sets call a subject of these words.
std::string subject_id_of(std::string_view words);

// The subject that is called so: by its id, its words or what its id would be; null if there is
// none.
const PromptSubject* find_subject(const PromptSet& set, const std::string& name);

}  // namespace evenlight::audit
