// Two audits of attributes of several classes, paired image by image.
#include <algorithm>
#include <cmath>

#include "bias_audit/analysis/compare_parts.h"
#include "bias_audit/analysis/paired_table.h"
#include "bias_audit/stats/checks.h"
#include "bias_audit/stats/impact_ratio.h"
#include "bias_audit/stats/multiplicity.h"
#include "bias_audit/stats/random.h"
#include "bias_audit/stats/two_samples.h"
#include "tests/audit/simulated.h"

namespace evenlight::audit {

namespace {

size_t class_at(double u, const ShareVector& shares) {
  size_t i = 0;
  while (i + 1 < shares.size() && u >= shares[i]) u -= shares[i++];
  return i;
}

// Half of the pairs go by the same number, as the same seed makes alike pictures.
PairedTable drawn_pairs(Random& random, const ShareVector& before, const ShareVector& after,
                        int images) {
  PairedTable table(before.size());
  for (int i = 0; i < images; ++i) {
    const double u = random.uniform();
    const double other = random.uniform() < 0.5 ? u : random.uniform();
    table.add(class_at(u, before), class_at(other, after));
  }
  return table;
}

bool any_changed(Random& random, const ShareVector& shares) {
  std::vector<double> p;
  for (int prompt = 0; prompt < 12; ++prompt) {
    const PairedTable table = drawn_pairs(random, shares, shares, 100);
    for (size_t i = 0; i < shares.size(); ++i) {
      p.push_back(mcnemar_exact_test(table.to_class(i), table.from_class(i)));
    }
  }
  const std::vector<double> adjusted = benjamini_hochberg(p);
  return *std::min_element(adjusted.begin(), adjusted.end()) <= 0.05;
}

struct Case {
  const char* what;
  ShareVector before, after;
  int prompts, images;
};

}  // namespace

Simulated compared_classes() {
  Simulated rows{
      "Changes of attributes of several classes, paired by seed",
      "McNemar's exact test for each class, adjusted over prompts and classes; mean change "
      "of the total variation from parity joined over prompts (MOVER)",
      "McNemar 1947; Benjamini and Hochberg 1995; Zou, Huang and Zhang 2009",
      {}};
  const ShareVector even = uniform_shares(4), uneven = {0.55, 0.25, 0.15, 0.05};
  const ShareVector between = {0.35, 0.25, 0.25, 0.15};
  constexpr int repeats = 150;
  for (const auto& [what, shares] :
       {std::pair{"four even classes", even}, std::pair{"four uneven classes", uneven}}) {
    Random random(34);
    int wrong = 0;
    for (int run = 0; run < repeats; ++run) wrong += any_changed(random, shares) ? 1 : 0;
    rows.figures.push_back({std::string("no change, ") + what +
                                ", 12 prompts, 100 pairs: comparisons with a wrong \"changed\"",
                            double(wrong) / repeats,
                            {},
                            0.05 + 3 * std::sqrt(0.05 * 0.95 / repeats)});
  }
  for (const Case& each : {Case{"uneven to even", uneven, even, 12, 100},
                           Case{"even to uneven", even, uneven, 12, 100},
                           Case{"uneven to less so", uneven, between, 12, 100},
                           Case{"no change, uneven", uneven, uneven, 12, 24},
                           Case{"no change, even", even, even, 60, 24},
                           Case{"uneven to even", uneven, even, 60, 250}}) {
    const double truth = total_variation(each.after, even) - total_variation(each.before, even);
    Random random(35);
    int covered = 0;
    for (int run = 0; run < repeats; ++run) {
      std::vector<DistanceChange> changes;
      for (int prompt = 0; prompt < each.prompts; ++prompt) {
        changes.push_back(
            drawn_pairs(random, each.before, each.after, each.images).distance_change(0.05));
      }
      covered += mean_change(changes, 0.05).interval.contains(truth) ? 1 : 0;
    }
    rows.figures.push_back({std::string("mean change, ") + each.what + ", four classes, " +
                                std::to_string(each.prompts) + " prompts, " +
                                std::to_string(each.images) + " pairs",
                            double(covered) / repeats,
                            0.95 - 3 * std::sqrt(0.95 * 0.05 / repeats),
                            {}});
  }
  return rows;
}

Simulated impact_ratio_rows() {
  Simulated rows{"Impact ratios, all classes covered at once",
                 "ratios of Goodman's joint intervals, whichever class is the most frequent in "
                 "truth; below 4/5 only by the whole interval",
                 "Goodman 1965; 6 RCNY section 5-300 (NYC Local Law 144)",
                 {}};
  constexpr int repeats = 1000;
  for (const ShareVector& truth : {ShareVector{0.5, 0.5}, ShareVector{0.1, 0.9}, uniform_shares(4),
                                   ShareVector{0.55, 0.25, 0.15, 0.05}}) {
    for (const int64_t images : {100, 1000}) {
      Random random(36);
      const double most = *std::max_element(truth.begin(), truth.end());
      int covered = 0, flagged = 0;
      for (int run = 0; run < repeats; ++run) {
        const std::vector<ImpactRatio> found =
            impact_ratios(random.multinomial(images, truth), 0.05);
        bool all = true, any_flag = false;
        for (size_t i = 0; i < truth.size(); ++i) {
          all = all && found[i].interval.contains(truth[i] / most);
          any_flag = any_flag || (truth[i] == most && found[i].interval.hi < 0.8);
        }
        covered += all ? 1 : 0;
        flagged += any_flag ? 1 : 0;
      }
      const std::string what = std::to_string(truth.size()) + " classes, the most frequent " +
                               std::to_string(int(100 * most)) + " %, " + std::to_string(images) +
                               " images";
      rows.figures.push_back(
          {what, double(covered) / repeats, 0.95 - 3 * std::sqrt(0.95 * 0.05 / repeats), {}});
      rows.figures.push_back({what + ": a most frequent class wrongly below 4/5",
                              double(flagged) / repeats,
                              {},
                              0.05});
    }
  }
  return rows;
}

}  // namespace evenlight::audit
