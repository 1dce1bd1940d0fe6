#include "app/gui/window/hints.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QVBoxLayout>

namespace evenlight::studio {
namespace {

constexpr int gap = 10;
constexpr int ring_width = 3;

// Around the part that is spoken of; lets the mouse through.
class Ring : public QFrame {
 public:
  explicit Ring(QWidget* parent) : QFrame(parent) {
    setAttribute(Qt::WA_TransparentForMouseEvents);
  }

 protected:
  void paintEvent(QPaintEvent*) override {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(palette().color(QPalette::Highlight), ring_width));
    const double half = ring_width / 2.0;
    painter.drawRoundedRect(QRectF(rect()).adjusted(half, half, -half, -half), 5, 5);
  }
};

}  // namespace

Hints::Hints(QWidget& window, std::vector<Hint> hints)
    : QFrame(&window), window_(window), hints_(std::move(hints)), ring_(new Ring(&window)) {
  setObjectName("hints");
  setFrameShape(QFrame::StyledPanel);
  setAutoFillBackground(true);
  setFocusPolicy(Qt::StrongFocus);
  QPalette colours = palette();
  colours.setColor(QPalette::Window, colours.color(QPalette::ToolTipBase));
  colours.setColor(QPalette::WindowText, colours.color(QPalette::ToolTipText));
  setPalette(colours);
  text_ = new QLabel;
  text_->setObjectName("hint_text");
  text_->setWordWrap(true);
  text_->setMinimumWidth(fontMetrics().averageCharWidth() * 44);
  auto* skip = new QPushButton(tr("&Skip"));
  skip->setObjectName("hint_skip");
  next_ = new QPushButton;
  next_->setObjectName("hint_next");
  next_->setDefault(true);
  auto* row = new QHBoxLayout;
  row->addStretch(1);
  row->addWidget(skip);
  row->addWidget(next_);
  auto* column = new QVBoxLayout(this);
  column->addWidget(text_);
  column->addLayout(row);
  connect(skip, &QPushButton::clicked, this, &Hints::end);
  connect(next_, &QPushButton::clicked, this, &Hints::next);
  window_.installEventFilter(this);
  show_hint();
}

void Hints::show_hint() {
  const Hint& hint = hints_[size_t(at_)];
  const bool last = at_ + 1 == int(hints_.size());
  text_->setText(hint.text);
  next_->setText(last ? tr("G&ot it") : tr("&Next (%1 of %2)").arg(at_ + 1).arg(hints_.size()));
  setAccessibleName(hint.text);
  place();
  ring_->show();
  ring_->raise();
  show();
  raise();
  next_->setFocus();
}

// Beside its target where there is room, and inside the window in any case.
void Hints::place() {
  const QWidget& target = *hints_[size_t(at_)].target;
  const QRect about(target.mapTo(&window_, QPoint()), target.size());
  ring_->setGeometry(
      about.adjusted(-ring_width, -ring_width, ring_width, ring_width).intersected(window_.rect()));
  // The layout must know the new text before it is asked how much room that takes.
  layout()->activate();
  resize(sizeHint().width(), layout()->totalHeightForWidth(sizeHint().width()));
  const QRect room = window_.rect().adjusted(gap, gap, -gap, -gap);
  QPoint at(about.right() + gap, about.top());
  if (at.x() + width() > room.right()) at.setX(about.left() - gap - width());
  if (at.x() < room.left()) {
    at = {about.left(), about.bottom() + gap};
    if (at.y() + height() > room.bottom()) at.setY(about.top() - gap - height());
  }
  at.setX(std::clamp(at.x(), room.left(), std::max(room.left(), room.right() - width())));
  at.setY(std::clamp(at.y(), room.top(), std::max(room.top(), room.bottom() - height())));
  move(at);
}

void Hints::next() {
  if (++at_ == int(hints_.size())) return end();
  show_hint();
}

void Hints::end() {
  window_.removeEventFilter(this);
  ring_->deleteLater();
  hide();
  deleteLater();
  emit ended();
}

bool Hints::eventFilter(QObject* watched, QEvent* event) {
  if (watched == &window_ && event->type() == QEvent::Resize) place();
  return QFrame::eventFilter(watched, event);
}

// The window's own Escape would cancel a job instead.
bool Hints::event(QEvent* event) {
  if (event->type() == QEvent::ShortcutOverride &&
      static_cast<QKeyEvent*>(event)->key() == Qt::Key_Escape) {
    event->accept();
    return true;
  }
  return QFrame::event(event);
}

void Hints::keyPressEvent(QKeyEvent* event) {
  if (event->key() == Qt::Key_Escape) return end();
  if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) return next_->click();
  QFrame::keyPressEvent(event);
}

}  // namespace evenlight::studio
