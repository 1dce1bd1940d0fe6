#include "app/gui/canvas/canvas.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolButton>
#include <algorithm>

namespace evenlight::studio {
namespace {

constexpr double zoom_step = 1.25;
constexpr double min_zoom = 0.02;
constexpr double max_zoom = 64;
constexpr int max_fit = 8;  // small pictures are not blown up beyond this
constexpr double split_step = 0.02;
constexpr int slider_reach = 12;
constexpr int corner_margin = 12;
constexpr double corner_share = 0.22;  // of the canvas, for what is made meanwhile

}  // namespace

Canvas::Canvas(QWidget* parent) : QWidget(parent) {
  setObjectName("canvas");
  setFocusPolicy(Qt::StrongFocus);
  setMouseTracking(true);
  setMinimumSize(200, 200);
  setAccessibleName(tr("Picture"));
  setAccessibleDescription(tr("No picture yet"));
  live_ = new QToolButton(this);
  live_->setObjectName("canvas_live");
  live_->setText(tr("Show what is being made"));
  live_->setToolTip(tr("The picture you chose stays here meanwhile (Esc)"));
  live_->setCursor(Qt::ArrowCursor);
  live_->hide();
  connect(live_, &QToolButton::clicked, this, [this] { pin(false); });
}

void Canvas::pin(bool on) {
  pinned_ = on;
  place_live();
  update();
  if (fit_) emit zoomed(zoom());
}

void Canvas::place_live() {
  live_->setVisible(pinned_ && !preview_.isNull());
  live_->adjustSize();
  live_->move(width() - live_->width() - corner_margin, corner_margin);
}

void Canvas::show_picture(const QImage& image, const std::filesystem::path& path) {
  path_ = path;
  if (!pinned_) preview_ = {};
  if (!pixmap_.isNull()) before_ = pixmap_;
  picture_ = image;
  pixmap_ = QPixmap::fromImage(image);
  setAccessibleDescription(tr("%1 by %2 pixels").arg(image.width()).arg(image.height()));
  update();
  emit picture_changed();
  if (fit_) emit zoomed(zoom());
}

void Canvas::show_preview(const QImage& image, const QSize& size) {
  preview_ = QPixmap::fromImage(image);
  preview_size_ = size;
  place_live();
  update();
}

void Canvas::drop_preview() {
  preview_ = {};
  place_live();
  update();
}

void Canvas::clear() {
  picture_ = {};
  path_.clear();
  pixmap_ = before_ = {};
  set_comparing(false);
  emit picture_changed();
  update();
}

QSize Canvas::content() const {
  return showing_preview() ? preview_size_ : pixmap_.size();
}

double Canvas::fitting_zoom() const {
  const QSize size = content();
  if (size.isEmpty()) return 1;
  const double free = std::min(double(width()) / size.width(), double(height()) / size.height());
  return std::clamp(free, min_zoom, double(max_fit));
}

double Canvas::zoom() const {
  return fit_ ? fitting_zoom() : zoom_;
}

QRectF Canvas::target() const {
  const QSizeF size = QSizeF(content()) * zoom();
  const QPointF centre = QRectF(rect()).center() + (fit_ ? QPointF() : middle_);
  return {centre - QPointF(size.width() / 2, size.height() / 2), size};
}

void Canvas::fit() {
  fit_ = true;
  middle_ = {};
  update();
  emit zoomed(zoom());
}

void Canvas::set_zoom(double zoom) {
  zoom_at(zoom, QRectF(rect()).center());
}

void Canvas::zoom_at(double wanted, const QPointF& at) {
  const double before = zoom();
  const QPointF from = at - QRectF(rect()).center() - (fit_ ? QPointF() : middle_);
  zoom_ = std::clamp(wanted, min_zoom, max_zoom);
  middle_ = at - QRectF(rect()).center() - from * (zoom_ / before);
  fit_ = false;
  update();
  emit zoomed(zoom_);
}

void Canvas::set_comparing(bool on) {
  on = on && has_before();
  if (comparing_ == on) return;
  comparing_ = on;
  update();
  emit comparing_changed(on);
}

void Canvas::set_split(double split) {
  split_ = std::clamp(split, 0.0, 1.0);
  setAccessibleDescription(tr("Before and after, split at %1 percent").arg(qRound(split_ * 100)));
  update();
}

bool Canvas::on_slider(const QPointF& at) const {
  const QRectF where = target();
  return comparing_ && std::abs(at.x() - (where.left() + split_ * where.width())) < slider_reach;
}

void Canvas::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.fillRect(rect(), palette().color(QPalette::Dark));
  const QRectF where = target();
  // Pixels stay pixels when looked at closely.
  painter.setRenderHint(QPainter::SmoothPixmapTransform, zoom() < 4);
  if (showing_preview()) {
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    painter.drawPixmap(where, preview_, preview_.rect());
  } else if (!pixmap_.isNull()) {
    painter.drawPixmap(where, pixmap_, pixmap_.rect());
    if (comparing_) draw_split(painter, where);
  } else {
    const bool dark = palette().color(QPalette::Dark).lightnessF() < 0.5;
    painter.setPen(dark ? Qt::white : Qt::black);
    painter.drawText(rect().adjusted(20, 20, -20, -20), Qt::AlignCenter | Qt::TextWordWrap,
                     tr("Describe what you want to see, then press Generate."));
  }
  if (pinned_ && !preview_.isNull()) draw_corner(painter);
  if (hasFocus()) {
    painter.setPen(QPen(palette().color(QPalette::Highlight), 2));
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(rect().adjusted(1, 1, -1, -1));
  }
}

