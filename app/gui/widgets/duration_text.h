#pragma once

#include <QString>

namespace evenlight::studio {

// "12 s", "3 min 05 s", "2 h 10 min"
QString duration_text(double seconds);

}  // namespace evenlight::studio
