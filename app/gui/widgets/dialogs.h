// Asking for files, words and decisions, with a door for tests: the next answer can be given in
// advance. Every kind of file has the folder where it was last looked for.
#pragma once

#include <QString>
#include <QStringList>

class QWidget;

namespace evenlight::studio::dialogs {

// Empty: cancelled.
QString save_file(QWidget* parent, const QString& title, const QString& name,
                  const QString& filter);
QString open_file(QWidget* parent, const QString& title, const QString& filter);
QString open_folder(QWidget* parent, const QString& title);
QString ask_text(QWidget* parent, const QString& title, const QString& label);
// Which of the buttons was pressed; the last one if the dialog was closed.
int choose(QWidget* parent, const QString& title, const QString& text, const QStringList& buttons);

// Where the folders are remembered, an .ini file; and the folder that is proposed at first.
void remember_folders_in(const QString& ini, const QString& first);

// The next question above is answered with this instead of being shown.
void answer_next(const QString& path);
void answer_next_choice(int button);

}  // namespace evenlight::studio::dialogs
