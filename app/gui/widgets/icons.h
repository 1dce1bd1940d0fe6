// Small pictures on buttons, drawn in the palette's text colour so that they suit every theme.
#pragma once

#include <QIcon>
#include <QPalette>

namespace evenlight::studio {

enum class Icon {
  lock_open,
  lock_closed,
  dice,
  generate,
  cancel,
  compare,
  panel_left,
  panel_bottom,
  panel_right,
  program
};

// `role`: of the text that it stands beside.
QIcon icon(Icon which, QPalette::ColorRole role = QPalette::ButtonText);

}  // namespace evenlight::studio
