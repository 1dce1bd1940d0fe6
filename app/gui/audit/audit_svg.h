#pragma once

#include <QSvgRenderer>
#include <QWidget>

#include "bias_audit/report/charts/drawing.h"

namespace evenlight::studio {

// A chart of the report, in the colours of the window and as wide as there is room.
class AuditSvg : public QWidget {
  Q_OBJECT
 public:
  explicit AuditSvg(QWidget* parent = nullptr);

  // Its title is read aloud in the chart's place.
  void show_chart(const audit::Drawing& chart);

  bool hasHeightForWidth() const override { return true; }
  int heightForWidth(int width) const override;
  QSize sizeHint() const override;
  QSize minimumSizeHint() const override;

 protected:
  void paintEvent(QPaintEvent* event) override;
  void changeEvent(QEvent* event) override;

 private:
  void draw();

  audit::Drawing chart_;
  QByteArray svg_;
  QSvgRenderer renderer_;
};

}  // namespace evenlight::studio
