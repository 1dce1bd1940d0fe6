#pragma once

#include <string>
#include <variant>
#include <vector>

namespace evenlight::audit {

// A chart as a list of shapes, drawn once and written as SVG (report, studio) or into a PDF page.
// Units are points from the left upper corner. Colours are "#rrggbb".

struct RectShape {
  double x, y, width, height;
  std::string fill;
};
struct LineShape {
  double x1, y1, x2, y2;
  std::string colour;
  double width = 1;
  bool dashed = false;
};
struct CircleShape {
  double x, y, radius;
  std::string fill;
};
struct DiamondShape {
  double x, y, radius;
  std::string fill;
};
enum class Anchor { start, middle, end };
struct TextShape {
  double x, y;  // of the baseline
  std::string text;
  double size = 11;
  Anchor anchor = Anchor::start;
  std::string colour = "#222222";
  bool bold = false;
};
using Shape = std::variant<RectShape, LineShape, CircleShape, DiamondShape, TextShape>;

struct Drawing {
  double width = 0, height = 0;
  std::string title;  // read aloud in place of the picture
  std::vector<Shape> shapes;
};

std::string to_svg(const Drawing& drawing);

// "&lt;" for "<" and so on; control characters are left out.
std::string escape_xml(const std::string& text);

}  // namespace evenlight::audit
