#pragma once

#include <QProxyStyle>

namespace evenlight::studio {

// Fusion, with a line in the text's colour around everything that can be used, in the highlight's
// around what has the keyboard: Fusion derives its own lines from the background,
// and on black they cannot be seen.
class ContrastStyle : public QProxyStyle {
  Q_OBJECT
 public:
  ContrastStyle();

  void drawPrimitive(PrimitiveElement element, const QStyleOption* option, QPainter* painter,
                     const QWidget* widget) const override;
  void drawControl(ControlElement element, const QStyleOption* option, QPainter* painter,
                   const QWidget* widget) const override;
  void drawComplexControl(ComplexControl control, const QStyleOptionComplex* option,
                          QPainter* painter, const QWidget* widget) const override;
};

}  // namespace evenlight::studio
