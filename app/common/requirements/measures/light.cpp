// Sharpness, exposure and contrast.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "app/common/requirements/measures/rows.h"
#include "app/common/requirements/rule.h"
#include "bias_audit/measure/colour.h"

namespace evenlight {
namespace {

struct Spread {
  double mean = 0, deviation = 0;
};

template <class Value>
Spread spread_of(size_t count, const Value& value) {
  double sum = 0, squares = 0;
  for (size_t i = 0; i < count; ++i) {
    const double v = value(i);
    sum += v;
    squares += v * v;
  }
  const double mean = sum / double(count);
  return {mean, std::sqrt(std::max(squares / double(count) - mean * mean, 0.0))};
}

// Pech-Pacheco et al. 2000 ("Diatom autofocusing in brightfield microscopy") take the variance of
// the Laplacian; over that of the picture it does not depend on contrast.
double sharpness(PictureSubject& subject) {
  const auto width = size_t(subject.image().width), height = size_t(subject.image().height);
  const std::vector<float>& luma = subject.luma();
  if (width < 3 || height < 3) return 0;
  const double whole = spread_of(luma.size(), [&](size_t i) { return double(luma[i]); }).deviation;
  if (whole < 1) return 0;
  const size_t inner = (width - 2) * (height - 2);
  const Spread edges = spread_of(inner, [&](size_t i) {
    const size_t at = (i / (width - 2) + 1) * width + i % (width - 2) + 1;
    return 4.0 * luma[at] - luma[at - 1] - luma[at + 1] - luma[at - width] - luma[at + width];
  });
  return edges.deviation / whole;
}

// CIE L*, 0 … 1.
Spread lightness(const Image& image) {
  return spread_of(image.rgb.size() / 3, [&](size_t i) {
    const uint8_t* p = &image.rgb[3 * i];
    return audit::lab_of({p[0], p[1], p[2]}).l / 100;
  });
}

double share_clipped(const Image& image) {
  size_t clipped = 0;
  for (size_t i = 0; i < image.rgb.size(); i += 3) {
    const uint8_t* p = &image.rgb[i];
    const bool white = p[0] == 255 && p[1] == 255 && p[2] == 255;
    clipped += white || (p[0] == 0 && p[1] == 0 && p[2] == 0) ? 1 : 0;
  }
  return double(clipped) / double(image.rgb.size() / 3);
}

Measured told(double value, bool holds) {
  return {fmt::format("{:.3f}", value), holds};
}

template <class Value>
Test numbered(const Expression& expression, double high, const Value& value) {
  require_arguments(expression, 0, expression.name + ">=0.1");
  const NumberRule rule(expression, 0, high);
  return [rule, value](PictureSubject& subject) {
    const double measured = value(subject);
    return told(measured, rule.holds(measured));
  };
}

}  // namespace

Test sharp(const Expression& expression, RequirementTools&) {
  return numbered(expression, 10, [](PictureSubject& subject) { return sharpness(subject); });
}

Test exposure(const Expression& expression, RequirementTools&) {
  if (expression.comparison == Comparison::none) {
    require_arguments(expression, 0, "exposure");
    return [](PictureSubject& subject) {
      const double mean = lightness(subject.image()).mean;
      return told(mean, mean >= 0.1 && mean <= 0.9);
    };
  }
  return numbered(expression, 1,
                  [](PictureSubject& subject) { return lightness(subject.image()).mean; });
}

Test contrast(const Expression& expression, RequirementTools&) {
  return numbered(expression, 0.5,
                  [](PictureSubject& subject) { return lightness(subject.image()).deviation; });
}

Test clipping(const Expression& expression, RequirementTools&) {
  return numbered(expression, 1,
                  [](PictureSubject& subject) { return share_clipped(subject.image()); });
}

Test no_clipping(const Expression& expression, RequirementTools&) {
  require_arguments(expression, 0, "no_clipping");
  require_no_comparison(expression);
  return [](PictureSubject& subject) {
    const double share = share_clipped(subject.image());
    return told(share, share <= 0.01);
  };
}

}  // namespace evenlight
