#include "app/gui/widgets/dialogs.h"

#include <QFileDialog>
#include <QInputDialog>
#include <optional>
#include <utility>

namespace evenlight::studio::dialogs {
namespace {

std::optional<QString> next_answer;

template <class Ask>
QString answer(Ask ask) {
  if (next_answer) return *std::exchange(next_answer, std::nullopt);
  return ask();
}

}  // namespace

QString save_file(QWidget* parent, const QString& title, const QString& name,
                  const QString& filter) {
  return answer([&] { return QFileDialog::getSaveFileName(parent, title, name, filter); });
}

QString open_file(QWidget* parent, const QString& title, const QString& filter) {
  return answer([&] { return QFileDialog::getOpenFileName(parent, title, {}, filter); });
}

QString open_folder(QWidget* parent, const QString& title) {
  return answer([&] { return QFileDialog::getExistingDirectory(parent, title); });
}

QString ask_text(QWidget* parent, const QString& title, const QString& label) {
  return answer([&] { return QInputDialog::getText(parent, title, label); });
}

void answer_next(const QString& path) {
  next_answer = path;
}

}  // namespace evenlight::studio::dialogs
