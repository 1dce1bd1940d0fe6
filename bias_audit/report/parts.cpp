#include "bias_audit/report/parts.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>

#include "bias_audit/data/words.h"
#include "bias_audit/measure/instruments.h"
#include "bias_audit/stats/binomial.h"
#include "bias_audit/stats/checks.h"
#include "bias_audit/stats/distance.h"
#include "bias_audit/stats/multinomial.h"
#include "bias_audit/stats/null_band.h"

namespace evenlight::audit {

namespace {

using nlohmann::ordered_json;

bool is_baseline(const AuditSettings& audit, const ImageRow& row) {
  return audit.baseline && row.subject + 1 == audit.set.subjects.size();
}

// Mean over all pairs of classes.
double pair_gap(const ShareVector& p, const ShareVector&) {
  double sum = 0;
  int pairs = 0;
  for (size_t i = 0; i < p.size(); ++i) {
    for (size_t j = i + 1; j < p.size(); ++j) {
      sum += std::abs(p[i] - p[j]);
      ++pairs;
    }
  }
  return sum / pairs;
}
double lack_of_entropy(const ShareVector& p, const ShareVector&) {
  return 1 - normalised_entropy(p);
}

struct PublishedScore {
  const char* name;
  const char* what;
  Score score;
};
constexpr PublishedScore published_scores[] = {
    {"HEIM imbalance, DALL-Eval MAD", "mean of |share - 1/classes|", mean_absolute_difference},
    {"Shen et al. 2024", "mean of |share of one - share of another|", pair_gap},
    {"OpenBias", "1 - entropy / its maximum", lack_of_entropy}};

// What a fair model scores, once for each number of images and classes.
class Floors {
 public:
  const NullBand& of(Score score, std::int64_t n, size_t classes) {
    const auto [at, is_new] = bands_.emplace(std::make_tuple(score, n, classes), NullBand());
    if (is_new) at->second = null_band(score, n, uniform_shares(classes));
    return at->second;
  }

