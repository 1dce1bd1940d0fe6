#pragma once

#include <QWidget>

#include "bias_audit/report/report.h"

namespace evenlight::studio {

// The few figures of an audit that one takes along, as its report has them: how many prompts have
// which verdict, how far they are from equal shares on average, how many pictures were classified,
// and whether people checked that.
class AuditTiles : public QWidget {
  Q_OBJECT
 public:
  explicit AuditTiles(QWidget* parent = nullptr);

  // `family`: the place in the report's summary.
  void show_family(const audit::Report& report, size_t family);

  bool hasHeightForWidth() const override { return true; }
  int heightForWidth(int width) const override;
  QSize sizeHint() const override;
  QSize minimumSizeHint() const override;

 protected:
  void resizeEvent(QResizeEvent* event) override;

 private:
  std::vector<QRect> places(int width) const;

  std::vector<QWidget*> tiles_;
};

}  // namespace evenlight::studio
