// Progress on the program's button in the task bar or dock, over the session's D-Bus: the protocol
// of Unity's launcher, which KDE Plasma, Dash to Dock and others understand.
#pragma once

class QDBusMessage;

namespace evenlight::studio {

// The signal that says so; `fraction` from 0 to 1, negative for none.
QDBusMessage taskbar_message(double fraction);

// Sends it, at most once a percent. Where there is no session bus nothing happens.
class TaskbarProgress {
 public:
  ~TaskbarProgress() { clear(); }
  void show(double fraction);
  void clear();

 private:
  int percent_ = -1;
};

}  // namespace evenlight::studio
