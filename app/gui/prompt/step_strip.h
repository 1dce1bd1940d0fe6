// Which text of a prompt acts at which steps, as a thin line of coloured segments.
#pragma once

#include <QWidget>
#include <vector>

#include "engine/text/composition.h"

namespace evenlight::studio {

// A row for each part that AND joins, a segment for each text; the same text has the same colour.
// Pointed at, a segment tells its steps and its words. Hidden while the prompt is one text.
class StepStrip : public QWidget {
  Q_OBJECT
 public:
  explicit StepStrip(QWidget* parent = nullptr);

  struct Segment {
    int first = 1, last = 1;  // steps, counted from 1
    QString text;
    int colour = 0;  // an index of the text
  };
  struct Row {
    double weight = 1.0;
    std::vector<Segment> segments;
  };

  void show_parts(const std::vector<TimedPart>& parts);
  const std::vector<Row>& rows() const { return rows_; }
  QSize sizeHint() const override;
  QSize minimumSizeHint() const override { return sizeHint(); }
  // What is said of the place; empty where nothing is.
  QString words_at(const QPoint& place) const;

 protected:
  void paintEvent(QPaintEvent* event) override;
  bool event(QEvent* event) override;

 private:
  QRect rect_of(size_t row, const Segment& segment) const;
  QString words_of(const Row& row, const Segment& segment) const;

  std::vector<Row> rows_;
  int steps_ = 1;
};

}  // namespace evenlight::studio
