// The measures, one file each (those of people and of light share one).
#pragma once

#include "app/common/requirements/measure.h"

namespace evenlight {

Test faces(const Expression& expression, RequirementTools& tools);
Test reads_as(const Expression& expression, RequirementTools& tools);
Test age(const Expression& expression, RequirementTools& tools);
Test tone(const Expression& expression, RequirementTools& tools);
Test occupation(const Expression& expression, RequirementTools& tools);
Test instrument(const Expression& expression, RequirementTools& tools);
Test prompt(const Expression& expression, RequirementTools& tools);
Test like(const Expression& expression, RequirementTools& tools);
Test colour(const Expression& expression, RequirementTools& tools);
Test sharp(const Expression& expression, RequirementTools& tools);
Test exposure(const Expression& expression, RequirementTools& tools);
Test contrast(const Expression& expression, RequirementTools& tools);
Test clipping(const Expression& expression, RequirementTools& tools);
Test no_clipping(const Expression& expression, RequirementTools& tools);
Test no_border(const Expression& expression, RequirementTools& tools);
Test no_duplicate_heads(const Expression& expression, RequirementTools& tools);
Test text_free(const Expression& expression, RequirementTools& tools);
Test no_artifacts(const Expression& expression, RequirementTools& tools);

}  // namespace evenlight
