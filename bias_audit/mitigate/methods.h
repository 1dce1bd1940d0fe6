// What can be done against a skew. A method is one row.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace evenlight::audit {

struct MitigationMethod {
  std::string_view id;         // of `audit mitigate --method`
  std::string_view help;       // for people
  bool draws_classes;          // each image is drawn for a class of the target
  bool accepts_by_instrument;  // and drawn again until the instruments read that class
  bool adds_sentence;          // the prompt says that everybody is meant
  bool edits_model;            // by a patch file
};
std::span<const MitigationMethod> mitigation_methods();

// Throws InputError that names those there are.
const MitigationMethod& mitigation_method(const std::string& id);

// Seeds that are drawn at most for an image that must be read as its class.
inline constexpr int64_t acceptance_tries = 12;

}  // namespace evenlight::audit
