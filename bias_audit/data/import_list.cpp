#include "bias_audit/data/import_list.h"

#include <algorithm>
#include <charconv>
#include <map>
#include <set>

#include "bias_audit/data/csv.h"
#include "engine/base/input_error.h"
#include "engine/base/quoted.h"
#include "engine/base/small_file.h"

namespace evenlight::audit {

namespace {

namespace fs = std::filesystem;

constexpr size_t max_pictures = 1'000'000;
constexpr size_t max_csv = size_t(64) << 20;

bool is_picture(const fs::path& file) {
  std::string ending = file.extension().string();
  for (char& c : ending) c = c >= 'A' && c <= 'Z' ? char(c - 'A' + 'a') : c;
  constexpr const char* endings[] = {".png", ".jpg", ".jpeg", ".webp"};
  return std::find(std::begin(endings), std::end(endings), ending) != std::end(endings);
}

std::vector<fs::path> sorted_entries(const fs::path& folder) {
  std::vector<fs::path> entries;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(folder, error)) entries.push_back(entry.path());
  if (error) {
    throw InputError(say<"{0}: cannot be read: {1}.">(folder.string(), error.message()));
  }
  std::sort(entries.begin(), entries.end());
  return entries;
}

std::vector<Argument> subject_ids(const PromptSet& set) {
  std::vector<Argument> ids;
  for (const PromptSubject& subject : set.subjects) ids.emplace_back(shown(subject.id));
  return ids;
}

size_t place_of(const PromptSet& set, const PromptSubject* subject) {
  return size_t(subject - set.subjects.data());
}

void add_folder(const PromptSet& set, size_t subject, const fs::path& folder, ImportList& list,
                std::vector<std::string>& passed_over) {
  int64_t image = 0;
  for (const fs::path& file : sorted_entries(folder)) {
    std::error_code error;
    if (!is_picture(file) || !fs::is_regular_file(file, error)) {
      passed_over.push_back((folder.filename() / file.filename()).string());
      continue;
    }
    list.pictures.push_back({file, subject, image++, std::nullopt, set.subjects[subject].text});
  }
}

void note_passed_over(const std::vector<std::string>& names, ImportList& list) {
  if (names.empty()) return;
  list.notes.push_back(
      names.size() == 1
          ? say<"{0} is no picture (PNG, JPEG or WebP) of a prompt and is passed "
                "over.">(shown(names.front()))
          : say<"{0} files are no pictures (PNG, JPEG or WebP) of a prompt and "
                "are passed over; the first is {1}.">(names.size(), shown(names.front())));
}

// What a manifest's header names.
struct Columns {
  std::optional<size_t> file, prompt, seed, arm;
};

Columns columns_of(const CsvRow& header, const std::string& name, ImportList& list) {
  Columns columns;
  struct Known {
    const char* name;
    std::optional<size_t> Columns::*place;
  };
  constexpr Known known[] = {{"file", &Columns::file},
                             {"prompt", &Columns::prompt},
                             {"seed", &Columns::seed},
                             {"arm", &Columns::arm}};
  for (size_t i = 0; i < header.fields.size(); ++i) {
    const auto row = std::find_if(std::begin(known), std::end(known),
                                  [&](const Known& each) { return header.fields[i] == each.name; });
    if (row == std::end(known)) {
      list.notes.push_back(
          say<"The column \"{0}\" of {1} is not used.">(shown(header.fields[i]), name));
    } else if (columns.*row->place) {
      throw InputError(
          say<"{0}, line {1}: there are two columns {2}.">(name, header.line, row->name));
    } else {
      columns.*row->place = i;
    }
  }
  if (!columns.file || !columns.prompt) {
    throw InputError(say<"{0}, line {1}: the header must name the columns file and prompt, and may "
                         "name seed and arm.">(name, header.line));
  }
  return columns;
}

// Which prompt of the set a text is: of a whole prompt the template is known too.
struct FoundPrompt {
  size_t subject = 0;
  std::optional<size_t> pattern;
};

class PromptFinder {
 public:
  explicit PromptFinder(const PromptSet& set) : set_(set) {
    for (size_t s = 0; s < set.subjects.size(); ++s) {
      for (size_t t = 0; t < set.templates.size(); ++t) {
        whole_.emplace(set.prompt(s, int64_t(t)), FoundPrompt{s, t});
      }
    }
  }
  std::optional<FoundPrompt> find(const std::string& text) const {
    if (const auto found = whole_.find(text); found != whole_.end()) return found->second;
    const PromptSubject* subject = find_subject(set_, text);
    if (!subject) return std::nullopt;
    return FoundPrompt{place_of(set_, subject), std::nullopt};
  }

