#include "bias_audit/labels.h"

#include <algorithm>
#include <fstream>
#include <map>
#include <set>

#include "bias_audit/csv.h"
#include "bias_audit/errors.h"
#include "bias_audit/json_file.h"
#include "bias_audit/measure/picture.h"
#include "bias_audit/stats/agreement.h"

namespace evenlight::audit {

namespace {

namespace fs = std::filesystem;

constexpr std::int64_t kLeastLabels = 10;  // of each true class, for a correction
constexpr double kLeastQuality = 0.5;      // sensitivity + specificity - 1

std::string id_of(const AuditSettings& settings, std::size_t subject, std::int64_t image) {
  const std::string key = sha256_hex(settings.set.text) + settings.arm +
                          settings.model.value("sha256", "") + std::to_string(settings.seed_base) +
                          settings.set.subjects.at(subject).id + "/" + std::to_string(image);
  return sha256_hex(key).substr(0, 12);
}

std::size_t column_of(const std::string& outcome) {
  return outcome == "woman" ? 0 : outcome == "man" ? 1 : 2;
}

using Key = std::pair<std::size_t, std::int64_t>;
using Answers = std::map<Key, std::string>;

PairAgreement agreement_of(const std::string& first, const std::string& second, const Answers& a,
                           const Answers& b) {
  PairAgreement pair{first, second};
  std::vector<CountVector> table(3, CountVector(3, 0));
  std::int64_t equal = 0;
  for (const auto& [key, answer] : a) {
    const auto other = b.find(key);
    if (other == b.end()) continue;
    ++table[column_of(answer)][column_of(other->second)];
    ++pair.images;
    equal += column_of(answer) == column_of(other->second) ? 1 : 0;
  }
  if (pair.images == 0) return pair;
  pair.agreement = static_cast<double>(equal) / static_cast<double>(pair.images);
  try {
    const Kappa kappa = cohen_kappa(table);
    pair.has_kappa = true;
    pair.kappa = kappa.kappa;
    pair.standard_error = kappa.standard_error;
  } catch (const std::invalid_argument&) {
    // Both always gave one and the same answer: kappa has no value, and the report says so.
    pair.has_kappa = false;
  }
  return pair;
}

std::map<std::string, Answers> answers_of(const AuditDatabase& database) {
  std::map<std::string, Answers> by_rater;
  for (const HumanLabel& label : database.labels()) {
    by_rater[label.rater][{label.subject, label.image}] = label.outcome;
  }
  return by_rater;
}

// What most raters said; ties are left out.
Answers majority(const std::map<std::string, Answers>& by_rater) {
  std::map<Key, std::map<std::string, int>> votes;
  for (const auto& [rater, answers] : by_rater) {
    for (const auto& [key, answer] : answers) ++votes[key][answer];
  }
  Answers result;
  for (const auto& [key, counts] : votes) {
    const auto best =
        std::max_element(counts.begin(), counts.end(),
                         [](const auto& a, const auto& b) { return a.second < b.second; });
    const auto ties = std::count_if(counts.begin(), counts.end(),
                                    [&](const auto& c) { return c.second == best->second; });
    if (ties == 1) result.emplace(key, best->first);
  }
  return result;
}

// A picture as it is shown: a PNG carries its prompt and seed as text, which a rater must not read.
// What is no well-formed PNG is left as it is.
std::string without_texts(const std::string& bytes) {
  constexpr std::string_view signature("\x89PNG\r\n\x1a\n", 8);
  if (!bytes.starts_with(signature)) return bytes;
  constexpr std::string_view told[] = {"tEXt", "zTXt", "iTXt", "eXIf", "tIME"};
  std::string shown(signature);
  for (std::size_t at = signature.size(); at < bytes.size();) {
    if (bytes.size() - at < 12) return bytes;
    std::size_t length = 0;
    for (std::size_t i = 0; i < 4; ++i) {
      length = length << 8 | static_cast<unsigned char>(bytes[at + i]);
    }
    if (bytes.size() - at - 12 < length) return bytes;
    const std::string_view kind = std::string_view(bytes).substr(at + 4, 4);
    if (std::find(std::begin(told), std::end(told), kind) == std::end(told)) {
      shown += std::string_view(bytes).substr(at, length + 12);
    }
    at += length + 12;
  }
  return shown;
}

void write_picture(const fs::path& from, const fs::path& to) {
  const std::string bytes = without_texts(read_file(from, 256ULL << 20));
  std::ofstream file(to, std::ios::binary | std::ios::trunc);
  file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  file.close();
  if (!file) throw std::runtime_error(to.string() + ": cannot be written.");
}

void judge(CheckSet& check) {
  double quality = -1;
  for (std::size_t row = 0; row < 2; ++row) {
    const std::int64_t sum = check.confusion[row][0] + check.confusion[row][1];
    if (sum < kLeastLabels) {
      check.why_not = "fewer than 10 pictures that people read as " +
                      std::string(row == 0 ? "woman" : "man") + " were labelled and classified";
      return;
    }
    quality += static_cast<double>(check.confusion[row][row]) / static_cast<double>(sum);
  }
  check.can_correct = quality >= kLeastQuality;
  if (!check.can_correct) {
    check.why_not = "the instrument agrees with people too seldom to be corrected";
  }
}

}  // namespace

std::vector<BlindPicture> blind_sample(const AuditDatabase& database, std::int64_t count) {
  const AuditSettings& settings = database.settings();
  std::vector<ImageRow> rows;
  for (ImageRow& row : database.images()) {
    if (!row.file.empty()) rows.push_back(std::move(row));
  }
  std::vector<std::pair<std::string, const ImageRow*>> order;
  for (const ImageRow& row : rows) {
    order.emplace_back(id_of(settings, row.subject, row.image), &row);
  }
  std::sort(order.begin(), order.end(), [](const auto& a, const auto& b) {
    const auto rank = [](const auto& entry) {
      const Measurement& m = entry.second->measurement;
      return std::tuple(column_of(m.outcome) == 2 && !m.score ? 1 : 0, m.score.value_or(0.5),
                        entry.first);
    };
    return rank(a) < rank(b);
  });
  const auto size = static_cast<std::int64_t>(order.size());
  const std::int64_t taken = std::min(count, size);
  if (order.empty()) {
    throw InputError(database.folder().string() + ": holds no picture that could be labelled");
  }
  std::vector<BlindPicture> sample;
  for (std::int64_t i = 0; i < taken; ++i) {
    const auto& [id, row] = order[static_cast<std::size_t>((2 * i + 1) * size / (2 * taken))];
    sample.push_back({id, row->subject, row->image, row->file});
  }
  // By id, which is as good as shuffled.
  std::sort(sample.begin(), sample.end(),
            [](const BlindPicture& a, const BlindPicture& b) { return a.id < b.id; });
  return sample;
}

std::int64_t export_labels(const AuditDatabase& database, const fs::path& folder,
                           std::int64_t count) {
  const std::vector<BlindPicture> sample = blind_sample(database, count);
  std::error_code error;
  fs::create_directories(folder / "pictures", error);
  if (error) throw InputError(folder.string() + ": cannot be made: " + error.message());
  std::ofstream csv(folder / "labels.csv", std::ios::trunc);
  csv << "id,picture,label\n";
  for (const BlindPicture& picture : sample) {
    const std::string name = "pictures/" + picture.id + fs::path(picture.file).extension().string();
    write_picture(database.folder() / picture.file, folder / name);
    csv << picture.id << "," << name << ",\n";
  }
  csv.close();
  if (!csv) throw std::runtime_error((folder / "labels.csv").string() + ": cannot be written.");
  return static_cast<std::int64_t>(sample.size());
}

std::vector<HumanLabel> parse_labels(const AuditDatabase& database, std::string_view csv,
                                     const std::string& name, const std::string& rater) {
  const std::vector<CsvRow> rows = read_csv(csv, name);
  const std::vector<std::string> header = {"id", "picture", "label"};
  if (rows.empty() || rows.front().fields != header) {
    throw InputError(name + ", line 1: the header must be id,picture,label");
  }
  std::map<std::string, const ImageRow*> by_id;
  const std::vector<ImageRow> images = database.images();
  for (const ImageRow& row : images) {
    by_id.emplace(id_of(database.settings(), row.subject, row.image), &row);
  }
  std::vector<HumanLabel> labels;
  std::set<std::string> seen;
  for (std::size_t i = 1; i < rows.size(); ++i) {
    const std::string where = name + ", line " + std::to_string(rows[i].line) + ": ";
    if (rows[i].fields.size() != 3) throw InputError(where + "there must be three fields");
    const std::string& id = rows[i].fields[0];
    std::string label = rows[i].fields[2];
    std::replace_if(
        label.begin(), label.end(), [](char c) { return c == ' ' || c == '-'; }, '_');
    const auto found = by_id.find(id);
    if (found == by_id.end()) {
      throw InputError(where + "\"" + shown_text(id) + "\" is no picture of this audit");
    }
    if (!seen.insert(id).second) throw InputError(where + "\"" + id + "\" stands there twice");
    if (label.empty()) continue;
    if (std::find(std::begin(kOutcomes), std::end(kOutcomes), label) == std::end(kOutcomes)) {
      throw InputError(where + "\"" + shown_text(label) +
                       "\" is no label; write woman, man, unclear, several_people or no_face");
    }
    labels.push_back({rater, found->second->subject, found->second->image, label});
  }
  if (labels.empty()) throw InputError(name + ": no row has a label yet");
  return labels;
}

bool is_unmeasured(const AuditDatabase& database, const std::vector<ImageRow>& images) {
  const auto unread = [](const ImageRow& row) {
    return row.file.empty() || row.measurement.outcome == "unclear";
  };
  return database.settings().instruments.empty() &&
         std::all_of(images.begin(), images.end(), unread);
}

std::vector<ImageRow> as_people_read(const AuditDatabase& database, std::vector<ImageRow> images) {
  if (!is_unmeasured(database, images)) return images;
  const Answers people = majority(answers_of(database));
  for (ImageRow& row : images) {
    const auto said = people.find({row.subject, row.image});
    if (said != people.end()) row.measurement.outcome = said->second;
  }
  return images;
}

CheckSet check_set_of(const AuditDatabase& database, const std::vector<ImageRow>& images) {
  const std::map<std::string, Answers> by_rater = answers_of(database);
  Answers machine;
  for (const ImageRow& row : images) machine[{row.subject, row.image}] = row.measurement.outcome;

  CheckSet check;
  check.confusion.assign(2, CountVector(3, 0));
  const Answers people = majority(by_rater);
  for (const auto& [key, answer] : people) {
    const auto said = machine.find(key);
    if (said == machine.end()) continue;
    ++check.images;
    if (column_of(answer) < 2) ++check.confusion[column_of(answer)][column_of(said->second)];
  }
  check.machine = agreement_of("instrument", "people", machine, people);
  for (auto a = by_rater.begin(); a != by_rater.end(); ++a) {
    check.raters.push_back(a->first);
    for (auto b = std::next(a); b != by_rater.end(); ++b) {
      check.people.push_back(agreement_of(a->first, b->first, a->second, b->second));
    }
  }
  if (check.images == 0) {
    check.why_not = "nobody has labelled a picture yet";
  } else if (is_unmeasured(database, images)) {
    check.why_not = "no instrument measured these pictures, so there is none to correct";
  } else {
    judge(check);
  }
  return check;
}

}  // namespace evenlight::audit
