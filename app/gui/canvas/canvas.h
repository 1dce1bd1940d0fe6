#pragma once

#include <QImage>
#include <QPixmap>
#include <QWidget>
#include <filesystem>

class QToolButton;

namespace evenlight::studio {

// The picture in the middle: zoom (wheel, +, -, 0 fits, 1 is pixel by pixel), pan (drag, arrows)
// and a slider between the picture before and this one.
class Canvas : public QWidget {
  Q_OBJECT
 public:
  explicit Canvas(QWidget* parent = nullptr);

  // A finished picture: the one that was shown becomes the one before. `path`: its file, if it is
  // one; everything that is done with the canvas' picture is done with that.
  void show_picture(const QImage& image, const std::filesystem::path& path = {});
  const std::filesystem::path& path() const { return path_; }
  // A picture that a person chose stays while others are being made: what is being made is a small
  // one in the corner then, until it is asked for.
  void pin(bool on);
  bool pinned() const { return pinned_; }
  // An unfinished one, drawn over everything at the size it will have.
  void show_preview(const QImage& image, const QSize& size);
  void drop_preview();
  void clear();

  const QImage& picture() const { return picture_; }
  bool has_before() const { return !before_.isNull(); }
  bool showing_preview() const { return !preview_.isNull() && !pinned_; }
  bool fits() const { return fit_; }
  double zoom() const;  // screen pixels a picture pixel
  double split() const { return split_; }

  void fit();
  void set_zoom(double zoom);
  void zoom_by(double factor) { set_zoom(zoom() * factor); }
  void set_comparing(bool on);
  bool comparing() const { return comparing_; }

 signals:
  void zoomed(double zoom);
  void comparing_changed(bool on);
  void opened_menu(const QPoint& global);
  void picture_changed();

 protected:
  bool event(QEvent* event) override;
  void paintEvent(QPaintEvent*) override;
  void wheelEvent(QWheelEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void mouseReleaseEvent(QMouseEvent* event) override;
  void mouseDoubleClickEvent(QMouseEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void contextMenuEvent(QContextMenuEvent* event) override;
  void resizeEvent(QResizeEvent*) override;

 private:
  QSize content() const;
  void place_live();
  void draw_corner(QPainter& painter) const;
  double fitting_zoom() const;
  QRectF target() const;
  void zoom_at(double zoom, const QPointF& at);
  void set_split(double split);
  void draw_split(QPainter& painter, const QRectF& where) const;
  bool on_slider(const QPointF& at) const;

  QImage picture_;
  std::filesystem::path path_;
  bool pinned_ = false;
  QToolButton* live_;
  QPixmap pixmap_, before_, preview_;
  QSize preview_size_;
  bool fit_ = true;
  double zoom_ = 1;
  QPointF middle_;  // of the picture, from the widget's middle
  bool comparing_ = false;
  double split_ = 0.5;
  enum class Drag { none, pan, slider } drag_ = Drag::none;
  QPointF last_;
};

}  // namespace evenlight::studio