 private:
  const PromptSet& set_;
  std::map<std::string, FoundPrompt> whole_;
};

uint64_t seed_of(const std::string& text, const std::string& name, size_t line) {
  uint64_t seed = 0;
  const char* end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, seed);
  if (error != std::errc() || stop != end || seed > uint64_t(INT64_MAX)) {
    throw InputError(say<"{0}, line {1}: the seed \"{2}\" is no whole number from 0 to {3}.">(
        name, line, shown(text), INT64_MAX));
  }
  return seed;
}

// The arm that is meant, of those in the file.
std::string arm_of(const std::set<std::string>& arms, const std::optional<std::string>& wanted,
                   const std::string& name) {
  if (wanted && (arms.contains(*wanted) || arms == std::set<std::string>{""})) return *wanted;
  if (!wanted && arms.size() == 1) return *arms.begin();
  std::vector<Argument> names;
  for (const std::string& arm : arms) names.emplace_back(in_quotes(arm));
  if (wanted) {
    throw InputError(
        say<"{0}: has no arm \"{1}\"; there are {2}.">(name, shown(*wanted), std::move(names)));
  }
  throw InputError(say<"{0}: has several arms ({1}); an audit is of one: {2}.">(
      name, std::move(names), say<"name it">()));
}

// Numbers the pictures of each subject: of known templates so that k tells the template.
void number_images(const PromptSet& set, const std::vector<std::optional<size_t>>& patterns,
                   ImportList& list) {
  const auto templates = int64_t(set.templates.size());
  list.with_templates =
      templates == 1 || std::all_of(patterns.begin(), patterns.end(),
                                    [](const auto& pattern) { return pattern.has_value(); });
  std::map<std::pair<size_t, int64_t>, int64_t> next;  // by subject and template
  for (size_t i = 0; i < list.pictures.size(); ++i) {
    ListedPicture& picture = list.pictures[i];
    const bool placed = list.with_templates && patterns[i];
    const int64_t pattern = placed ? int64_t(*patterns[i]) : 0;
    int64_t& k = next[{picture.subject, pattern}];
    picture.image = placed ? k * templates + pattern : k;
    ++k;
  }
  std::stable_sort(list.pictures.begin(), list.pictures.end(),
                   [](const ListedPicture& a, const ListedPicture& b) {
                     return std::pair(a.subject, a.image) < std::pair(b.subject, b.image);
                   });
}

void require_pictures(const ImportList& list, const std::string& where) {
  if (list.pictures.empty()) {
    throw InputError(say<"{0}: holds no picture of a prompt of the set.">(where));
  }
  if (list.pictures.size() > max_pictures) {
    throw InputError(say<"{0}: holds more than {1} pictures.">(where, max_pictures));
  }
}

}  // namespace

