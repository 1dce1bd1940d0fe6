// A second head where the size is larger than a model was trained for: a face right above, below or
// beside another, nearly as large.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "app/common/requirements/measures/rows.h"
#include "app/common/requirements/rule.h"

namespace evenlight {
namespace {

constexpr double as_large = 0.4;  // of the other's area
constexpr double near = 1.5;      // of the mean of their sides, from middle to middle

bool is_double(const audit::Box& a, const audit::Box& b) {
  const double areas[] = {a.width * a.height, b.width * b.height};
  if (std::min(areas[0], areas[1]) < as_large * std::max(areas[0], areas[1])) return false;
  const double dx = a.x + a.width / 2 - b.x - b.width / 2;
  const double dy = a.y + a.height / 2 - b.y - b.height / 2;
  const double side = (a.width + a.height + b.width + b.height) / 4;
  return std::hypot(dx, dy) < near * side;
}

}  // namespace

Test no_duplicate_heads(const Expression& expression, RequirementTools& tools) {
  require_arguments(expression, 0, "no_duplicate_heads");
  require_no_comparison(expression);
  if (!tools.detector()) {
    refuse_requirement(expression, say<"no instrument for this model finds where faces are">());
  }
  return [](PictureSubject& subject) {
    const std::vector<audit::Face>& all = subject.faces();
    int doubles = 0;
    for (size_t i = 0; i < all.size(); ++i) {
      for (size_t j = 0; j < i; ++j) doubles += is_double(all[i].box, all[j].box) ? 1 : 0;
    }
    return Measured{fmt::format("{}", doubles), doubles == 0};
  };
}

}  // namespace evenlight
