#include "app/common/requirements/measures/rows.h"
#include "app/common/requirements/rule.h"

namespace evenlight {

// Text encoders alone read words, not pictures.
Test prompt(const Expression& expression, RequirementTools&) {
  refuse_requirement(expression,
                     say<"it compares the picture with its prompt by CLIP's vision tower, and this "
                         "model has none; measure what the prompt asks for instead, such as "
                         "occupation=CEO">());
}

}  // namespace evenlight
