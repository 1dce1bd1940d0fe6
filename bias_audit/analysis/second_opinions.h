#pragma once

#include <optional>
#include <string>
#include <vector>

#include "bias_audit/analysis/counted_share.h"
#include "bias_audit/data/database.h"
#include "bias_audit/stats/agreement.h"

// Where two instruments read the same attribute: how often they agree, and about what they do not.
namespace evenlight::audit {

struct PromptAgreement {
  std::string prompt;
  CountedShare agree;
};

struct SecondOpinion {
  std::string attribute;
  std::vector<std::string> answers;  // of the table: classes, then what is none, as they occur
  std::vector<CountVector> table;    // [first instrument][second]
  CountedShare agree;
  std::optional<Kappa> kappa;            // nothing where both always gave one and the same answer
  std::vector<PromptAgreement> prompts;  // those who agree least first
};

// By attribute, in the audit's order; the baseline is left out.
std::vector<SecondOpinion> second_opinions(const AuditSettings& audit,
                                           const std::vector<ImageRow>& images, double alpha);

}  // namespace evenlight::audit
