#include "app/gui/widgets/theme.h"

#include <QApplication>
#include <QPalette>
#include <QStyle>
#include <QStyleFactory>

#include "app/gui/widgets/contrast_style.h"

namespace evenlight::studio {
namespace {

struct Colours {
  QColor window, base, text, dim, button, dark, accent, on_accent, link;
};

const Colours light = {QColor(0xf4, 0xf4, 0xf2), Qt::white,
                       QColor(0x1e, 0x20, 0x24), QColor(0x6a, 0x6e, 0x76),
                       QColor(0xe8, 0xe8, 0xe5), QColor(0xc9, 0xca, 0xc8),
                       QColor(0x1f, 0x6f, 0xb5), Qt::white,
                       QColor(0x1a, 0x5d, 0x99)};
const Colours dark = {QColor(0x26, 0x28, 0x2d), QColor(0x1c, 0x1e, 0x22), QColor(0xe6, 0xe7, 0xea),
                      QColor(0x9a, 0x9e, 0xa8), QColor(0x33, 0x36, 0x3d), QColor(0x16, 0x17, 0x1a),
                      QColor(0xe0, 0x9a, 0x2d), QColor(0x1c, 0x1e, 0x22), QColor(0xf2, 0xb7, 0x4b)};
const Colours contrast = {Qt::black, Qt::black, Qt::white,  QColor(0xa6, 0xa6, 0xa6),
                          Qt::black, Qt::black, Qt::yellow, Qt::black,
                          Qt::cyan};

QPalette palette_of(const Colours& colours) {
  QPalette palette(colours.button, colours.window);
  for (const auto role :
       {QPalette::WindowText, QPalette::Text, QPalette::ButtonText, QPalette::ToolTipText}) {
    palette.setColor(role, colours.text);
    palette.setColor(QPalette::Disabled, role, colours.dim);
  }
  palette.setColor(QPalette::Base, colours.base);
  palette.setColor(QPalette::AlternateBase, colours.window);
  palette.setColor(QPalette::ToolTipBase, colours.button);
  palette.setColor(QPalette::PlaceholderText, colours.dim);
  palette.setColor(QPalette::Dark, colours.dark);
  palette.setColor(QPalette::Mid, colours.dim);
  palette.setColor(QPalette::BrightText, colours.text);
  palette.setColor(QPalette::Highlight, colours.accent);
  palette.setColor(QPalette::HighlightedText, colours.on_accent);
  palette.setColor(QPalette::Link, colours.link);
  return palette;
}

// Set anew only if it changes: every widget is polished again by that.
void use_style(Theme theme) {
  using Lines = ContrastStyle::Lines;
  const auto* outlined = qobject_cast<ContrastStyle*>(QApplication::style());
  if (theme == Theme::dark || theme == Theme::contrast) {
    const Lines lines = theme == Theme::dark ? Lines::fields : Lines::everything;
    if (!outlined || outlined->lines() != lines) QApplication::setStyle(new ContrastStyle(lines));
  } else if (outlined || QApplication::style()->name() != "fusion") {
    QApplication::setStyle(QStyleFactory::create("Fusion"));
  }
}

constexpr std::pair<Theme, const char*> names[] = {{Theme::system, "system"},
                                                   {Theme::light, "light"},
                                                   {Theme::dark, "dark"},
                                                   {Theme::contrast, "contrast"}};

}  // namespace

void apply_theme(Theme theme) {
  use_style(theme);
  switch (theme) {
    case Theme::system:
      return QApplication::setPalette(QPalette());
    case Theme::light:
      return QApplication::setPalette(palette_of(light));
    case Theme::dark:
      return QApplication::setPalette(palette_of(dark));
    case Theme::contrast:
      return QApplication::setPalette(palette_of(contrast));
  }
}

QString name_of(Theme theme) {
  for (const auto& [one, name] : names) {
    if (one == theme) return name;
  }
  return names[0].second;
}

Theme theme_named(const QString& wanted) {
  for (const auto& [one, name] : names) {
    if (wanted == name) return one;
  }
  return Theme::system;
}

}  // namespace evenlight::studio
