#include "app/gui/queue/queue_panel.h"

#include <QHBoxLayout>
#include <QListView>
#include <QPushButton>
#include <QVBoxLayout>

#include "app/gui/queue/job_queue.h"
#include "app/gui/widgets/empty_note.h"

namespace evenlight::studio {

QueuePanel::QueuePanel(JobQueue& queue, QWidget* parent) : QWidget(parent), queue_(queue) {
  setObjectName("queue_panel");
  list_ = new QListView;
  list_->setObjectName("queue");
  list_->setAccessibleName(tr("Jobs"));
  list_->setModel(&queue_);
  explain_when_empty(*list_, tr("Nothing waits to be made."));
  list_->setTextElideMode(Qt::ElideRight);
  list_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);  // the rest is a tooltip
  auto* row = new QHBoxLayout;
  const auto add = [&](const char* name, const QString& text, const QString& tip,
                       const QKeySequence& key, auto act) {
    auto* button = new QPushButton(text);
    button->setObjectName(name);
    button->setToolTip(tip + " (" + key.toString(QKeySequence::NativeText) + ")");
    button->setAccessibleName(tip);
    button->setShortcut(key);
    connect(button, &QPushButton::clicked, this, act);
    row->addWidget(button);
  };
  add("queue_up", tr("Up"), tr("Make this job earlier"), Qt::ALT | Qt::Key_Up,
      [this] { move(-1); });
  add("queue_down", tr("Down"), tr("Make this job later"), Qt::ALT | Qt::Key_Down,
      [this] { move(1); });
  add("queue_remove", tr("Remove"), tr("Remove this job, or cancel it if it runs"),
      Qt::ALT | Qt::Key_Delete, [this] { remove(); });
  auto* column = new QVBoxLayout(this);
  column->addWidget(list_, 1);
  column->addLayout(row);
}

void QueuePanel::move(int by) {
  queue_.move(list_->currentIndex().row(), by);
}
void QueuePanel::remove() {
  queue_.remove(list_->currentIndex().row());
}

}  // namespace evenlight::studio
