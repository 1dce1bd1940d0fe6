#include "bias_audit/mitigate/attribute_words.h"

#include <algorithm>

#include "engine/base/input_error.h"

namespace evenlight::audit {

namespace {

struct ClassWords {
  std::string_view attribute, class_name;
  const char* words;
};

constexpr ClassWords class_words[] = {{"presentation", "woman", "female"},
                                      {"presentation", "man", "male"},
                                      {"tone_band", "light", "light-skinned"},
                                      {"tone_band", "medium", "medium-skinned"},
                                      {"tone_band", "dark", "dark-skinned"},
                                      {"age", "adult", "adult"},
                                      {"age", "old", "old"},
                                      {"age", "under_20", "teenage"},
                                      {"age", "20_39", "young"},
                                      {"age", "40_59", "middle-aged"},
                                      {"age", "60_plus", "elderly"}};

struct SayingWords {
  std::string_view attribute;
  std::vector<std::string_view> words;
};

const std::vector<SayingWords>& saying_words() {
  static const std::vector<SayingWords> all = {
      {"presentation",
       {"man",         "men",         "male",        "males",       "woman",         "women",
        "female",      "females",     "boy",         "boys",        "girl",          "girls",
        "he",          "she",         "him",         "her",         "his",           "hers",
        "gentleman",   "gentlemen",   "lady",        "ladies",      "guy",           "guys",
        "king",        "queen",       "prince",      "princess",    "father",        "mother",
        "dad",         "mum",         "mom",         "son",         "daughter",      "brother",
        "sister",      "uncle",       "aunt",        "husband",     "wife",          "actor",
        "actress",     "waiter",      "waitress",    "businessman", "businesswoman", "policeman",
        "policewoman", "fireman",     "bride",       "groom",       "nun",           "monk",
        "priest",      "grandfather", "grandmother", "nonbinary",   "non-binary",    "androgynous",
        "masculine",   "feminine",    "beard",       "bearded",     "pregnant"}},
      {"tone_band",
       {"light-skinned", "medium-skinned", "dark-skinned", "fair-skinned", "brown-skinned",
        "pale",          "skin",           "skinned",      "black",        "white",
        "asian",         "african",        "european",     "caucasian",    "latino",
        "latina",        "hispanic",       "indian",       "arab",         "chinese",
        "japanese",      "korean",         "nigerian",     "nordic",       "mexican",
        "german",        "french",         "american",     "tanned"}},
      {"age", {"old",         "older", "elderly",     "young",       "younger", "teenage",
               "teenager",    "teen",  "child",       "kid",         "baby",    "toddler",
               "middle-aged", "adult", "adults",      "aged",        "senior",  "retired",
               "boy",         "girl",  "grandfather", "grandmother", "years",   "ancient"}}};
  return all;
}

std::string_view plain_attribute(const std::string& attribute) {
  if (attribute == "presentation") return "gender";
  if (attribute == "tone_band") return "skin tone";
  return attribute;
}

}  // namespace

std::vector<std::string> words_for(const std::string& attribute,
                                   const std::vector<std::string>& classes) {
  std::vector<std::string> words;
  for (const std::string& name : classes) {
    const auto* found = std::find_if(
        std::begin(class_words), std::end(class_words),
        [&](const auto& row) { return row.attribute == attribute && row.class_name == name; });
    if (found == std::end(class_words)) {
      throw InputError(say<"There are no words that ask for {0} of {1}">(name, attribute));
    }
    words.emplace_back(found->words);
  }
  return words;
}

bool says_attribute(std::string_view word, const std::string& attribute) {
  std::string small(word);
  for (char& c : small) c = c >= 'A' && c <= 'Z' ? char(c - 'A' + 'a') : c;
  for (const SayingWords& row : saying_words()) {
    if (row.attribute != attribute) continue;
    return std::find(row.words.begin(), row.words.end(), small) != row.words.end();
  }
  return false;
}

std::string intervention(const std::string& person, const std::string& attribute) {
  return " if all individuals can be " + person + " irrespective of their " +
         std::string(plain_attribute(attribute));
}

}  // namespace evenlight::audit
