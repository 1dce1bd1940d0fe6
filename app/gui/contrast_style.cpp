#include "app/gui/contrast_style.h"

#include <QPainter>
#include <QStyleFactory>
#include <QStyleOption>
#include <algorithm>

namespace evenlight::studio {
namespace {

constexpr QStyle::PrimitiveElement outlined[] = {
    QStyle::PE_Frame,           QStyle::PE_FrameLineEdit,
    QStyle::PE_FrameTabWidget,  QStyle::PE_PanelButtonCommand,
    QStyle::PE_PanelButtonTool, QStyle::PE_IndicatorCheckBox,
    QStyle::PE_FrameMenu};

// One pixel: frames have no more, and what lies inside would paint over the rest.
void outline(const QStyleOption& option, QPainter& painter) {
  const bool focus = option.state & QStyle::State_HasFocus;
  const auto role = focus ? QPalette::Highlight : QPalette::WindowText;
  const auto group = option.state & QStyle::State_Enabled ? QPalette::Active : QPalette::Disabled;
  painter.save();
  painter.setRenderHint(QPainter::Antialiasing, false);
  painter.setBrush(Qt::NoBrush);
  painter.setPen(option.palette.color(group, role));
  painter.drawRect(option.rect.adjusted(0, 0, -1, -1));
  painter.restore();
}

}  // namespace

ContrastStyle::ContrastStyle() : QProxyStyle(QStyleFactory::create("Fusion")) {}

void ContrastStyle::drawPrimitive(PrimitiveElement element, const QStyleOption* option,
                                  QPainter* painter, const QWidget* widget) const {
  QProxyStyle::drawPrimitive(element, option, painter, widget);
  if (std::ranges::find(outlined, element) == std::end(outlined)) return;
  // Buttons of a tool bar are flat until they are used.
  const bool flat = element == PE_PanelButtonTool && option->state & State_AutoRaise;
  if (!flat) outline(*option, *painter);
}

void ContrastStyle::drawControl(ControlElement element, const QStyleOption* option,
                                QPainter* painter, const QWidget* widget) const {
  QProxyStyle::drawControl(element, option, painter, widget);
  if (element == CE_TabBarTabShape && option->state & State_Selected) outline(*option, *painter);
}

void ContrastStyle::drawComplexControl(ComplexControl control, const QStyleOptionComplex* option,
                                       QPainter* painter, const QWidget* widget) const {
  QProxyStyle::drawComplexControl(control, option, painter, widget);
  if (control == CC_SpinBox || control == CC_ComboBox || control == CC_ScrollBar) {
    outline(*option, *painter);
  }
}

}  // namespace evenlight::studio