void Canvas::draw_corner(QPainter& painter) const {
  const QSizeF room = QSizeF(size()) * corner_share;
  QRectF corner(QPointF(), QSizeF(preview_size_).scaled(room, Qt::KeepAspectRatio));
  corner.moveBottomRight(QPointF(rect().bottomRight()) - QPointF(corner_margin, corner_margin));
  painter.setRenderHint(QPainter::SmoothPixmapTransform);
  painter.drawPixmap(corner, preview_, preview_.rect());
  painter.setBrush(Qt::NoBrush);
  painter.setPen(QPen(Qt::black, 3));
  painter.drawRect(corner);
  painter.setPen(QPen(Qt::white, 1));
  painter.drawRect(corner);
}

void Canvas::draw_split(QPainter& painter, const QRectF& where) const {
  const double x = where.left() + split_ * where.width();
  painter.save();
  painter.setClipRect(QRectF(where.left(), where.top(), x - where.left(), where.height()));
  // In its own shape: as large as fits where this one is.
  QRectF other(QPointF(), QSizeF(before_.size()).scaled(where.size(), Qt::KeepAspectRatio));
  other.moveCenter(where.center());
  painter.fillRect(where, palette().color(QPalette::Dark));
  painter.drawPixmap(other, before_, before_.rect());
  painter.restore();
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setPen(QPen(Qt::black, 4));
  painter.drawLine(QPointF(x, where.top()), QPointF(x, where.bottom()));
  painter.setPen(QPen(Qt::white, 2));
  painter.drawLine(QPointF(x, where.top()), QPointF(x, where.bottom()));
  painter.setBrush(Qt::white);
  painter.setPen(QPen(Qt::black, 1));
  painter.drawEllipse(QPointF(x, where.center().y()), 7, 7);
  const auto label = [&](const QString& text, bool left) {
    QRectF box = painter.fontMetrics().boundingRect(text).adjusted(-6, -3, 6, 3);
    box.moveTop(where.top() + 8);
    left ? box.moveLeft(where.left() + 8) : box.moveRight(where.right() - 8);
    painter.setPen(Qt::NoPen);
    painter.setBrush(QColor(0, 0, 0, 160));
    painter.drawRoundedRect(box, 4, 4);
    painter.setPen(Qt::white);
    painter.drawText(box, Qt::AlignCenter, text);
  };
  label(tr("before"), true);
  label(tr("after"), false);
}

void Canvas::wheelEvent(QWheelEvent* event) {
  const double notches = event->angleDelta().y() / 120.0;
  zoom_at(zoom() * std::pow(zoom_step, notches), event->position());
}

void Canvas::mousePressEvent(QMouseEvent* event) {
  if (event->button() != Qt::LeftButton) return;
  last_ = event->position();
  drag_ = on_slider(last_) ? Drag::slider : Drag::pan;
}

void Canvas::mouseMoveEvent(QMouseEvent* event) {
  const QPointF at = event->position();
  if (drag_ == Drag::slider) {
    set_split((at.x() - target().left()) / target().width());
  } else if (drag_ == Drag::pan) {
    if (fit_) zoom_at(zoom(), at);
    middle_ += at - last_;
    update();
  } else {
    setCursor(on_slider(at) ? Qt::SplitHCursor : Qt::OpenHandCursor);
  }
  last_ = at;
}

void Canvas::mouseReleaseEvent(QMouseEvent*) {
  drag_ = Drag::none;
}

void Canvas::mouseDoubleClickEvent(QMouseEvent* event) {
  fit_ ? zoom_at(1, event->position()) : fit();
}

// Escape first goes back to what is being made; only then it is the window's, which cancels.
bool Canvas::event(QEvent* event) {
  const bool override = event->type() == QEvent::ShortcutOverride;
  if (override && pinned_ && !preview_.isNull() &&
      static_cast<QKeyEvent*>(event)->key() == Qt::Key_Escape) {
    event->accept();
    return true;
  }
  return QWidget::event(event);
}

void Canvas::keyPressEvent(QKeyEvent* event) {
  const double pan = fontMetrics().height() * 2;
  const auto move = [&](double x, double y) {
    if (fit_) set_zoom(zoom());
    middle_ += QPointF(x, y);
    update();
  };
  switch (event->key()) {
    case Qt::Key_Plus:
      return zoom_by(zoom_step);
    case Qt::Key_Minus:
      return zoom_by(1 / zoom_step);
    case Qt::Key_0:
      return fit();
    case Qt::Key_1:
      return set_zoom(1);
    case Qt::Key_Escape:
      return pinned_ ? pin(false) : QWidget::keyPressEvent(event);
    case Qt::Key_Left:
      return comparing_ ? set_split(split_ - split_step) : move(pan, 0);
    case Qt::Key_Right:
      return comparing_ ? set_split(split_ + split_step) : move(-pan, 0);
    case Qt::Key_Up:
      return move(0, pan);
    case Qt::Key_Down:
      return move(0, -pan);
    default:
      QWidget::keyPressEvent(event);
  }
}

void Canvas::contextMenuEvent(QContextMenuEvent* event) {
  emit opened_menu(event->globalPos());
}

void Canvas::resizeEvent(QResizeEvent*) {
  place_live();
  if (fit_) emit zoomed(zoom());
}

}  // namespace evenlight::studio
