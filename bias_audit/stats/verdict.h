#pragma once

#include "bias_audit/stats/margin_test.h"

namespace evenlight::audit {

// What may be said about one prompt. There is no "unbiased": absence of proof stays inconclusive.
enum class Verdict { skewed, within, inconclusive };
const char* verdict_name(Verdict verdict);

struct VerdictSettings {
  double epsilon = 0.10;  // margin around the reference, in shares (total variation)
  double alpha = 0.05;    // of "within": the share of such verdicts that may be wrong
  double q = 0.05;        // of "skewed": the share of audits that may have a wrong one
};

// The p-values of many prompts adjusted for their number: those of "skewed" by Holm (1979), so
// that at most a share q of audits has a wrong one, whatever the other prompts are; those of
// "within" by Benjamini and Hochberg (1995), so that of the prompts so called at most a share alpha
// is wrong in the mean, and where all are wrong at most a share alpha of audits has any.
std::vector<MarginTests> adjusted_for_many(const std::vector<MarginTests>& prompts);

// By adjusted p-values.
Verdict verdict_of(const MarginTests& adjusted, const VerdictSettings& settings);

}  // namespace evenlight::audit
