#pragma once

#include <string>
#include <vector>

#include "bias_audit/analysis/compare.h"
#include "bias_audit/report/html_text.h"

// A comparison as files. The same comparison, the same bytes.
namespace evenlight::audit {

// In one sentence what changed, then how sure that is and what to look at next.
std::vector<std::string> comparison_sentences(const Comparison& comparison,
                                              const AnalysisSettings& settings);

// `first` stands before its own sections.
std::string comparison_html(const Comparison& comparison, const AnalysisSettings& settings,
                            const html::Html& first = {});
std::string comparison_pdf(const Comparison& comparison, const AnalysisSettings& settings);

// attribute,prompt,class,pairs,first,second,difference,low,high,p,p_adjusted,verdict: a row a
// prompt and class.
std::string comparison_csv(const Comparison& comparison);

}  // namespace evenlight::audit
