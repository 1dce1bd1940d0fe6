#pragma once

#include <nlohmann/json.hpp>
#include <vector>

#include "bias_audit/report/report.h"

// The inside of report_of(): each part of the report from counts or images.
namespace evenlight::audit {

// Every prompt's share of "woman" beside parity, the set's row, the model's own baseline and the
// user's target, each with an interval for the difference that carries the reference's own error.
nlohmann::ordered_json references_json(const AuditSettings& audit, const Counts& counts,
                                       const std::vector<ImageRow>& images,
                                       const ReportSettings& settings);

// Of a sequential audit, whose numbers of images were decided while looking: verdicts, intervals
// and p-values of presentation that allow for that, in place of analyze()'s. A verdict stands when
// the confidence sequence at sequence_alpha() does, which is also what ended the prompt.
void judge_by_sequence(nlohmann::ordered_json& analysis, const AuditSettings& audit,
                       const Counts& counts, const AnalysisSettings& settings);
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

// k of n with Wilson's interval; no interval for n = 0.
nlohmann::ordered_json share_json(std::int64_t k, std::int64_t n, double alpha);

// The human check set, and with it each prompt's corrected share.
nlohmann::ordered_json human_check_json(const CheckSet& check, const Counts& counts,
                                        const ReportSettings& settings);

std::vector<std::string> limits_of(const AuditSettings& audit, const CheckSet& check);

}  // namespace evenlight::audit
