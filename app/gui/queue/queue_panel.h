#pragma once

#include <QWidget>

class QListView;
class QPushButton;

namespace evenlight::studio {

class JobQueue;

// The jobs, with buttons (and keys: Alt+Up, Alt+Down, Delete) to move, remove and pause them. The
// list follows the running job unless somebody is in it.
class QueuePanel : public QWidget {
  Q_OBJECT
 public:
  explicit QueuePanel(JobQueue& queue, QWidget* parent = nullptr);

 private:
  void move(int by);
  void remove();
  void follow();
  void show_pause();

  JobQueue& queue_;
  QListView* list_;
  QPushButton* pause_ = nullptr;
};

}  // namespace evenlight::studio
