#include "bias_audit/data/labels.h"

#include <algorithm>
#include <map>
#include <set>

#include "bias_audit/data/attribute_classes.h"
#include "bias_audit/data/audit_picture.h"
#include "bias_audit/data/class_reader.h"
#include "bias_audit/data/csv.h"
#include "bias_audit/data/json_file.h"
#include "bias_audit/data/whole_file.h"
#include "bias_audit/data/words.h"
#include "engine/base/input_error.h"
#include "engine/base/png_chunks.h"
#include "engine/base/quoted.h"
#include "engine/base/sha256.h"

namespace evenlight::audit {

namespace {

namespace fs = std::filesystem;

constexpr size_t id_digits = 12;

std::string digest_of(const AuditSettings& settings, size_t subject, int64_t image) {
  const std::string key = sha256_of_text(settings.set.text) + settings.arm +
                          settings.model.value("sha256", "") + std::to_string(settings.seed_base) +
                          settings.set.subjects.at(subject).id + "/" + std::to_string(image);
  return sha256_of_text(key).substr(0, id_digits);
}

// With a letter in front: a spreadsheet takes 123456789012 and 12345e678901 for numbers and writes
// them back as 1.23457E+11.
std::string id_of(const AuditSettings& settings, size_t subject, int64_t image) {
  return "p" + digest_of(settings, subject, image);
}

// Where on an attribute's scale an instrument may have written a picture's place.
struct Scale {
  const char* attribute;
  const char* place;  // in Measurement::detail
};
constexpr Scale scales[] = {{"age", "/years"},
                            {"age", "/age_score"},
                            {"tone_band", "/skin/ita"},
                            {"tone_band", "/tone_band_score"}};

double place_on_scale(const Measurement& m, const std::string& attribute) {
  for (const Scale& scale : scales) {
    const nlohmann::ordered_json::json_pointer place(scale.place);
    if (attribute != scale.attribute || !m.detail.contains(place)) continue;
    if (m.detail.at(place).is_number()) return m.detail.at(place);
  }
  const auto score = m.detail.find(attribute + "_score");
  return score != m.detail.end() && score->is_number() ? score->get<double>() : 0;
}

// What pictures are put in order by before a sample is taken: presentation by its score, everything
// else by the instrument's class and within a class by what it measured. Pictures it did not
// classify come last.
std::pair<size_t, double> standing_of(const Measurement& m, const std::string& attribute,
                                      const std::vector<std::string>& classes) {
  const auto found = std::find(classes.begin(), classes.end(), m.label_of(attribute));
  if (attribute == "presentation") {
    return {found == classes.end() && !m.score ? 1 : 0, m.score.value_or(0.5)};
  }
  return {size_t(found - classes.begin()), place_on_scale(m, attribute)};
}

// A picture as it is shown: a PNG carries its prompt and seed as text, which a rater must not read.
// What is no well-formed PNG is left as it is.
std::string without_texts(const std::string& bytes) {
  if (!bytes.starts_with(png_signature)) return bytes;
  constexpr std::string_view texts[] = {"tEXt", "zTXt", "iTXt", "eXIf", "tIME"};
  std::string kept(png_signature);
  std::string_view rest = std::string_view(bytes).substr(png_signature.size());
  while (!rest.empty()) {
    const auto chunk = take_png_chunk(rest);
    if (!chunk) return bytes;
    if (std::ranges::find(texts, chunk->kind) == std::end(texts)) kept += chunk->whole;
  }
  return kept;
}

// Finds a picture by what a file of labels says of it: its id, in either case and also as it was
// before ids began with a letter; or, where a spreadsheet has made a number of such an old id, the
// name of its file, which holds the id too.
class PictureIds {
 public:
  PictureIds(const AuditSettings& settings, const std::vector<ImageRow>& images) {
    for (const ImageRow& row : images) {
      by_digest_.emplace(digest_of(settings, row.subject, row.image), &row);
    }
  }

  const ImageRow* find(const std::string& id, const std::string& picture) const {
    if (const ImageRow* row = find(id)) return row;
    return looks_like_number(id) ? find(fs::path(picture).stem().string()) : nullptr;
  }

  static Message why_unknown(const std::string& id) {
    return looks_like_number(id)
               ? say<"\"{0}\" is no picture of this audit; a spreadsheet may have made a number of "
                     "its id: import the column as text">(shown(id))
               : say<"\"{0}\" is no picture of this audit">(shown(id));
  }

 private:
  const ImageRow* find(std::string id) const {
    for (char& c : id) c = c >= 'A' && c <= 'Z' ? char(c - 'A' + 'a') : c;
    if (id.starts_with('p')) id.erase(0, 1);
    // Zeros in front are the first that a spreadsheet drops.
    if (id.size() < id_digits) id.insert(0, id_digits - id.size(), '0');
    const auto found = by_digest_.find(id);
    return found == by_digest_.end() ? nullptr : found->second;
  }

  static bool looks_like_number(const std::string& id) {
    return !id.empty() && id.find_first_not_of("0123456789.,+eE") == std::string::npos;
  }

