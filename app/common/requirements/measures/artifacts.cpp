#include "engine/pipeline/artifacts/artifacts.h"

#include "app/common/requirements/measures/rows.h"
#include "app/common/requirements/rule.h"

namespace evenlight {

Test no_artifacts(const Expression& expression, RequirementTools&) {
  require_arguments(expression, 0, "no_artifacts");
  require_no_comparison(expression);
  return [](PictureSubject& subject) {
    std::string names;
    for (const FoundFault& found : faults_of(subject.image())) {
      names += (names.empty() ? "" : ", ") + std::string(found.kind->id);
    }
    return Measured{names.empty() ? "none" : names, names.empty()};
  };
}

}  // namespace evenlight
