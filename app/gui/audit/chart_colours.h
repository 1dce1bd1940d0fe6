// The report's charts in the colours of the window.
#pragma once

#include <QPalette>

#include "bias_audit/report/charts/drawing.h"

namespace evenlight::studio {

// A colour that is drawn on white in a report, as it is drawn on this palette's base: grey between
// its text and its base, colours as they are, lighter where the base is dark.
QColor on_screen(const QColor& printed, const QPalette& palette);

// Text keeps a contrast at which it can be read.
audit::Drawing on_screen(audit::Drawing drawing, const QPalette& palette);

}  // namespace evenlight::studio
