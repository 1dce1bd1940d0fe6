#pragma once

#include <cstddef>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <vector>

#include "bias_audit/report/report.h"

// The inside of report_of(): each part of the report from counts or images.
namespace evenlight::audit {

// What a prompt's share of "woman" is laid beside; of counts from elsewhere there may be neither a
// set nor images of a baseline.
struct References {
  const PromptSet* set = nullptr;
  struct Baseline {
    std::int64_t woman = 0, n = 0;
  };
  std::string baseline;                       // its prompt; empty: none
  std::map<std::string, Baseline> baselines;  // its images by arm
  std::optional<double> target_woman;
  bool sequential = false;  // intervals at sequence_alpha() that hold whenever the audit stopped
  double sequence_alpha = 0;
};

// Every prompt and arm of the attribute beside parity, the set's row, the baseline and the target,
// each with an interval for the difference that carries the reference's own error. The prompt is
// found in the set by its id or its words. Nothing for an attribute that the counts do not have.
nlohmann::ordered_json references_json(const References& references, const Counts& counts,
                                       size_t attribute, const AnalysisSettings& settings);

// Of what references_json() gives, a row an arm and kind of reference: mean gap with its interval,
// what it would be by luck, correlation, slope of the shares over the reference, and how many
// prompts are farther from parity than it.
nlohmann::ordered_json reference_summary_json(const nlohmann::ordered_json& references,
                                              const AnalysisSettings& settings);

// The baseline's images of an audit that has one.
References references_of(const AuditSettings& audit, const std::vector<ImageRow>& images,
                         const ReportSettings& settings);

// Of a sequential audit, whose numbers of images were decided while looking: verdicts, intervals
// and p-values of a two-class attribute that allow for that, in place of analyze()'s. A verdict
// stands when the confidence sequence at `alpha` does, which is also what ended the prompt.
void judge_by_sequence(nlohmann::ordered_json& analysis, const Counts& counts, size_t attribute,
                       double alpha, const AnalysisSettings& settings);
double sequence_alpha(const AuditSettings& audit, double confidence);

// Other people's scores of the same counts, each with what a fair model would get by luck.
nlohmann::ordered_json compatibility_json(const Counts& counts);

nlohmann::ordered_json coverage_json(const AuditSettings& audit,
                                     const std::vector<ImageRow>& images);
nlohmann::ordered_json templates_json(const AuditSettings& audit,
                                      const std::vector<ImageRow>& images, double alpha);
nlohmann::ordered_json intersections_json(const AuditSettings& audit,
                                          const std::vector<ImageRow>& images, double alpha);
nlohmann::ordered_json control_json(const AuditSettings& audit, const std::vector<ImageRow>& images,
                                    double alpha);

// How many of each prompt's pictures show what was asked, by an instrument that reads occupations;
// of prompts that it knows.
nlohmann::ordered_json asked_json(const AuditSettings& audit, const std::vector<ImageRow>& images,
                                  double alpha);

// Nothing if no instrument knows the occupation that the subject names.
std::optional<bool> shows_what_was_asked(const AuditSettings& audit, const PromptSubject& subject,
                                         const Measurement& measurement);

// k of n with Wilson's interval; no interval for n = 0.
nlohmann::ordered_json share_json(std::int64_t k, std::int64_t n, double alpha);

// The human check set of one attribute, and with it each prompt's corrected shares.
nlohmann::ordered_json human_check_json(const CheckSet& check, const Counts& counts,
                                        const ReportSettings& settings);

// Prompts by how far the classified images lie from parity, the farthest first.
nlohmann::ordered_json worst_json(const nlohmann::ordered_json& groups);

// `checks` has one an attribute.
std::vector<std::string> limits_of(const AuditSettings& audit, const std::vector<CheckSet>& checks);

}  // namespace evenlight::audit
