#include "bias_audit/analysis/compare_parts.h"

#include <algorithm>
#include <cmath>
#include <set>

#include "bias_audit/stats/checks.h"
#include "bias_audit/stats/multiplicity.h"
#include "bias_audit/stats/two_samples.h"

namespace evenlight::audit {

namespace {

bool is_overshoot(double before, double after) {
  const double a = before - 0.5, b = after - 0.5;
  return a * b < 0 && std::abs(b) > std::abs(a);
}

double distance(const CountVector& counts) {
  return total_variation(shares_of(counts), uniform_shares(counts.size()));
}

ComparisonSummary summary_of(const std::vector<ComparedPrompt>& rows,
                             const std::vector<DistanceChange>& distances,
                             const AnalysisSettings& settings) {
  std::set<std::string> prompts, changed, overshoot;
  for (const ComparedPrompt& row : rows) {
    prompts.insert(row.prompt);
    if (!row.change) continue;
    if (row.changed) changed.insert(row.prompt);
    if (row.change->overshoot) overshoot.insert(row.prompt);
  }
  ComparisonSummary summary{int64_t(prompts.size()),
                            int64_t(changed.size()),
                            int64_t(overshoot.size()),
                            std::nullopt,
                            0,
                            {}};
  if (distances.empty()) return summary;
  const MeanChange change = mean_change(distances, 1 - settings.confidence);
  summary.mean_distance_change = change.corrected;
  summary.mean_distance_change_counted = change.mean;
  summary.mean_distance_change_interval = change.interval;
  return summary;
}

// Adjusts over the rows and says which changed.
void adjust(std::vector<ComparedPrompt>& all, const AnalysisSettings& settings) {
  std::vector<ComparedPrompt*> rows;
  std::vector<double> p;
  for (ComparedPrompt& row : all) {
    if (!row.change) continue;
    rows.push_back(&row);
    p.push_back(row.change->p);
  }
  if (rows.empty()) return;
  const std::vector<double> adjusted = adjustment_method(settings.adjustment).adjust(p);
  for (size_t i = 0; i < rows.size(); ++i) {
    rows[i]->change->p_adjusted = adjusted[i];
    rows[i]->changed = adjusted[i] <= settings.q;
  }
}

}  // namespace

ShareChange share_change(double first, double second, const Interval& interval, double p,
                         const CountVector& before, const CountVector& after) {
  ShareChange change{first, second, interval, p};
  change.distance_change = distance(after) - distance(before);
  change.overshoot = before.size() == 2 && is_overshoot(first, second);
  return change;
}

ComparedAttribute compared_attribute(const std::string& name, std::vector<ComparedRows> prompts,
                                     const AnalysisSettings& settings) {
  ComparedAttribute attribute{name, {}, {}};
  std::vector<DistanceChange> distances;
  for (ComparedRows& prompt : prompts) {
    std::move(prompt.rows.begin(), prompt.rows.end(), std::back_inserter(attribute.prompts));
    if (prompt.distance) distances.push_back(*prompt.distance);
  }
  adjust(attribute.prompts, settings);
  attribute.summary = summary_of(attribute.prompts, distances, settings);
  return attribute;
}

ComparedRows unpaired_rows(const std::string& prompt, const Attribute& attribute,
                           const CountVector& before, const CountVector& after,
                           const AnalysisSettings& settings) {
  const double alpha = 1 - settings.confidence;
  int64_t n1 = 0, n2 = 0;
  for (size_t i = 0; i < before.size(); ++i) n1 += before[i], n2 += after[i];
  ComparedRows out;
  const ShareVector parity = uniform_shares(before.size());
  out.distance = {distance_of(before, parity, alpha), distance_of(after, parity, alpha), 0};
  const size_t told = before.size() == 2 ? 1 : before.size();
  for (size_t i = 0; i < told; ++i) {
    ComparedPrompt row{prompt, attribute.name, attribute.classes[i], {}, {}};
    row.change = share_change(double(before[i]) / double(n1), double(after[i]) / double(n2),
                              newcombe(after[i], n2, before[i], n1, alpha),
                              fisher_exact_test(after[i], n2, before[i], n1), before, after);
    out.rows.push_back(std::move(row));
  }
  return out;
}

std::vector<std::vector<ComparedRows>> unpaired_prompts(const Counts& counts,
                                                        const std::string& first,
                                                        const std::string& second,
                                                        const AnalysisSettings& settings) {
  std::vector<std::vector<ComparedRows>> attributes(counts.attributes.size());
  for (const CountGroup& before : counts.groups) {
    if (before.arm != first || before.classified() == 0) continue;
    const auto after =
        std::find_if(counts.groups.begin(), counts.groups.end(), [&](const CountGroup& group) {
          return group.arm == second && group.prompt == before.prompt &&
                 group.attribute == before.attribute && group.classified() > 0;
        });
    if (after == counts.groups.end()) continue;
    attributes[before.attribute].push_back(unpaired_rows(before.prompt,
                                                         counts.attributes[before.attribute],
                                                         before.counts, after->counts, settings));
  }
  return attributes;
}

void add_unpaired(Comparison& comparison, const Counts& counts, const std::string& first,
                  const std::string& second, const AnalysisSettings& settings) {
  const auto found = unpaired_prompts(counts, first, second, settings);
  std::vector<ComparedRows> of_two_classes;
  for (size_t a = 0; a < found.size(); ++a) {
    if (found[a].empty()) continue;
    comparison.attributes.push_back(
        compared_attribute(counts.attributes[a].name, found[a], settings));
    if (counts.attributes[a].classes.size() != 2) continue;
    of_two_classes.insert(of_two_classes.end(), found[a].begin(), found[a].end());
  }
  ComparedAttribute pooled = compared_attribute("", std::move(of_two_classes), settings);
  comparison.prompts = std::move(pooled.prompts);
  comparison.summary = pooled.summary;
}

}  // namespace evenlight::audit