ImportList list_folder(const PromptSet& set, const fs::path& folder) {
  ImportList list;
  std::vector<std::string> passed_over;
  std::map<size_t, fs::path> taken;
  for (const fs::path& entry : sorted_entries(folder)) {
    const std::string name = entry.filename().string();
    std::error_code error;
    if (!fs::is_directory(entry, error) || name.starts_with('.')) {
      passed_over.push_back(name);
      continue;
    }
    const PromptSubject* subject = find_subject(set, name);
    if (!subject) {
      throw InputError(say<"{0}: \"{1}\" is no subject of the set {2}; folders are named {3}.">(
          folder.string(), shown(name), set.name, subject_ids(set)));
    }
    const auto [other, is_new] = taken.emplace(place_of(set, subject), entry);
    if (!is_new) {
      throw InputError(say<"{0} and {1} are folders of the same subject.">(other->second.string(),
                                                                           entry.string()));
    }
    add_folder(set, place_of(set, subject), entry, list, passed_over);
  }
  note_passed_over(passed_over, list);
  require_pictures(list, folder.string());
  std::stable_sort(list.pictures.begin(), list.pictures.end(),
                   [](const ListedPicture& a, const ListedPicture& b) {
                     return std::pair(a.subject, a.image) < std::pair(b.subject, b.image);
                   });
  list.with_templates = set.templates.size() == 1;
  return list;
}

ImportList list_manifest(const PromptSet& set, const fs::path& csv,
                         const std::optional<std::string>& wanted_arm) {
  const std::string name = csv.string();
  const std::vector<CsvRow> rows = read_csv(read_small_file(csv, max_csv), name);
  if (rows.empty()) throw InputError(say<"{0}: is empty.">(name));
  ImportList list;
  const Columns columns = columns_of(rows.front(), name, list);
  const auto arm_in = [&](const CsvRow& row) {
    return columns.arm ? row.fields[*columns.arm] : "";
  };
  std::set<std::string> arms;
  for (size_t i = 1; i < rows.size(); ++i) {
    if (rows[i].fields.size() != rows.front().fields.size()) {
      throw InputError(say<"{0}, line {1}: there must be {2} fields.">(name, rows[i].line,
                                                                       rows.front().fields.size()));
    }
    arms.insert(arm_in(rows[i]));
  }
  if (arms.empty()) throw InputError(say<"{0}: names no picture.">(name));
  list.arm = arm_of(arms, wanted_arm, name);
  const bool one_arm = arms.size() == 1;
  const PromptFinder prompts(set);
  std::vector<std::optional<size_t>> patterns;
  size_t of_other_arms = 0, with_seed = 0;
  for (size_t i = 1; i < rows.size(); ++i) {
    const CsvRow& row = rows[i];
    if (!one_arm && arm_in(row) != list.arm) {
      ++of_other_arms;
      continue;
    }
    const std::string& prompt = row.fields[*columns.prompt];
    const auto found = prompts.find(prompt);
    if (!found) {
      throw InputError(say<"{0}, line {1}: \"{2}\" is neither a subject of the set {3} nor one of "
                           "its prompts.">(name, row.line, shown(prompt), set.name));
    }
    const std::string& file = row.fields[*columns.file];
    if (file.empty()) throw InputError(say<"{0}, line {1}: names no file.">(name, row.line));
    ListedPicture picture{csv.parent_path() / file, found->subject, 0, std::nullopt, prompt};
    if (columns.seed && !row.fields[*columns.seed].empty()) {
      picture.seed = seed_of(row.fields[*columns.seed], name, row.line);
      ++with_seed;
    }
    list.pictures.push_back(std::move(picture));
    patterns.push_back(found->pattern);
  }
  if (of_other_arms > 0) {
    list.notes.push_back(say<"{0} pictures of other arms are passed over.">(of_other_arms));
  }
  require_pictures(list, name);
  list.with_seeds = with_seed == list.pictures.size();
  if (with_seed > 0 && !list.with_seeds) {
    list.notes.push_back(say<"Only {0} of {1} pictures have a seed, so that they are not paired by "
                             "seed.">(with_seed, list.pictures.size()));
  }
  number_images(set, patterns, list);
  return list;
}

}  // namespace evenlight::audit
