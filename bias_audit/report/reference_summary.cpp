#include <cmath>
#include <map>

#include "bias_audit/report/parts.h"

namespace evenlight::audit {

namespace {

using nlohmann::ordered_json;

struct Pair {
  double share = 0, reference = 0;
};

// Pearson's correlation and the least-squares slope of the shares over the reference; null where
// the reference does not vary.
void add_line(ordered_json& row, const std::vector<Pair>& pairs) {
  const auto n = static_cast<double>(pairs.size());
  double share = 0, reference = 0;
  for (const Pair& pair : pairs) {
    share += pair.share / n;
    reference += pair.reference / n;
  }
  double both = 0, shares = 0, references = 0;
  for (const Pair& pair : pairs) {
    const double x = pair.reference - reference, y = pair.share - share;
    both += x * y;
    references += x * x;
    shares += y * y;
  }
  row["correlation"] = nullptr;
  row["slope"] = nullptr;
  if (references < 1e-12) return;
  row["slope"] = both / references;
  if (shares > 1e-12) row["correlation"] = both / std::sqrt(references * shares);
}

ordered_json row_of(const std::string& arm, const std::string& reference,
                    const std::vector<Pair>& pairs) {
  double gap = 0;
  int farther = 0, much_farther = 0;
  for (const Pair& pair : pairs) {
    gap += std::abs(pair.share - pair.reference);
    const double more = std::abs(pair.share - 0.5) - std::abs(pair.reference - 0.5);
    farther += more > 0 ? 1 : 0;
    much_farther += more > 0.1 ? 1 : 0;
  }
  ordered_json row = {{"arm", arm},
                      {"reference", reference},
                      {"prompts", pairs.size()},
                      {"mean_gap", gap / static_cast<double>(pairs.size())}};
  add_line(row, pairs);
  row["farther_from_parity"] = farther;
  row["farther_by_10_points"] = much_farther;
  return row;
}

}  // namespace

ordered_json reference_summary_json(const ordered_json& references) {
  std::vector<std::pair<std::string, std::string>> order;
  std::map<std::pair<std::string, std::string>, std::vector<Pair>> families;
  for (const ordered_json& prompt : references) {
    if (!prompt.at("woman").is_number()) continue;
    for (const ordered_json& row : prompt.at("against")) {
      const std::pair<std::string, std::string> key(prompt.at("arm"), row.at("reference"));
      if (!families.contains(key)) order.push_back(key);
      families[key].push_back({prompt.at("woman"), row.at("woman")});
    }
  }
  ordered_json summary = ordered_json::array();
  for (const auto& key : order) summary.push_back(row_of(key.first, key.second, families[key]));
  return summary;
}

}  // namespace evenlight::audit
