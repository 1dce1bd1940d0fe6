#pragma once

#include <QString>

namespace evenlight::studio {

struct PowerQuestion {
  qint64 images = 0;  // a prompt; the most of them where each may stop early
  int prompts = 1;    // judged together
  double epsilon = 0.1;
  bool is_sequential = false;
  bool is_checked = false;  // people read the pictures, so that no instrument errs unseen
};

// Which verdicts so many images can give, and what they can miss: by the rule of
// bias_audit/stats/verdict.h (of two classes, all images classified), not by a rule of thumb.
QString power_text(const PowerQuestion& question);

// Of `images` that read as one of two classes, the fewest by which a prompt is "skewed"; more than
// `images` if none are enough.
qint64 images_for_skewed(const PowerQuestion& question);

}  // namespace evenlight::studio
