#include "app/gui/queue/queue_panel.h"

#include <QHBoxLayout>
#include <QListView>
#include <QPushButton>
#include <QVBoxLayout>

#include "app/gui/queue/job_queue.h"
#include "app/gui/queue/queue_delegate.h"
#include "app/gui/widgets/empty_note.h"

namespace evenlight::studio {

QueuePanel::QueuePanel(JobQueue& queue, QWidget* parent) : QWidget(parent), queue_(queue) {
  setObjectName("queue_panel");
  list_ = new QListView;
  list_->setObjectName("queue");
  list_->setAccessibleName(tr("Jobs"));
  list_->setModel(&queue_);
  list_->setItemDelegate(new QueueDelegate(list_));
  list_->setUniformItemSizes(true);
  list_->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
  explain_when_empty(*list_, tr("The queue is empty. Describe a picture and press Generate."));
  list_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  auto* row = new QHBoxLayout;
  row->setSpacing(4);
  const auto add = [&](const char* name, const QString& text, const QString& tip,
                       const QKeySequence& key, auto act) {
    auto* button = new QPushButton(text);
    button->setObjectName(name);
    button->setToolTip(key.isEmpty() ? tip
                                     : tip + " (" + key.toString(QKeySequence::NativeText) + ")");
    button->setAccessibleName(tip);
    button->setShortcut(key);
    // Signs need little room; words get what is left.
    if (text.size() == 1) button->setFixedWidth(button->fontMetrics().height() * 2);
    connect(button, &QPushButton::clicked, this, act);
    row->addWidget(button);
    return button;
  };
  add("queue_up", "↑", tr("Make this job earlier"), Qt::ALT | Qt::Key_Up, [this] { move(-1); });
  add("queue_down", "↓", tr("Make this job later"), Qt::ALT | Qt::Key_Down, [this] { move(1); });
  add("queue_remove", "✕", tr("Remove this job, or cancel it if it is running"),
      Qt::ALT | Qt::Key_Delete, [this] { remove(); });
  row->addStretch(1);
  add("queue_clear", tr("Clear"), tr("Remove finished, cancelled and failed jobs"), {},
      [this] { queue_.remove_finished(); });
  pause_ = add("queue_pause", tr("Pause"), tr("Start no new jobs"), {},
               [this] { queue_.pause(!queue_.paused()); });
  auto* column = new QVBoxLayout(this);
  column->addWidget(list_, 1);
  column->addLayout(row);
  connect(&queue_, &JobQueue::started, this, &QueuePanel::follow);
  connect(&queue_, &JobQueue::paused_changed, this, &QueuePanel::show_pause);
}

void QueuePanel::follow() {
  const int row = queue_.running_row();
  if (row >= 0 && !list_->hasFocus()) {
    list_->scrollTo(queue_.index(row), QAbstractItemView::PositionAtCenter);
  }
}

void QueuePanel::show_pause() {
  pause_->setText(queue_.paused() ? tr("Resume") : tr("Pause"));
  pause_->setAccessibleName(queue_.paused() ? tr("Resume the queue") : tr("Start no new jobs"));
  pause_->setToolTip(pause_->accessibleName());
}

void QueuePanel::move(int by) {
  queue_.move(list_->currentIndex().row(), by);
}
void QueuePanel::remove() {
  queue_.remove(list_->currentIndex().row());
}

}  // namespace evenlight::studio
