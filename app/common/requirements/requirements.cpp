#include "app/common/requirements/requirements.h"

#include <algorithm>

#include "engine/base/error.h"

namespace evenlight {

Requirements::Requirements(const std::vector<std::string>& texts, RequirementTools& tools)
    : tools_(tools) {
  if (texts.size() > max_requirements) {
    throw Error(ErrorKind::usage, say<"There are {0} requirements; {1} at most are held at once.">(
                                      texts.size(), max_requirements));
  }
  for (const std::string& text : texts) {
    const Expression expression = parse_expression(text);
    tests_.push_back({expression.text, measure_of(expression).make(expression, tools)});
  }
}

std::vector<RequirementReading> Requirements::test(const Image& image) const {
  PictureSubject subject(image, tools_);
  std::vector<RequirementReading> readings;
  for (const Row& row : tests_) {
    const Measured measured = row.test(subject);
    readings.push_back({row.text, measured.text, measured.holds});
  }
  return readings;
}

bool all_hold(const std::vector<RequirementReading>& readings) {
  return std::ranges::all_of(readings, &RequirementReading::holds);
}

}  // namespace evenlight
