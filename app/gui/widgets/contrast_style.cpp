#include "app/gui/widgets/contrast_style.h"

#include <QPainter>
#include <QStyleFactory>
#include <QStyleOption>
#include <algorithm>

namespace evenlight::studio {
namespace {

constexpr QStyle::PrimitiveElement fields[] = {QStyle::PE_Frame, QStyle::PE_FrameLineEdit,
                                               QStyle::PE_IndicatorCheckBox};
constexpr QStyle::PrimitiveElement others[] = {QStyle::PE_FrameTabWidget,
                                               QStyle::PE_PanelButtonCommand,
                                               QStyle::PE_PanelButtonTool, QStyle::PE_FrameMenu};

bool is_one_of(const auto& list, auto element) {
  return std::ranges::find(list, element) != std::end(list);
}

}  // namespace

ContrastStyle::ContrastStyle(Lines lines)
    : QProxyStyle(QStyleFactory::create("Fusion")), lines_(lines) {}

// One pixel: frames have no more, and what lies inside would paint over the rest.
void ContrastStyle::outline(const QStyleOption& option, QPainter& painter) const {
  const bool focus = option.state & QStyle::State_HasFocus;
  const auto line = lines_ == Lines::fields ? QPalette::Mid : QPalette::WindowText;
  const auto role = focus ? QPalette::Highlight : line;
  const auto group = option.state & QStyle::State_Enabled ? QPalette::Active : QPalette::Disabled;
  painter.save();
  painter.setRenderHint(QPainter::Antialiasing, false);
  painter.setBrush(Qt::NoBrush);
  painter.setPen(option.palette.color(group, role));
  painter.drawRect(option.rect.adjusted(0, 0, -1, -1));
  painter.restore();
}

void ContrastStyle::drawPrimitive(PrimitiveElement element, const QStyleOption* option,
                                  QPainter* painter, const QWidget* widget) const {
  QProxyStyle::drawPrimitive(element, option, painter, widget);
  const bool all = lines_ == Lines::everything;
  if (!is_one_of(fields, element) && !(all && is_one_of(others, element))) return;
  // Buttons of a tool bar are flat until they are used.
  const bool flat = element == PE_PanelButtonTool && option->state & State_AutoRaise;
  if (!flat) outline(*option, *painter);
}

void ContrastStyle::drawControl(ControlElement element, const QStyleOption* option,
                                QPainter* painter, const QWidget* widget) const {
  QProxyStyle::drawControl(element, option, painter, widget);
  const bool all = lines_ == Lines::everything;
  if (all && element == CE_TabBarTabShape && option->state & State_Selected)
    outline(*option, *painter);
}

void ContrastStyle::drawComplexControl(ComplexControl control, const QStyleOptionComplex* option,
                                       QPainter* painter, const QWidget* widget) const {
  QProxyStyle::drawComplexControl(control, option, painter, widget);
  const bool bar = control == CC_ScrollBar && lines_ == Lines::everything;
  if (control == CC_SpinBox || control == CC_ComboBox || bar) {
    outline(*option, *painter);
  }
}

}  // namespace evenlight::studio
