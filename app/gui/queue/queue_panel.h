#pragma once

#include <QWidget>

class QListView;

namespace evenlight::studio {

class JobQueue;

// The jobs, with buttons (and keys: Alt+Up, Alt+Down, Delete) to move and remove them.
class QueuePanel : public QWidget {
  Q_OBJECT
 public:
  explicit QueuePanel(JobQueue& queue, QWidget* parent = nullptr);

 private:
  void move(int by);
  void remove();

  JobQueue& queue_;
  QListView* list_;
};

}  // namespace evenlight::studio
