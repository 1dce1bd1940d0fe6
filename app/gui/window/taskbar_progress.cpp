#include "app/gui/window/taskbar_progress.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QVariantMap>
#include <algorithm>

namespace evenlight::studio {
namespace {

constexpr const char* path = "/org/evenlight/studio";
constexpr const char* interface = "com.canonical.Unity.LauncherEntry";
constexpr const char* application = "application://evenlight-studio.desktop";

}  // namespace

QDBusMessage taskbar_message(double fraction) {
  QDBusMessage message = QDBusMessage::createSignal(path, interface, "Update");
  message << QString(application)
          << QVariantMap{{"progress", std::clamp(fraction, 0.0, 1.0)},
                         {"progress-visible", fraction >= 0}};
  return message;
}

void TaskbarProgress::show(double fraction) {
  const int percent = int(fraction * 100);
  if (percent == percent_) return;
  percent_ = percent;
  QDBusConnection::sessionBus().send(taskbar_message(fraction));
}

void TaskbarProgress::clear() {
  if (percent_ < 0) return;
  percent_ = -1;
  QDBusConnection::sessionBus().send(taskbar_message(-1));
}

}  // namespace evenlight::studio
