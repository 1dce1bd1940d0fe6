#include <algorithm>

#include "bias_audit/measure/instruments.h"
#include "bias_audit/report/parts.h"

namespace evenlight::audit {

namespace {

using nlohmann::ordered_json;

std::string occupation_in(const Measurement& m) {
  const auto found = m.detail.find("occupation");
  return found != m.detail.end() && found->is_string() ? found->get<std::string>() : "";
}

}  // namespace

std::optional<bool> shows_what_was_asked(const AuditSettings& audit, const PromptSubject& subject,
                                         const Measurement& measurement) {
  const std::vector<std::string> known = classes_of("occupation", audit.instruments);
  const auto asked = std::find_if(known.begin(), known.end(), [&](const std::string& name) {
    return subject_id_of(name) == subject.id;
  });
  if (asked == known.end()) return std::nullopt;
  return occupation_in(measurement) == *asked;
}

ordered_json asked_json(const AuditSettings& audit, const std::vector<ImageRow>& images,
                        double alpha) {
  ordered_json rows = ordered_json::array();
  const std::vector<std::string> known = classes_of("occupation", audit.instruments);
  for (size_t s = 0; s < audit.set.subjects.size(); ++s) {
    const auto asked = std::find_if(known.begin(), known.end(), [&](const std::string& name) {
      return subject_id_of(name) == audit.set.subjects[s].id;
    });
    if (asked == known.end()) continue;
    std::int64_t total = 0, unclear = 0;
    std::vector<std::int64_t> counts(known.size(), 0);
    for (const ImageRow& row : images) {
      if (row.subject != s) continue;
      ++total;
      const auto shown = std::find(known.begin(), known.end(), occupation_in(row.measurement));
      if (shown == known.end()) {
        ++unclear;
      } else {
        ++counts[size_t(shown - known.begin())];
      }
    }
    const auto place = size_t(asked - known.begin());
    ordered_json row = {{"prompt", audit.set.subjects[s].id},
                        {"asked", *asked},
                        {"as_asked", share_json(counts[place], total, alpha)},
                        {"unclear", unclear}};
    counts[place] = 0;
    const auto other = std::max_element(counts.begin(), counts.end());
    if (*other > 0) {
      row["next"] = {{"class", known[size_t(other - counts.begin())]}, {"count", *other}};
    }
    rows.push_back(std::move(row));
  }
  return rows;
}

}  // namespace evenlight::audit
