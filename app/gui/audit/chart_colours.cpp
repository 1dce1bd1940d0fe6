#include "app/gui/audit/chart_colours.h"

#include "app/gui/widgets/text.h"

namespace evenlight::studio {
namespace {

constexpr float greyest = 0.18f;      // HSV saturation below which a colour is ink, grid or ground
constexpr double darkest_ink = 0.13;  // the lightness that the report's darkest ink has
constexpr double strongest_grey_text = 0.3;
constexpr double lighter_by = 0.22;

QColor between(const QColor& a, const QColor& b, double part) {
  const auto mix = [part](int x, int y) { return qRound(x + (y - x) * part); };
  return {mix(a.red(), b.red()), mix(a.green(), b.green()), mix(a.blue(), b.blue())};
}

bool is_dark(const QPalette& palette) {
  return palette.color(QPalette::Base).lightnessF() < 0.5f;
}

// 0: ink, 1: paper.
double paleness(const QColor& grey) {
  return std::clamp((grey.lightnessF() - darkest_ink) / (1 - darkest_ink), 0.0, 1.0);
}

struct Recolour {
  const QPalette& palette;

  void change(std::string& colour) const {
    colour = to_std(on_screen(QColor(to_qt(colour)), palette).name());
  }
  void operator()(audit::RectShape& s) const { change(s.fill); }
  void operator()(audit::LineShape& s) const { change(s.colour); }
  void operator()(audit::CircleShape& s) const { change(s.fill); }
  void operator()(audit::DiamondShape& s) const { change(s.fill); }
  void operator()(audit::TextShape& s) const {
    const double pale = std::min(paleness(QColor(to_qt(s.colour))), strongest_grey_text);
    s.colour =
        to_std(between(palette.color(QPalette::Text), palette.color(QPalette::Base), pale).name());
  }
};

}  // namespace

QColor on_screen(const QColor& printed, const QPalette& palette) {
  const QColor text = palette.color(QPalette::Text), base = palette.color(QPalette::Base);
  if (printed.hsvSaturationF() < greyest) return between(text, base, paleness(printed));
  return is_dark(palette) ? between(printed, Qt::white, lighter_by) : printed;
}

audit::Drawing on_screen(audit::Drawing drawing, const QPalette& palette) {
  for (audit::Shape& shape : drawing.shapes) std::visit(Recolour{palette}, shape);
  return drawing;
}

}  // namespace evenlight::studio
