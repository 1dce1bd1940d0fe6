#include "bias_audit/mitigate/methods.h"

#include <vector>

#include "engine/base/input_error.h"
#include "engine/base/quoted.h"

namespace evenlight::audit {

std::span<const MitigationMethod> mitigation_methods() {
  static constexpr MitigationMethod rows[] = {
      {"quota", "a word for a class is added to each prompt, in the numbers of the target", true,
       false, false, false},
      {"requirement_quota", "the same, and seeds are drawn until the instruments read that class",
       true, true, false, false},
      {"intervention", "a sentence says that anybody can be meant (ENTIGEN)", false, false, true,
       false},
      {"concept_edit",
       "the model's keys and values of words are edited so that a job lies between the classes "
       "(UCE)",
       false, false, false, true},
  };
  return rows;
}

const MitigationMethod& mitigation_method(const std::string& id) {
  std::vector<std::string_view> names;
  for (const MitigationMethod& row : mitigation_methods()) {
    if (row.id == id) return row;
    names.push_back(row.id);
  }
  throw InputError(
      say<"\"{0}\" is no method against a skew; there are {1}">(shown(id), as_list(names)));
}

}  // namespace evenlight::audit
