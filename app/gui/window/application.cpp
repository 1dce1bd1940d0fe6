#include "app/gui/window/application.h"

#include <spdlog/spdlog.h>

#include <QMessageBox>
#include <new>

#include "app/gui/widgets/text.h"
#include "app/gui/window/own_words.h"

namespace evenlight::studio {

bool Application::notify(QObject* receiver, QEvent* event) {
  try {
    return QApplication::notify(receiver, event);
  } catch (const std::bad_alloc&) {
    emit failed(tr("There is not enough memory for that."));
  } catch (const std::exception& error) {
    spdlog::error("{}", error.what());
    emit failed(in_own_words(error));
  } catch (...) {
    emit failed(tr("Something unexpected went wrong."));
  }
  return true;
}

void tell_fatal(const QString& sentence) {
  spdlog::critical("{}", to_std(sentence));
  QMessageBox box(QMessageBox::Critical, Application::tr("Evenlight"), sentence,
                  QMessageBox::Close);
  box.setObjectName("fatal");
  box.setInformativeText(
      Application::tr("Evenlight could not start. Your pictures have not been changed."));
  box.exec();
}

}  // namespace evenlight::studio
