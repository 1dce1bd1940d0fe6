#pragma once

#include <QSvgRenderer>
#include <QWidget>

namespace evenlight::studio {

// A chart of the report as it stands there: drawn on white, as wide as there is room.
class AuditSvg : public QWidget {
  Q_OBJECT
 public:
  explicit AuditSvg(QWidget* parent = nullptr);

  // `title` is read aloud in the chart's place.
  void show_svg(const QByteArray& svg, const QString& title);

  bool hasHeightForWidth() const override { return true; }
  int heightForWidth(int width) const override;
  QSize sizeHint() const override;
  QSize minimumSizeHint() const override;

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  QSvgRenderer renderer_;
  QByteArray svg_;
};

}  // namespace evenlight::studio
