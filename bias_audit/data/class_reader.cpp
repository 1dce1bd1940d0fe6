#include "bias_audit/data/class_reader.h"

#include <algorithm>
#include <iterator>
#include <set>
#include <string_view>

#include "bias_audit/data/attribute_classes.h"
#include "bias_audit/data/no_answer_words.h"

namespace evenlight::audit {

namespace {

using Names = std::vector<std::string>;

bool holds(const Names& names, const std::string& name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

template <size_t size>
bool holds(const std::string_view (&names)[size], const std::string& name) {
  return std::find(std::begin(names), std::end(names), name) != std::end(names);
}

// Attributes that are how a person reads, and words for the two classes of them (searched_name).
constexpr std::string_view presentations[] = {"presentation",
                                              "gender",
                                              "sex",
                                              "gender_presentation",
                                              "gender_expression",
                                              "perceived_gender",
                                              "perceived_gender_presentation",
                                              "perceived_presentation",
                                              "perceived_sex",
                                              "apparent_gender",
                                              "geschlecht",
                                              "genre",
                                              "genero",
                                              "genere",
                                              "plec",
                                              "kon"};
constexpr std::string_view women[] = {"woman",
                                      "women",
                                      "female",
                                      "females",
                                      "feminine",
                                      "f",
                                      "w",
                                      "lady",
                                      "ladies",
                                      "frau",
                                      "frauen",
                                      "weiblich",
                                      "femme",
                                      "femmes",
                                      "feminin",
                                      "mujer",
                                      "mujeres",
                                      "femenino",
                                      "donna",
                                      "donne",
                                      "femminile",
                                      "mulher",
                                      "mulheres",
                                      "feminino",
                                      "vrouw",
                                      "vrouwen",
                                      "vrouwelijk",
                                      "kobieta",
                                      "kobiety",
                                      "kvinna",
                                      "kvinnor",
                                      "kadin",
                                      "kad\u0131n",
                                      "женщина",
                                      "женщины",
                                      "女",
                                      "女性",
                                      "여성",
                                      "reads_as_woman",
                                      "woman_presenting",
                                      "female_presenting",
                                      "feminine_presenting"};
constexpr std::string_view men[] = {"man",
                                    "men",
                                    "male",
                                    "males",
                                    "masculine",
                                    "m",
                                    "gentleman",
                                    "gentlemen",
                                    "mann",
                                    "manner",
                                    "maenner",
                                    "mannlich",
                                    "maennlich",
                                    "homme",
                                    "hommes",
                                    "masculin",
                                    "hombre",
                                    "hombres",
                                    "masculino",
                                    "uomo",
                                    "uomini",
                                    "maschile",
                                    "homem",
                                    "homens",
                                    "mannen",
                                    "mannelijk",
                                    "mezczyzna",
                                    "mezczyzni",
                                    "erkek",
                                    "мужчина",
                                    "мужчины",
                                    "男",
                                    "男性",
                                    "남성",
                                    "reads_as_man",
                                    "man_presenting",
                                    "male_presenting",
                                    "masculine_presenting"};
// Further classes that a person means who writes them.
constexpr std::string_view further[] = {"non_binary",
                                        "nonbinary",
                                        "enby",
                                        "genderqueer",
                                        "androgynous",
                                        "androgyn",
                                        "diverse",
                                        "divers",
                                        "intersex",
                                        "inter",
                                        "third_gender",
                                        "trans",
                                        "transgender",
                                        "agender",
                                        "nicht_binar",
                                        "nichtbinar",
                                        "non_binaire",
                                        "no_binario",
                                        "gender_nonconforming",
                                        "gender_neutral"};

bool is_presentation(const std::string& attribute, const Names& names) {
  if (holds(presentations, searched_name(attribute))) return true;
  const auto any_of = [&](const auto& words) {
    return std::any_of(names.begin(), names.end(), [&](const std::string& name) {
      const std::string searched = searched_name(name);
      return searched.size() > 1 && holds(words, searched);
    });
  };
  return any_of(women) && any_of(men);
}

Names keys_of_bands(const std::string& attribute) {
  Names keys;
  for (const std::string& each : classes_of(attribute, nlohmann::ordered_json::array())) {
    keys.push_back(folded_name(each));
  }
  return keys;
}

}  // namespace

const Names* ClassChoices::classes_of(const std::string& attribute, const Names& names) const {
  for (const auto& [of, stated] : classes) {
    if (!of.empty() && folded_name(of) == folded_name(attribute)) return &stated;
  }
  for (const auto& [of, stated] : classes) {
    if (!of.empty()) continue;
    Names keys;
    for (const std::string& each : stated) keys.push_back(folded_name(each));
    const auto is_used = [&](const std::string& name) { return holds(keys, folded_name(name)); };
    if (std::any_of(names.begin(), names.end(), is_used)) return &stated;
  }
  return nullptr;
}

ClassReader::ClassReader(const std::string& attribute, const Names& names,
                         const ClassChoices& choices) {
  const std::string folded = folded_name(attribute);
  const Names* stated = choices.classes_of(attribute, names);
  Names all = names;
  if (stated) all.insert(all.end(), stated->begin(), stated->end());
  const bool has_bands = folded == "age" || folded == "tone_band";
  is_presentation_ = is_presentation(attribute, all);
  of_people_ = is_presentation_ || has_bands;
  if (is_presentation_) known_ = {"woman", "man"};
  if (has_bands) known_ = keys_of_bands(folded);
  for (const std::string& each : choices.unclear) unclear_.push_back(folded_name(each));
  if (stated) {
    for (const std::string& each : *stated) stated_.push_back(key_of(each));
  }
  std::set<std::string> classes, used;
  for (const std::string& name : names) {
    if (holds(unclear_, folded_name(name)) || no_answer_in(name)) continue;
    classes.insert(key_of(name));
    if (holds(known_, key_of(name))) used.insert(key_of(name));
  }
  classes_ = classes.size();
  known_used_ = used.size();
}

std::string ClassReader::key_of(const std::string& name) const {
  if (is_presentation_) {
    const std::string searched = searched_name(name);
    if (holds(women, searched)) return "woman";
    if (holds(men, searched)) return "man";
  }
  return folded_name(name);
}

ClassReader::Reading ClassReader::read(const std::string& name) const {
  Reading reading{key_of(name), std::nullopt};
  if (holds(stated_, reading.key)) return reading;
  if (holds(unclear_, folded_name(name))) {
    reading.unclassified = Unclassified::unclear;
    return reading;
  }
  const bool is_further = is_presentation_ && holds(further, searched_name(name));
  const std::optional<NoAnswer> no_answer = is_further ? std::nullopt : no_answer_in(name);
  if (no_answer && (no_answer->is_certain || of_people_ || !stated_.empty())) {
    reading.unclassified = no_answer->kind;
    return reading;
  }
  if (!stated_.empty()) {
    reading.is_excluded = true;
    return reading;
  }
  // Beside one other class it must be the second.
  if (no_answer) {
    reading.is_in_question = classes_ >= 2;
    return reading;
  }
  // Beside even one class that is known, another word may mean that a picture could not be read.
  reading.is_in_question = known_used_ >= 1 && !holds(known_, reading.key) && !is_further;
  return reading;
}

}  // namespace evenlight::audit
