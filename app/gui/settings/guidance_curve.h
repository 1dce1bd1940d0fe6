#pragma once

#include <QWidget>
#include <vector>

#include "engine/config/model_config.h"
#include "engine/pipeline/recipe.h"

namespace evenlight::studio {

// Draws how strong guidance is at each step: the scale, and where its interval switches it off.
class GuidanceCurve : public QWidget {
  Q_OBJECT
 public:
  explicit GuidanceCurve(QWidget* parent = nullptr);

  void show_recipe(const Recipe& recipe, const SchedulerConfig& scheduler);
  // Of every step: 1 where guidance does not act. Empty for names or counts that do not fit.
  static std::vector<double> strengths(const Recipe& recipe, const SchedulerConfig& scheduler);

  QSize sizeHint() const override;
  QSize minimumSizeHint() const override { return sizeHint(); }

 protected:
  void paintEvent(QPaintEvent*) override;

 private:
  std::vector<double> strengths_;
};

}  // namespace evenlight::studio
