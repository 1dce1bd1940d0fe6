#include "bias_audit/analysis/check_set.h"

#include <algorithm>
#include <map>

#include "bias_audit/data/attribute_classes.h"
#include "bias_audit/data/words.h"
#include "bias_audit/stats/agreement.h"
#include "bias_audit/stats/argument_error.h"

namespace evenlight::audit {

namespace {

constexpr int64_t min_labels = 10;   // of each true class, for a correction
constexpr double min_quality = 0.5;  // (sum of recalls - 1) / (K - 1), as Corrector wants it

using Key = std::pair<size_t, int64_t>;
using Answers = std::map<Key, std::string>;
using ByRater = std::map<std::string, Answers>;

// Its place among the classes; their number for every other answer.
size_t column_of(const std::vector<std::string>& classes, const std::string& answer) {
  return size_t(std::find(classes.begin(), classes.end(), answer) - classes.begin());
}

PairAgreement agreement_of(const std::vector<std::string>& classes, const std::string& first,
                           const std::string& second, const Answers& a, const Answers& b) {
  PairAgreement pair{first, second};
  const size_t size = classes.size() + 1;
  std::vector<CountVector> table(size, CountVector(size, 0));
  int64_t equal = 0;
  for (const auto& [key, answer] : a) {
    const auto other = b.find(key);
    if (other == b.end()) continue;
    const size_t row = column_of(classes, answer), column = column_of(classes, other->second);
    ++table[row][column];
    ++pair.images;
    equal += row == column ? 1 : 0;
  }
  if (pair.images == 0) return pair;
  pair.agreement = double(equal) / double(pair.images);
  try {
    const Kappa kappa = cohen_kappa(table);
    pair.has_kappa = true;
    pair.kappa = kappa.kappa;
    pair.standard_error = kappa.standard_error;
  } catch (const ArgumentError&) {
    // Both always gave one and the same answer: kappa has no value, and the report says so.
    pair.has_kappa = false;
  }
  return pair;
}

// What people answered, by attribute.
std::map<std::string, ByRater> answers_in(const AuditDatabase& database) {
  std::map<std::string, ByRater> answers;
  for (const HumanLabel& label : database.labels()) {
    answers[label.attribute][label.rater][{label.subject, label.image}] = label.outcome;
  }
  return answers;
}

constexpr const char* settling_rater = "settled";

struct People {
  Answers answers;                               // where there is a majority
  std::map<Key, std::vector<std::string>> ties;  // else the answers, each once
};

// What the settling rater said, else what most raters said.
People people_of(const ByRater& by_rater) {
  std::map<Key, std::map<std::string, int>> votes;
  for (const auto& [rater, answers] : by_rater) {
    for (const auto& [key, answer] : answers) ++votes[key][answer];
  }
  People people;
  const auto settled = by_rater.find(settling_rater);
  if (settled != by_rater.end()) people.answers = settled->second;
  for (const auto& [key, counts] : votes) {
    if (people.answers.contains(key)) continue;
    const auto best =
        std::max_element(counts.begin(), counts.end(),
                         [](const auto& a, const auto& b) { return a.second < b.second; });
    std::vector<std::string> most;
    for (const auto& [answer, count] : counts) {
      if (count == best->second) most.push_back(answer);
    }
    if (most.size() == 1) {
      people.answers.emplace(key, most.front());
    } else {
      people.ties.emplace(key, std::move(most));
    }
  }
  return people;
}

void judge(CheckSet& check) {
  const size_t classes = check.classes.size();
  if (classes > max_corrected_classes) {
    check.why_not = say<"the correction is for at most {0} classes">(max_corrected_classes);
    return;
  }
  double recalls = 0;
  for (size_t row = 0; row < classes; ++row) {
    int64_t classified = 0;
    for (size_t column = 0; column < classes; ++column) {
      classified += check.confusion[row][column];
    }
    if (classified < min_labels) {
      check.why_not =
          say<"fewer than {0} pictures that people read as {1} were labelled and classified">(
              min_labels, spoken_name(check.classes[row]));
      return;
    }
    recalls += double(check.confusion[row][row]) / double(classified);
  }
  check.can_correct = (recalls - 1) / double(classes - 1) >= min_quality;
  if (!check.can_correct) {
    check.why_not = say<"the instrument agrees with people too seldom to be corrected">();
  }
}

// Whether an instrument is there that reads it. The colour of skin needs no classifier.
bool has_reader(const nlohmann::ordered_json& instruments, const std::string& attribute) {
  if (attribute == "tone_band" && !instruments.empty()) return true;
  return !heads_of(attribute, instruments).empty();
}

}  // namespace

bool is_unmeasured(const AuditDatabase& database, const std::vector<ImageRow>& images,
                   const std::string& attribute) {
  const nlohmann::ordered_json& instruments = database.settings().instruments;
  if (has_reader(instruments, attribute)) return false;
  const std::vector<std::string> classes = classes_of(attribute, database.settings());
  return std::none_of(images.begin(), images.end(), [&](const ImageRow& row) {
    return column_of(classes, row.measurement.label_of(attribute)) < classes.size();
  });
}

std::vector<ImageRow> as_people_read(const AuditDatabase& database, std::vector<ImageRow> images) {
  std::vector<std::string> unmeasured;
  for (const std::string& attribute : attributes_of(database.settings())) {
    if (is_unmeasured(database, images, attribute)) unmeasured.push_back(attribute);
  }
  if (unmeasured.empty()) return images;
  std::map<std::string, ByRater> answers = answers_in(database);
  for (const std::string& attribute : unmeasured) {
    const Answers people = people_of(answers[attribute]).answers;
    for (ImageRow& row : images) {
      const auto said = people.find({row.subject, row.image});
      if (said != people.end()) row.measurement.set(attribute, said->second);
    }
  }
  return images;
}

namespace {

CheckSet check_set_of(const AuditDatabase& database, const std::vector<ImageRow>& images,
                      const std::string& attribute, const ByRater& by_rater) {
  Answers machine, files;
  for (const ImageRow& row : images) {
    machine[{row.subject, row.image}] = row.measurement.label_of(attribute);
    files[{row.subject, row.image}] = row.file;
  }
  CheckSet check;
  check.attribute = attribute;
  check.classes = classes_of(attribute, database.settings());
  const size_t classes = check.classes.size();
  check.confusion.assign(classes + 1, CountVector(classes + 1, 0));
  const People people = people_of(by_rater);
  for (const auto& [key, answer] : people.answers) {
    const auto said = machine.find(key);
    if (said == machine.end()) continue;
    ++check.images;
    ++check.confusion[column_of(check.classes, answer)][column_of(check.classes, said->second)];
  }
  for (const auto& [key, answers] : people.ties) {
    const auto said = machine.find(key);
    if (said == machine.end()) continue;
    ++check.images;
    ++check.confusion[classes][column_of(check.classes, said->second)];
    check.ties.push_back({database.settings().set.subjects[key.first].id, key.second, files[key],
                          listed(answers, "and")});
  }
  check.machine = agreement_of(check.classes, "instrument", "people", machine, people.answers);
  for (auto a = by_rater.begin(); a != by_rater.end(); ++a) {
    check.raters.push_back(a->first);
    if (a->first == settling_rater) continue;  // saw what the others disagreed about only
    for (auto b = std::next(a); b != by_rater.end(); ++b) {
      if (b->first == settling_rater) continue;
      check.people.push_back(agreement_of(check.classes, a->first, b->first, a->second, b->second));
    }
  }
  check.read_by_people = is_unmeasured(database, images, attribute);
  if (check.images == 0) {
    check.why_not = say<"nobody has labelled a picture yet">();
  } else if (check.read_by_people) {
    check.why_not = say<"no instrument measured these pictures, so there is none to correct">();
  } else {
    judge(check);
  }
  return check;
}

}  // namespace

std::vector<CheckSet> check_sets_of(const AuditDatabase& database,
                                    const std::vector<ImageRow>& images,
                                    const std::vector<std::string>& attributes) {
  std::map<std::string, ByRater> answers = answers_in(database);
  std::vector<CheckSet> checks;
  for (const std::string& attribute : attributes) {
    checks.push_back(check_set_of(database, images, attribute, answers[attribute]));
  }
  return checks;
}

std::map<std::pair<size_t, int64_t>, std::string> people_answers(const AuditDatabase& database,
                                                                 const std::string& attribute) {
  return people_of(answers_in(database)[attribute]).answers;
}

}  // namespace evenlight::audit
