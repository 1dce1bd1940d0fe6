#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>

namespace evenlight::audit {

// Answers that are never a class: they are counted apart, and shares are over the classified
// images. "refused": whoever makes the pictures would not make this one.
enum class Unclassified { unclear, several_people, no_face, refused };
constexpr std::array<const char*, 4> unclassified_names = {"unclear", "several_people", "no_face",
                                                           "refused"};
using UnclassifiedCounts = std::array<int64_t, unclassified_names.size()>;  // by Unclassified

// What makes two spellings one name: "Woman", "woman" and "WOMAN", "é" as one or as two characters,
// "60 plus", "60-plus" and "60_plus", with blanks of any kind around it and with marks in it that
// nobody sees (soft hyphens, zero-width blanks, marks of the writing direction). Unicode's case
// folding and composed form (NFKC); bytes that are no UTF-8 are left as they are.
std::string folded_name(const std::string& name);

// The same without accents, for looking a word up.
std::string searched_name(const std::string& name);

// The composed form (NFC) of a text, in which "é" is always one character; capitals stay.
std::string composed(const std::string& text);

// The same of a class name, without blanks around it and without marks that nobody sees.
std::string tidy_name(const std::string& name);

// Which of the unclassified a class name means: the names themselves in any spelling, and the
// words for an answer that was not given (no_answer_words.h); nothing for what may be a class too.
std::optional<Unclassified> unclassified_of(const std::string& name);

}  // namespace evenlight::audit
