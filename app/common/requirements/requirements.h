// What pictures must show: expressions, each with what measures it.
//
//   RequirementTools tools(known_model);
//   const Requirements requirements(document.requirements, tools);
//   for (const RequirementReading& one : requirements.test(picture.image)) …
#pragma once

#include <string>
#include <vector>

#include "app/common/recipe/requirement_record.h"
#include "app/common/requirements/measure.h"

namespace evenlight {

class Requirements {
 public:
  // `tools` must outlive this. Throws Error(usage) for an expression that cannot be understood, or
  // that nothing here can measure, with the reason; Error(input) for files.
  Requirements(const std::vector<std::string>& texts, RequirementTools& tools);

  bool empty() const { return tests_.empty(); }

  // One reading a requirement, in their order. Throws Error(input) if an instrument fails.
  std::vector<RequirementReading> test(const Image& image) const;

 private:
  struct Row {
    std::string text;
    Test test;
  };
  RequirementTools& tools_;
  std::vector<Row> tests_;
};

bool all_hold(const std::vector<RequirementReading>& readings);

}  // namespace evenlight
