#include "app/gui/widgets/duration_text.h"

#include <QCoreApplication>
#include <algorithm>
#include <cmath>

namespace evenlight::studio {

QString duration_text(double seconds) {
  const qint64 whole = qint64(std::ceil(std::clamp(seconds, 0.0, 1e7)));
  const auto say = [](const char* text) { return QCoreApplication::translate("Duration", text); };
  if (whole < 60) return say(QT_TRANSLATE_NOOP("Duration", "%1 s")).arg(whole);
  if (whole < 3600) {
    return say(QT_TRANSLATE_NOOP("Duration", "%1 min %2 s"))
        .arg(whole / 60)
        .arg(whole % 60, 2, 10, QChar('0'));
  }
  return say(QT_TRANSLATE_NOOP("Duration", "%1 h %2 min"))
      .arg(whole / 3600)
      .arg(whole / 60 % 60, 2, 10, QChar('0'));
}

}  // namespace evenlight::studio
