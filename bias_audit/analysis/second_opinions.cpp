#include "bias_audit/analysis/second_opinions.h"

#include <algorithm>
#include <map>

#include "bias_audit/stats/argument_error.h"

namespace evenlight::audit {

namespace {

struct Tally {
  int64_t agree = 0, n = 0;
};

size_t place_of(std::vector<std::string>& answers, std::vector<CountVector>& table,
                const std::string& answer) {
  const auto found = std::find(answers.begin(), answers.end(), answer);
  if (found != answers.end()) return size_t(found - answers.begin());
  answers.push_back(answer);
  for (CountVector& row : table) row.push_back(0);
  table.emplace_back(answers.size(), 0);
  return answers.size() - 1;
}

std::optional<Kappa> kappa_of(const std::vector<CountVector>& table) {
  try {
    return cohen_kappa(table);
  } catch (const ArgumentError&) {
    return std::nullopt;
  }
}

SecondOpinion opinion_on(const std::string& attribute, const AuditSettings& audit,
                         const std::vector<ImageRow>& images, double alpha) {
  SecondOpinion opinion;
  opinion.attribute = attribute;
  for (const std::string& answer : answers_to(audit, attribute)) {
    place_of(opinion.answers, opinion.table, answer);
  }
  std::vector<Tally> tallies(audit.set.subjects.size());
  for (const ImageRow& row : images) {
    const bool is_baseline = audit.baseline && row.subject + 1 == audit.set.subjects.size();
    const auto second = row.measurement.second.find(attribute);
    if (is_baseline || second == row.measurement.second.end()) continue;
    const size_t a = place_of(opinion.answers, opinion.table, row.measurement.label_of(attribute));
    const size_t b = place_of(opinion.answers, opinion.table, second->second);
    ++opinion.table[a][b];
    ++tallies[row.subject].n;
    tallies[row.subject].agree += a == b ? 1 : 0;
  }
  Tally all;
  for (size_t s = 0; s < tallies.size(); ++s) {
    const Tally& each = tallies[s];
    if (each.n == 0) continue;
    all.n += each.n;
    all.agree += each.agree;
    opinion.prompts.push_back({audit.set.subjects[s].id, counted_share(each.agree, each.n, alpha)});
  }
  std::stable_sort(opinion.prompts.begin(), opinion.prompts.end(),
                   [](const auto& a, const auto& b) { return a.agree.share < b.agree.share; });
  opinion.agree = counted_share(all.agree, all.n, alpha);
  if (all.n > 0) opinion.kappa = kappa_of(opinion.table);
  return opinion;
}

}  // namespace

std::vector<SecondOpinion> second_opinions(const AuditSettings& audit,
                                           const std::vector<ImageRow>& images, double alpha) {
  std::vector<SecondOpinion> opinions;
  std::vector<std::string> names = attributes_of(audit);
  if (std::find(names.begin(), names.end(), "presentation") == names.end()) {
    names.insert(names.begin(), "presentation");
  }
  for (const std::string& attribute : names) {
    SecondOpinion opinion = opinion_on(attribute, audit, images, alpha);
    if (opinion.agree.n > 0) opinions.push_back(std::move(opinion));
  }
  return opinions;
}

}  // namespace evenlight::audit
