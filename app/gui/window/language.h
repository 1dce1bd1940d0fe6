#pragma once

#include <QLocale>

class QCoreApplication;

namespace evenlight::studio {

// Translates the whole program, Qt's own dialogs too, into the locale's language, if there is a
// translation; else it stays English. Before the first window is made.
void speak(QCoreApplication& app, const QLocale& locale);

}  // namespace evenlight::studio
