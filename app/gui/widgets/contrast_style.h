#pragma once

#include <QProxyStyle>

namespace evenlight::studio {

// Fusion derives its lines from the background, and on a dark one they cannot be seen. This is
// Fusion with a line around fields, or around everything that can be used; in the highlight's
// colour around what has the keyboard.
class ContrastStyle : public QProxyStyle {
  Q_OBJECT
 public:
  enum class Lines { fields, everything };  // in the palette's "mid", or in the text's colour
  explicit ContrastStyle(Lines lines);

  Lines lines() const { return lines_; }

  void drawPrimitive(PrimitiveElement element, const QStyleOption* option, QPainter* painter,
                     const QWidget* widget) const override;
  void drawControl(ControlElement element, const QStyleOption* option, QPainter* painter,
                   const QWidget* widget) const override;
  void drawComplexControl(ComplexControl control, const QStyleOptionComplex* option,
                          QPainter* painter, const QWidget* widget) const override;

 private:
  void outline(const QStyleOption& option, QPainter& painter) const;

  Lines lines_;
};

}  // namespace evenlight::studio
