#pragma once

#include <optional>
#include <string>

#include "bias_audit/data/class_names.h"

namespace evenlight::audit {

// What a word for an answer that was not given means, and whether it can mean nothing else:
// "unknown" never is a class, "none" is one of headgear and none of people.
struct NoAnswer {
  Unclassified kind = Unclassified::unclear;
  bool is_certain = true;
};

// Looks a class name up among the words of several languages. Signs around it, a remark in brackets
// or behind a colon, a semicolon or a dash, and accents do not matter: "unknown (blurry)",
// "Unknown?", "n/a", "–", "keine Angabe". In a longer name a word that denies ("not recognised",
// "gender unknown") makes an answer of it that is not certain.
std::optional<NoAnswer> no_answer_in(const std::string& name);

}  // namespace evenlight::audit
