#include "app/gui/widgets/dialogs.h"

#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QInputDialog>
#include <QMessageBox>
#include <QPushButton>
#include <QSettings>
#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

namespace evenlight::studio::dialogs {
namespace {

std::optional<QString> next_answer;
std::optional<int> next_choice;
QString folders_file, first_folder;

QString key_of(const char* kind) {
  return QString("folders/") + kind;
}

QString folder_of(const char* kind) {
  if (folders_file.isEmpty()) return first_folder;
  const QString folder =
      QSettings(folders_file, QSettings::IniFormat).value(key_of(kind), first_folder).toString();
  return QFileInfo(folder).isDir() ? folder : first_folder;
}

QString remembered(const char* kind, const QString& path, bool is_folder = false) {
  if (!path.isEmpty() && !folders_file.isEmpty()) {
    QSettings(folders_file, QSettings::IniFormat)
        .setValue(key_of(kind), is_folder ? path : QFileInfo(path).absolutePath());
  }
  return path;
}

template <class Ask>
QString answer(Ask ask) {
  if (next_answer) return *std::exchange(next_answer, std::nullopt);
  return ask();
}

}  // namespace

QString save_file(QWidget* parent, const QString& title, const QString& name,
                  const QString& filter) {
  const QString proposed = QDir(folder_of("save")).filePath(name);
  return remembered("save", answer([&] {
                      return QFileDialog::getSaveFileName(parent, title, proposed, filter);
                    }));
}

QString open_file(QWidget* parent, const QString& title, const QString& filter) {
  return remembered("open", answer([&] {
                      return QFileDialog::getOpenFileName(parent, title, folder_of("open"), filter);
                    }));
}

QString open_folder(QWidget* parent, const QString& title) {
  return remembered("folder", answer([&] {
                      return QFileDialog::getExistingDirectory(parent, title, folder_of("folder"));
                    }),
                    true);
}

QString ask_text(QWidget* parent, const QString& title, const QString& label) {
  return answer([&] { return QInputDialog::getText(parent, title, label); });
}

int choose(QWidget* parent, const QString& title, const QString& text, const QStringList& buttons) {
  if (next_choice) return *std::exchange(next_choice, std::nullopt);
  QMessageBox box(QMessageBox::Question, title, text, QMessageBox::NoButton, parent);
  box.setObjectName("choice");
  std::vector<QAbstractButton*> all;
  for (qsizetype i = 0; i < buttons.size(); ++i) {
    const bool last = i + 1 == buttons.size();
    all.push_back(
        box.addButton(buttons[i], last ? QMessageBox::RejectRole : QMessageBox::AcceptRole));
  }
  box.setDefaultButton(qobject_cast<QPushButton*>(all.back()));
  box.setEscapeButton(all.back());
  box.exec();
  const auto pressed = std::ranges::find(all, box.clickedButton());
  return pressed == all.end() ? int(all.size()) - 1 : int(pressed - all.begin());
}

void remember_folders_in(const QString& ini, const QString& first) {
  folders_file = ini;
  first_folder = first;
}

void answer_next(const QString& path) {
  next_answer = path;
}

void answer_next_choice(int button) {
  next_choice = button;
}

}  // namespace evenlight::studio::dialogs
