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
// "60 plus", "60-plus" and "60_plus". Unicode's case folding and composed form (NFKC); bytes that
// are no UTF-8 are left as they are.
std::string folded_name(const std::string& name);

// The composed form (NFC) of a text, in which "é" is always one character; capitals stay.
std::string composed(const std::string& text);

// Which of the unclassified a class name means: the names themselves in any spelling, and the
// usual words for an answer that was not given ("unknown", "unsure", "cannot tell", "n/a", …).
std::optional<Unclassified> unclassified_of(const std::string& name);

}  // namespace evenlight::audit
