// Asking for files and words, with a door for tests: the next answer can be given in advance.
#pragma once

#include <QString>

class QWidget;

namespace evenlight::studio::dialogs {

// Empty: cancelled.
QString save_file(QWidget* parent, const QString& title, const QString& name,
                  const QString& filter);
QString open_file(QWidget* parent, const QString& title, const QString& filter);
QString open_folder(QWidget* parent, const QString& title);
QString ask_text(QWidget* parent, const QString& title, const QString& label);

// The next question above is answered with this instead of being shown.
void answer_next(const QString& path);

}  // namespace evenlight::studio::dialogs