  std::map<std::string, const ImageRow*> by_digest_;
};

bool has_attribute(const AuditSettings& settings, const std::string& attribute) {
  const std::vector<std::string> all = attributes_of(settings);
  return std::find(all.begin(), all.end(), attribute) != all.end();
}

}  // namespace

std::vector<BlindPicture> blind_sample(const AuditDatabase& database, int64_t count,
                                       const std::string& attribute) {
  const AuditSettings& settings = database.settings();
  const std::vector<std::string> classes = classes_of(attribute, settings);
  const std::vector<ImageRow> rows = database.images();
  struct Candidate {
    std::pair<size_t, double> standing;
    std::string id;
    const ImageRow* row;
  };
  std::vector<Candidate> order;
  for (const ImageRow& row : rows) {
    if (row.file.empty()) continue;
    order.push_back({standing_of(row.measurement, attribute, classes),
                     id_of(settings, row.subject, row.image), &row});
  }
  if (order.empty()) {
    throw InputError(
        say<"{0}: holds no picture that could be labelled">(database.folder().string()));
  }
  std::sort(order.begin(), order.end(), [](const Candidate& a, const Candidate& b) {
    return std::tie(a.standing, a.id) < std::tie(b.standing, b.id);
  });
  const auto size = int64_t(order.size());
  const int64_t taken = std::min(count, size);
  std::vector<BlindPicture> sample;
  for (int64_t i = 0; i < taken; ++i) {
    const Candidate& each = order[size_t((2 * i + 1) * size / (2 * taken))];
    sample.push_back(
        {each.id, each.row->subject, each.row->image, each.row->file, each.row->sha256});
  }
  // By id, which is as good as shuffled.
  std::sort(sample.begin(), sample.end(),
            [](const BlindPicture& a, const BlindPicture& b) { return a.id < b.id; });
  return sample;
}

int64_t export_labels(const AuditDatabase& database, const fs::path& folder, int64_t count,
                      const std::string& attribute) {
  const std::vector<BlindPicture> sample = blind_sample(database, count, attribute);
  MadeTogether made;
  made.make_folder(folder / "pictures");
  std::string csv = "id,picture,attribute,label\n";
  for (const BlindPicture& picture : sample) {
    const std::string name = "pictures/" + picture.id + fs::path(picture.file).extension().string();
    made.write(folder / name,
               without_texts(read_audit_picture(database.folder(), picture.file, picture.sha256)));
    csv += picture.id + "," + name + "," + csv_field(attribute) + ",\n";
  }
  made.write(folder / "labels.csv", csv);
  made.keep();
  return int64_t(sample.size());
}

namespace {

// Names that a person has to write just so, which no language may translate.
Argument as_written(Message (*last)(std::vector<Argument>, Argument),
                    const std::vector<std::string>& names) {
  if (names.size() < 2) return names.empty() ? "" : names.front();
  return last({names.begin(), names.end() - 1}, names.back());
}

Message say_and(std::vector<Argument> first, Argument last) {
  return say<"{0} and {1}">(std::move(first), std::move(last));
}

Message say_or(std::vector<Argument> first, Argument last) {
  return say<"{0} or {1}">(std::move(first), std::move(last));
}

// Which answer a person means, in whatever spelling: "Woman", "women", "unsure", "no face".
std::optional<std::string> meant_answer(const AuditSettings& settings, const std::string& attribute,
                                        const std::string& given) {
  const std::vector<std::string> classes = classes_of(attribute, settings);
  const ClassReader reader(attribute, classes, {.classes = {{attribute, classes}}, .unclear = {}});
  const ClassReader::Reading reading = reader.read(given);
  if (reading.unclassified) {
    const std::string name = unclassified_names[size_t(*reading.unclassified)];
    const std::vector<std::string> answers = answers_to(settings, attribute);
    const bool may_be = std::find(answers.begin(), answers.end(), name) != answers.end();
    return may_be ? std::optional(name) : std::nullopt;
  }
  for (const std::string& each : classes) {
    if (reader.read(each).key == reading.key) return each;
  }
  return std::nullopt;
}

}  // namespace

std::vector<HumanLabel> parse_labels(const AuditDatabase& database, std::string_view csv,
                                     const std::string& name, const std::string& rater) {
  const std::vector<CsvRow> rows = read_csv(csv, name);
  const std::vector<std::string> header = {"id", "picture", "attribute", "label"};
  const std::vector<std::string> without_attribute = {"id", "picture", "label"};
  const bool named = !rows.empty() && rows.front().fields == header;
  if (!named && (rows.empty() || rows.front().fields != without_attribute)) {
    throw InputError(say<"{0}, line 1: the header must be id,picture,attribute,label">(name));
  }
  const std::vector<ImageRow> images = database.images();
  const PictureIds ids(database.settings(), images);
  std::vector<HumanLabel> labels;
  std::set<std::pair<std::string, const ImageRow*>> seen;
  for (size_t i = 1; i < rows.size(); ++i) {
    const std::vector<std::string>& fields = rows[i].fields;
    const auto refuse = [&](const Message& what) {
      throw InputError(say<"{0}, line {1}: {2}">(name, rows[i].line, what));
    };
    if (fields.size() != rows.front().fields.size()) {
      refuse(named ? say<"there must be four fields">() : say<"there must be three fields">());
    }
    const std::string& id = fields[0];
    const std::string attribute = named ? fields[2] : "presentation";
    const ImageRow* row = ids.find(id, fields[1]);
    if (!row) refuse(ids.why_unknown(id));
    if (!has_attribute(database.settings(), attribute)) {
      refuse(say<"\"{0}\" is no attribute of this audit; it has {1}">(
          shown(attribute), as_written(say_and, attributes_of(database.settings()))));
    }
    if (!seen.emplace(attribute, row).second) {
      refuse(say<"\"{0}\" is listed twice">(id));
    }
    if (fields.back().empty()) continue;
    const std::optional<std::string> answer =
        meant_answer(database.settings(), attribute, fields.back());
    if (!answer) {
      refuse(say<"\"{0}\" is no label; write {1}">(
          shown(fields.back()), as_written(say_or, answers_to(database.settings(), attribute))));
    }
    labels.push_back({rater, row->subject, row->image, *answer, attribute});
  }
  if (labels.empty()) throw InputError(say<"{0}: no row has a label yet">(name));
  return labels;
}

}  // namespace evenlight::audit
