// Structural similarity to another picture: Wang, Bovik, Sheikh and Simoncelli 2004 ("Image quality
// assessment: from error visibility to structural similarity"), over windows of 8 × 8 pixels of
// both pictures at 64 × 64, the mean of the three channels.
#include <fmt/format.h>

#include "app/common/requirements/measures/rows.h"
#include "app/common/requirements/rule.h"
#include "engine/pipeline/picture/fit.h"
#include "engine/pipeline/picture/resample.h"

namespace evenlight {
namespace {

constexpr int64_t side = 64, window = 8, stride = 4;
constexpr double c1 = 0.01 * 255 * 0.01 * 255, c2 = 0.03 * 255 * 0.03 * 255;

// What two windows have together.
struct Sums {
  double a = 0, b = 0, aa = 0, bb = 0, ab = 0;

  double similarity() const {
    constexpr double n = window * window;
    const double ma = a / n, mb = b / n;
    const double va = aa / n - ma * ma, vb = bb / n - mb * mb, cov = ab / n - ma * mb;
    return (2 * ma * mb + c1) * (2 * cov + c2) / ((ma * ma + mb * mb + c1) * (va + vb + c2));
  }
};

Sums sums_at(const Image& a, const Image& b, int64_t left, int64_t top, size_t channel) {
  Sums sums;
  for (int64_t y = top; y < top + window; ++y) {
    for (int64_t x = left; x < left + window; ++x) {
      const size_t at = size_t((y * side + x) * 3) + channel;
      const double va = a.rgb[at], vb = b.rgb[at];
      sums.a += va, sums.b += vb;
      sums.aa += va * va, sums.bb += vb * vb, sums.ab += va * vb;
    }
  }
  return sums;
}

double similarity(const Image& a, const Image& b) {
  double sum = 0;
  int64_t windows = 0;
  for (size_t channel = 0; channel < 3; ++channel) {
    for (int64_t y = 0; y + window <= side; y += stride) {
      for (int64_t x = 0; x + window <= side; x += stride) {
        sum += sums_at(a, b, x, y, channel).similarity();
        ++windows;
      }
    }
  }
  return sum / double(windows);
}

Image small(const Image& image) {
  return resized(image, {side, side}, *find_filter("bilinear"));
}

}  // namespace

Test like(const Expression& expression, RequirementTools& tools) {
  require_arguments(expression, 1, "like(IMAGE)>=0.8");
  const NumberRule rule(expression, -1, 1);
  return [rule, wanted = small(tools.picture(expression.arguments[0]))](PictureSubject& subject) {
    const double alike = similarity(small(subject.image()), wanted);
    return Measured{fmt::format("{:.3f}", alike), rule.holds(alike)};
  };
}

}  // namespace evenlight
