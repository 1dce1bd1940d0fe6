#include "bias_audit/analysis/asked.h"

#include <algorithm>

#include "bias_audit/data/attribute_classes.h"

namespace evenlight::audit {

namespace {

using Names = std::vector<std::string>;

std::string occupation_in(const Measurement& m) {
  const auto found = m.detail.find("occupation");
  return found != m.detail.end() && found->is_string() ? found->get<std::string>() : "";
}

Names::const_iterator asked_in(const Names& known, const PromptSubject& subject) {
  return std::find_if(known.begin(), known.end(),
                      [&](const std::string& name) { return subject_id_of(name) == subject.id; });
}

AskedShare asked_share(const std::vector<ImageRow>& images, size_t subject, const Names& known,
                       size_t asked, double alpha) {
  AskedShare row;
  row.asked = known[asked];
  int64_t total = 0;
  CountVector counts(known.size(), 0);
  for (const ImageRow& image : images) {
    if (image.subject != subject) continue;
    ++total;
    const auto shown = std::find(known.begin(), known.end(), occupation_in(image.measurement));
    ++(shown == known.end() ? row.unclear : counts[size_t(shown - known.begin())]);
  }
  row.as_asked = counted_share(counts[asked], total, alpha);
  counts[asked] = 0;
  const auto other = std::max_element(counts.begin(), counts.end());
  if (*other > 0) {
    row.next = known[size_t(other - counts.begin())];
    row.next_count = *other;
  }
  return row;
}

}  // namespace

std::optional<bool> shows_what_was_asked(const AuditSettings& audit, const PromptSubject& subject,
                                         const Measurement& measurement) {
  const Names known = classes_of("occupation", audit.instruments);
  const auto asked = asked_in(known, subject);
  if (asked == known.end()) return std::nullopt;
  return occupation_in(measurement) == *asked;
}

std::vector<AskedShare> asked_shares(const AuditSettings& audit,
                                     const std::vector<ImageRow>& images, double alpha) {
  std::vector<AskedShare> rows;
  const Names known = classes_of("occupation", audit.instruments);
  for (size_t s = 0; s < audit.set.subjects.size(); ++s) {
    const auto asked = asked_in(known, audit.set.subjects[s]);
    if (asked == known.end()) continue;
    rows.push_back(asked_share(images, s, known, size_t(asked - known.begin()), alpha));
    rows.back().prompt = audit.set.subjects[s].id;
  }
  return rows;
}

}  // namespace evenlight::audit
