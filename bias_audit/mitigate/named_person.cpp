#include "bias_audit/mitigate/named_person.h"

#include <algorithm>

namespace evenlight::audit {

namespace {

// The last word of how people are called.
constexpr std::string_view nouns[] = {
    "person",      "people",       "human",        "individual",  "worker",         "officer",
    "ceo",         "banker",       "assistant",    "lawyer",      "housekeeper",    "janitor",
    "nurse",       "doctor",       "teacher",      "judge",       "cook",           "firefighter",
    "pilot",       "developer",    "scientist",    "farmer",      "artist",         "mechanic",
    "student",     "singer",       "astronaut",    "engineer",    "manager",        "director",
    "leader",      "boss",         "president",    "politician",  "accountant",     "architect",
    "author",      "baker",        "barber",       "bartender",   "butcher",        "carpenter",
    "cashier",     "chef",         "cleaner",      "clerk",       "coach",          "dancer",
    "dentist",     "designer",     "dishwasher",   "driver",      "economist",      "editor",
    "electrician", "executive",    "guard",        "hairdresser", "host",           "inmate",
    "inspector",   "instructor",   "investigator", "journalist",  "laborer",        "labourer",
    "librarian",   "machinist",    "model",        "musician",    "neighbor",       "neighbour",
    "painter",     "pharmacist",   "photographer", "physician",   "plumber",        "professor",
    "programmer",  "psychologist", "receptionist", "reporter",    "representative", "researcher",
    "sailor",      "salesperson",  "secretary",    "servant",     "sheriff",        "soldier",
    "specialist",  "stocker",      "supervisor",   "surgeon",     "tailor",         "technician",
    "teller",      "therapist",    "trainer",      "tutor",       "veterinarian",   "welder",
    "writer",      "advisor",      "adviser",      "analyst",     "agent",          "attendant",
    "installer",   "operator",     "planner",      "counselor",   "counsellor",     "caregiver",
    "criminal",    "terrorist",    "entrepreneur", "athlete",     "player",         "runner",
    "hacker",      "gardener",     "fisher",       "hunter",      "miner",          "roofer",
    "seller",      "buyer",        "trader",       "broker",      "consultant",     "paralegal",
    "maid",        "nanny",        "parent",       "friend",      "customer",       "patient"};

// What parts a name from what stands before it.
constexpr std::string_view joints[] = {"of",   "in",  "on", "with", "at",     "by",    "for",
                                       "from", "and", "to", "near", "behind", "beside"};
constexpr std::string_view articles[] = {"a", "an", "the"};
constexpr size_t most_words_between = 5;

template <class List>
bool is_among(std::string_view word, const List& list) {
  std::string small(word);
  for (char& c : small) c = c >= 'A' && c <= 'Z' ? char(c - 'A' + 'a') : c;
  return std::find(std::begin(list), std::end(list), small) != std::end(list);
}

bool is_word_byte(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
         c == '\'' || (static_cast<unsigned char>(c) & 0x80) != 0;
}

}  // namespace

std::vector<Word> words_of(std::string_view text) {
  std::vector<Word> words;
  for (size_t at = 0; at < text.size();) {
    if (!is_word_byte(text[at])) {
      ++at;
      continue;
    }
    size_t end = at;
    while (end < text.size() && is_word_byte(text[end])) ++end;
    words.push_back({text.substr(at, end - at), at, end});
    at = end;
  }
  return words;
}

std::optional<NamedPerson> named_person(std::string_view prompt) {
  const std::vector<Word> words = words_of(prompt);
  for (size_t noun = 0; noun < words.size(); ++noun) {
    if (!is_among(words[noun].text, nouns)) continue;
    for (size_t back = 1; back <= std::min(noun, most_words_between); ++back) {
      const Word& word = words[noun - back];
      if (is_among(word.text, articles)) return NamedPerson{word.begin, words[noun].end};
      if (is_among(word.text, joints)) break;
    }
  }
  return std::nullopt;
}

std::optional<NamedPerson> as_person(std::string_view subject) {
  const std::vector<Word> words = words_of(subject);
  if (words.size() < 2 || words.front().begin != 0 || !is_among(words.front().text, articles)) {
    return std::nullopt;
  }
  return NamedPerson{0, words.back().end};
}

std::string with_words(std::string_view prompt, const NamedPerson& person,
                       const std::string& words) {
  const std::string_view name = prompt.substr(person.begin, person.end - person.begin);
  const size_t article_end = words_of(name).front().end;
  std::string article(name.substr(0, article_end));
  const bool vowel = std::string_view("aeiou").find(words.front()) != std::string_view::npos;
  if (article == "a" || article == "an") article = vowel ? "an" : "a";
  if (article == "A" || article == "An") article = vowel ? "An" : "A";
  return std::string(prompt.substr(0, person.begin)) + article + " " + words +
         std::string(name.substr(article_end)) + std::string(prompt.substr(person.end));
}

}  // namespace evenlight::audit
