// Bars along opposite sides, as of a film in another format, or a frame all around.
#include <algorithm>
#include <cmath>

#include "app/common/requirements/measures/rows.h"
#include "app/common/requirements/rule.h"

namespace evenlight {
namespace {

constexpr int same_colour = 6;        // levels, within a line and from line to line
constexpr int jump = 16;              // levels, to what lies inside
constexpr double jumping = 0.6;       // of the pixels along the inner edge
constexpr double least_width = 0.02;  // of the side

// A side of the picture: lines counted from it inwards, pixels along them.
struct Side {
  const Image& image;
  bool upright = false;   // the lines are columns
  bool backward = false;  // counted from the right or from below

  int64_t lines() const { return upright ? image.width : image.height; }
  int64_t length() const { return upright ? image.height : image.width; }
  const uint8_t* at(int64_t line, int64_t along) const {
    if (backward) line = lines() - 1 - line;
    const int64_t x = upright ? line : along, y = upright ? along : line;
    return &image.rgb[size_t((y * image.width + x) * 3)];
  }
};

int difference(const uint8_t* a, const uint8_t* b) {
  return std::max({std::abs(a[0] - b[0]), std::abs(a[1] - b[1]), std::abs(a[2] - b[2])});
}

// How many lines have the first one's colour throughout.
int64_t flat_lines(const Side& side) {
  const uint8_t* colour = side.at(0, 0);
  for (int64_t line = 0; line < side.lines() / 2; ++line) {
    for (int64_t i = 0; i < side.length(); ++i) {
      if (difference(side.at(line, i), colour) > same_colour) return line;
    }
  }
  return side.lines() / 2;
}

// A bar ends with an edge, a plain background does not.
bool has_bar(const Side& side) {
  const int64_t width = flat_lines(side);
  if (double(width) < std::max(1.0, least_width * double(side.lines())) ||
      width == side.lines() / 2) {
    return false;
  }
  int64_t jumps = 0;
  for (int64_t i = 0; i < side.length(); ++i) {
    // One line between may be blurred.
    const int64_t inside = std::min(width + 1, side.lines() - 1);
    jumps += difference(side.at(0, i), side.at(inside, i)) >= jump ? 1 : 0;
  }
  return double(jumps) >= jumping * double(side.length());
}

}  // namespace

Test no_border(const Expression& expression, RequirementTools&) {
  require_arguments(expression, 0, "no_border");
  require_no_comparison(expression);
  return [](PictureSubject& subject) {
    const Image& image = subject.image();
    const bool above_and_below = has_bar({image, false, false}) && has_bar({image, false, true});
    const bool beside = has_bar({image, true, false}) && has_bar({image, true, true});
    const char* found = above_and_below ? (beside ? "frame" : "bars above and below")
                        : beside        ? "bars at the sides"
                                        : "none";
    return Measured{found, !above_and_below && !beside};
  };
}

}  // namespace evenlight
