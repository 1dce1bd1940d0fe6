#pragma once

#include "bias_audit/data/counts.h"

namespace evenlight::audit {

// Another audit's score of one arm and attribute: the mean over its prompts with a classified
// image, and what a fair model would get by luck.
struct PublishedScore {
  std::string arm, attribute;
  const char* score = "";  // whose
  const char* what = "";   // its formula
  double value = 0;
  double fair_model = 0;
  double fair_model_upper = 0;  // 95 % point of one prompt, averaged
};

std::vector<PublishedScore> published_scores(const Counts& counts);

}  // namespace evenlight::audit