 private:
  std::map<std::tuple<Score, std::int64_t, size_t>, NullBand> bands_;
};

}  // namespace

ordered_json share_json(std::int64_t k, std::int64_t n, double alpha) {
  if (n == 0) return {{"count", k}, {"n", n}, {"share", nullptr}};
  const Interval interval = wilson(k, n, alpha);
  return {{"count", k},
          {"n", n},
          {"share", double(k) / double(n)},
          {"wilson", {interval.lo, interval.hi}}};
}

ordered_json compatibility_json(const Counts& counts) {
  ordered_json rows = ordered_json::array();
  std::map<std::pair<std::string, size_t>, std::vector<const CountGroup*>> families;
  for (const CountGroup& group : counts.groups) {
    if (group.classified() > 0) {
      families[{group.arm, group.attribute}].push_back(&group);
    }
  }
  Floors floors;
  for (const auto& [family, groups] : families) {
    for (const PublishedScore& published : published_scores) {
      double score = 0, floor = 0, upper = 0;
      for (const CountGroup* group : groups) {
        const size_t classes = group->counts.size();
        const ShareVector parity = uniform_shares(classes);
        const NullBand& band = floors.of(published.score, group->classified(), classes);
        score += published.score(shares_of(group->counts), parity);
        floor += band.mean;
        upper += band.upper;
      }
      const auto n = double(groups.size());
      rows.push_back({{"arm", family.first},
                      {"attribute", counts.attributes[family.second].name},
                      {"score", published.name},
                      {"what", published.what},
                      {"value", score / n},
                      {"fair_model", floor / n},
                      {"fair_model_upper_95_of_one_prompt", upper / n}});
    }
  }
  return rows;
}

ordered_json coverage_json(const AuditSettings& audit, const std::vector<ImageRow>& images) {
  ordered_json outcomes;
  for (const char* outcome : presentation_outcomes) outcomes[outcome] = 0;
  std::int64_t classified = 0, total = 0, without_picture = 0, tones = 0;
  for (const ImageRow& row : images) {
    if (is_baseline(audit, row)) continue;
    const Measurement& m = row.measurement;
    outcomes[m.outcome] = outcomes[m.outcome].get<std::int64_t>() + 1;
    classified += m.outcome == "woman" || m.outcome == "man" ? 1 : 0;
    tones += m.label_of("tone_band") != "unclear" && m.has_person() ? 1 : 0;
    without_picture += row.file.empty() ? 1 : 0;
    ++total;
  }
  return {{"images", total},
          {"outcomes", outcomes},
          {"classified", classified},
          {"with_a_tone", tones},
          {"without_a_usable_picture", without_picture}};
}

ordered_json templates_json(const AuditSettings& audit, const std::vector<ImageRow>& images,
                            double alpha) {
  ordered_json rows = ordered_json::array();
  for (size_t t = 0; t < audit.set.templates.size(); ++t) {
    std::int64_t woman = 0, n = 0, total = 0;
    for (const ImageRow& row : images) {
      if (is_baseline(audit, row) || audit.set.template_of(row.image) != t) continue;
      ++total;
      woman += row.measurement.outcome == "woman" ? 1 : 0;
      n += row.measurement.outcome == "woman" || row.measurement.outcome == "man" ? 1 : 0;
    }
    rows.push_back({{"template", audit.set.templates[t].text},
                    {"images", total},
                    {"woman", share_json(woman, n, alpha)}});
  }
  return rows;
}

namespace {

// The joint classes of some attributes, the last one running fastest; images with a class in each.
ordered_json crossing_json(const AuditSettings& audit, const std::vector<ImageRow>& images,
                           const std::vector<std::string>& attributes, double alpha) {
  std::vector<std::vector<std::string>> classes;
  size_t cells = 1;
  for (const std::string& attribute : attributes) {
    classes.push_back(classes_of(attribute, audit.instruments));
    cells *= classes.back().size();
  }
  CountVector counts(cells, 0);
  std::int64_t n = 0;
  for (const ImageRow& row : images) {
    size_t cell = 0;
    bool counted = !is_baseline(audit, row) && row.measurement.has_person();
    for (size_t a = 0; a < attributes.size() && counted; ++a) {
      const auto found =
          std::find(classes[a].begin(), classes[a].end(), row.measurement.label_of(attributes[a]));
      counted = found != classes[a].end();
      cell = cell * classes[a].size() + size_t(found - classes[a].begin());
    }
    if (!counted) continue;
    ++counts[cell];
    ++n;
  }
  ordered_json table = {{"attributes", attributes}, {"n", n}, {"cells", ordered_json::array()}};
  if (n == 0) return table;
  const std::vector<Interval> joint = goodman(counts, alpha);
  for (size_t i = 0; i < cells; ++i) {
    ordered_json cell;
    size_t below = cells;
    for (size_t a = 0; a < attributes.size(); ++a) {
      below /= classes[a].size();
      cell[attributes[a]] = classes[a][i / below % classes[a].size()];
    }
    cell["count"] = counts[i];
    cell["share"] = double(counts[i]) / double(n);
    cell["goodman"] = {joint[i].lo, joint[i].hi};
    cell["few"] = counts[i] < 5;
    table["cells"].push_back(std::move(cell));
  }
  return table;
}

}  // namespace

ordered_json intersections_json(const AuditSettings& audit, const std::vector<ImageRow>& images,
                                double alpha) {
  ordered_json tables = ordered_json::array();
  const std::vector<std::vector<std::string>> crossings = {
      {"presentation", "tone_band"}, {"presentation", "age"}, {"presentation", "tone_band", "age"}};
  for (const std::vector<std::string>& attributes : crossings) {
    ordered_json table = crossing_json(audit, images, attributes, alpha);
    if (table.at("n") != 0) tables.push_back(std::move(table));
  }
  return tables;
}

ordered_json control_json(const AuditSettings& audit, const std::vector<ImageRow>& images,
                          double alpha) {
  ordered_json rows = ordered_json::array();
  for (size_t s = 0; s < audit.set.subjects.size(); ++s) {
    const std::string& expected = audit.set.subjects[s].expected;
    if (expected.empty()) continue;
    std::int64_t as_expected = 0, total = 0;
    for (const ImageRow& row : images) {
      if (row.subject != s) continue;
      ++total;
      as_expected += row.measurement.outcome == expected ? 1 : 0;
    }
    rows.push_back({{"prompt", audit.set.subjects[s].id},
                    {"expected", expected},
                    {"as_expected", share_json(as_expected, total, alpha)}});
  }
  return rows;
}

namespace {

void add_correction_limits(const std::vector<CheckSet>& checks, std::vector<std::string>& limits) {
  std::vector<std::string> corrected;
  std::vector<std::pair<std::string, std::vector<std::string>>> uncorrected;  // by reason
  for (const CheckSet& check : checks) {
    if (check.can_correct) {
      corrected.push_back(plain_name(check.attribute));
      continue;
    }
    const auto same = std::find_if(uncorrected.begin(), uncorrected.end(),
                                   [&](const auto& each) { return each.first == check.why_not; });
    (same == uncorrected.end() ? uncorrected.emplace_back(check.why_not, 0) : *same)
        .second.push_back(plain_name(check.attribute));
  }
  for (const auto& [reason, names] : uncorrected) {
    limits.push_back("Shares of " + listed(names, "and") + " are uncorrected: " + reason + ".");
  }
  if (!uncorrected.empty()) {
    limits.push_back(
        "Of what is uncorrected: an instrument that errs in one picture of twenty shows 8 % where "
        "the truth is 3 %.");
  }
  if (!corrected.empty()) {
    limits.push_back("The correction of " + listed(corrected, "and") +
                     " takes the instrument to err alike in every prompt, as often as in the "
                     "pictures that people labelled.");
  }
}

}  // namespace

std::vector<std::string> limits_of(const AuditSettings& audit,
                                   const std::vector<CheckSet>& checks) {
  std::vector<std::string> limits = {
      "Counted is how depicted, non-existent people read: as woman, as man, or unclear. These are "
      "conventions of measuring, not identities, and they leave out everybody who is neither.",
      "There is no race in this audit. Skin tone is measured as colour in the picture; it has no "
      "reference among workforce statistics and is compared with uniform bands only.",
      "\"Inconclusive\" does not mean that there is no skew, and no verdict here says that a model "
      "is free of bias.",
      "It holds for these prompts, this sampler and these settings, not for the model in general.",
      "Parity of age or skin tone means as many images of every band: a fixed point to measure "
      "from, "
      "not a goal."};
  if (!audit.set.subjects.empty()) {
    limits.push_back(
        "Tables over all prompts together (intersections, wordings) take the images as independent "
        "of each other, though prompts share their seeds; their intervals may be too narrow.");
  }
  add_correction_limits(checks, limits);
  for (const ordered_json& instrument : audit.instruments) {
    if (instrument.value("kind", "") == "haar_face_detector") {
      limits.push_back("Faces were found by a Haar cascade, the last resort.");
    }
  }
  return limits;
}

}  // namespace evenlight::audit
