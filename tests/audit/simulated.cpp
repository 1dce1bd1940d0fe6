#include "tests/audit/simulated.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "bias_audit/analysis/analyze.h"
#include "bias_audit/analysis/corrected.h"
#include "bias_audit/analysis/seed_design.h"
#include "bias_audit/stats/binomial.h"
#include "bias_audit/stats/checks.h"
#include "bias_audit/stats/mean_distance.h"
#include "bias_audit/stats/mean_gap.h"
#include "bias_audit/stats/multinomial.h"
#include "bias_audit/stats/multiplicity.h"
#include "bias_audit/stats/random.h"
#include "bias_audit/stats/sample_size.h"
#include "bias_audit/stats/sequential.h"
#include "bias_audit/stats/special.h"
#include "bias_audit/stats/two_samples.h"
#include "bias_audit/stats/verdict.h"

namespace evenlight::audit {

namespace {

constexpr double alpha = 0.05, epsilon = 0.10;

double three_errors(double level, int repeats) {
  return 3 * std::sqrt(level * (1 - level) / double(repeats));
}

Figure coverage(const std::string& what, int covered, int repeats, double nominal = 0.95) {
  return {what, double(covered) / repeats, nominal - three_errors(nominal, repeats), {}};
}

Figure error_rate(const std::string& what, int wrong, int repeats, double nominal = 0.05) {
  return {what, double(wrong) / repeats, {}, nominal + three_errors(nominal, repeats)};
}

std::string number(double value) {
  std::string text = std::to_string(std::round(value * 1000) / 1000);
  while (text.back() == '0') text.pop_back();
  if (text.back() == '.') text.pop_back();
  return text;
}

std::string prompts_of(size_t prompts) {
  return std::to_string(prompts) + (prompts == 1 ? " prompt" : " prompts");
}

ShareVector two(double share) {
  return {share, 1 - share};
}

// ---- One share and several: coverage without simulation, from the binomial distribution.

using ShareInterval = Interval (*)(int64_t k, int64_t n, double alpha);

double exact_coverage(ShareInterval interval, int64_t n, double share) {
  double covered = 0;
  for (int64_t k = 0; k <= n; ++k) {
    if (interval(k, n, alpha).contains(share)) covered += binomial_pmf(k, n, share);
  }
  return covered;
}

Simulated one_share() {
  Simulated rows{"One share",
                 "Wilson's interval; Clopper and Pearson's where none may be too short",
                 "Wilson 1927; Clopper and Pearson 1934; exact enumeration",
                 {}};
  for (const int64_t n : {16, 24, 100, 250}) {
    double wilson_mean = 0, pearson_least = 1;
    for (int i = 1; i < 100; ++i) {
      const double share = double(i) / 100;
      wilson_mean += exact_coverage(wilson, n, share) / 99;
      pearson_least = std::min(pearson_least, exact_coverage(clopper_pearson, n, share));
    }
    const std::string images = ", " + std::to_string(n) + " images";
    rows.figures.push_back(
        {"Wilson, mean over shares .01 … .99" + images, wilson_mean, 0.94, 0.97});
    rows.figures.push_back({"Clopper–Pearson, least of those" + images, pearson_least, 0.95, {}});
  }
  return rows;
}

Simulated several_shares() {
  Simulated rows{"Several shares at once",
                 "Goodman's intervals for 3 to 6 classes, Sison and Glaz's for more",
                 "Goodman 1965; Sison and Glaz 1995; the choice: May and Johnson 1997",
                 {}};
  struct Case {
    ShareVector truth;
    int64_t n;
  };
  const Case all[] = {{{.5, .3, .2}, 24},
                      {{.34, .33, .33}, 100},
                      {{.5, .3, .15, .05}, 250},
                      {{.3, .25, .2, .15, .1}, 100},
                      {ShareVector(7, 1.0 / 7), 250},
                      {ShareVector(10, 0.1), 250}};
  for (const Case& each : all) {
    Random random(21);
    constexpr int repeats = 400;
    int covered = 0;
    for (int run = 0; run < repeats; ++run) {
      const CountVector counts = random.multinomial(each.n, each.truth);
      const auto intervals =
          each.truth.size() <= 6 ? goodman(counts, alpha) : sison_glaz(counts, alpha);
      bool all_in = true;
      for (size_t i = 0; i < intervals.size(); ++i) {
        all_in = all_in && intervals[i].contains(each.truth[i]);
      }
      covered += all_in ? 1 : 0;
    }
    rows.figures.push_back(coverage(std::to_string(each.truth.size()) + " classes, " +
                                        std::to_string(each.n) + " images, all shares covered",
                                    covered, repeats));
  }
  return rows;
}

// ---- The mean distance from parity and its change.

struct Audits {
  std::string name;
  std::vector<ShareVector> prompts;
  int64_t images = 100;
  int repeats = 100;
};

// A prompt's distance, remembered: few results come up again and again.
class DistanceTable {
 public:
  const Distance& of(const CountVector& counts) {
    const auto [at, is_new] = known_.try_emplace(counts);
    if (is_new) at->second = distance_of(counts, uniform_shares(counts.size()), alpha);
    return at->second;
  }

 private:
  std::map<CountVector, Distance> known_;
};

void add_mean_distance(Simulated& rows, const Audits& audits) {
  double truth = 0;
  for (const ShareVector& shares : audits.prompts) {
    truth += total_variation(shares, uniform_shares(shares.size())) / double(audits.prompts.size());
  }
  Random random(22);
  DistanceTable table;
  int covered = 0, holds_estimate = 0;
  for (int run = 0; run < audits.repeats; ++run) {
    std::vector<Distance> distances;
    for (const ShareVector& shares : audits.prompts) {
      distances.push_back(table.of(random.multinomial(audits.images, shares)));
    }
    const MeanOfDistances found = mean_distance(distances, alpha);
    const Interval& interval = found.interval;
    covered += interval.lo <= truth + 1e-12 && truth <= interval.hi + 1e-12 ? 1 : 0;
    holds_estimate += interval.contains(found.corrected) && interval.contains(found.mean) &&
                              interval.lo >= 0 && interval.hi <= 1
                          ? 1
                          : 0;
  }
  const std::string what = audits.name + ", " + std::to_string(audits.images) + " images";
  rows.figures.push_back(coverage(what, covered, audits.repeats));
  if (holds_estimate < audits.repeats) {
    rows.figures.push_back(
        {what + ": interval holds its estimate", double(holds_estimate) / audits.repeats, 1, 1});
  }
}

Simulated mean_distances() {
  Simulated rows{"Mean distance from parity, coverage of the true mean",
                 "prompts' Clopper–Pearson intervals joined (MOVER), luck off the lower end, at "
                 "least Student's interval over prompts",
                 "Zou, Huang and Zhang 2009; Donner and Zou 2002; Clopper and Pearson 1934",
                 {}};
  for (const size_t classes : {2, 3, 4, 10}) {
    for (const size_t prompts : {1, 12, 60, 153}) {
      for (const int64_t images : {16, 100, 1000}) {
        if (classes > 3 && (prompts == 153 || images == 1000)) continue;
        add_mean_distance(rows,
                          {"fair, " + std::to_string(classes) + " classes, " + prompts_of(prompts),
                           std::vector<ShareVector>(prompts, uniform_shares(classes)), images,
                           prompts > 12 ? 40 : 100});
      }
    }
  }
  for (const double share : {.01, .03, .1, .3, .42, .45}) {
    for (const size_t prompts : {1, 3, 12, 60}) {
      for (const int64_t images : {16, 24, 250}) {
        add_mean_distance(rows, {"all at " + number(share) + ", " + prompts_of(prompts),
                                 std::vector<ShareVector>(prompts, two(share)), images,
                                 prompts == 60 ? 60 : 200});
      }
    }
  }
  for (const double first : {.01, .5, .8}) {
    ShareVector shares = {first, (1 - first) / 3, (1 - first) / 3, (1 - first) / 3};
    add_mean_distance(rows, {"4 classes, the first at " + number(first) + ", 12 prompts",
                             std::vector<ShareVector>(12, shares), 100, 200});
    add_mean_distance(
        rows, {"4 classes, the first at " + number(first) + ", 1 prompt", {shares}, 24, 400});
  }
  std::vector<ShareVector> spread;
  for (int i = 0; i < 20; ++i) spread.push_back(two(0.05 + 0.9 * i / 19));
  for (const int64_t images : {24, 100}) {
    add_mean_distance(rows, {"20 prompts from .05 to .95", spread, images, 200});
  }
  return rows;
}

Simulated populations() {
  Simulated rows{"Mean distance of all prompts like these (drawn from a population)",
                 "the same interval",
                 "Student 1908",
                 {}};
  struct Case {
    double shape, truth;  // of a beta distribution of shares: E|p - 1/2|
  };
  for (const Case& each : {Case{.5, 1 / M_PI}, Case{2, .1875}, Case{5, 63.0 / 512}}) {
    for (const int64_t images : {24, 100}) {
      Random random(23);
      DistanceTable table;
      constexpr int repeats = 300;
      int covered = 0;
      for (int run = 0; run < repeats; ++run) {
        std::vector<Distance> distances;
        for (int prompt = 0; prompt < 12; ++prompt) {
          const double share = random.beta(each.shape, each.shape);
          distances.push_back(table.of(random.multinomial(images, two(share))));
        }
        covered += mean_distance(distances, alpha).interval.contains(each.truth) ? 1 : 0;
      }
      rows.figures.push_back(coverage("shares Beta(" + number(each.shape) + "), 12 prompts, " +
                                          std::to_string(images) + " images",
                                      covered, repeats));
    }
  }
  return rows;
}

// Two images of a pair have the same uniform number in half of the pairs.
CountVector pairs_of(Random& random, int64_t n, double before, double after, bool paired) {
  CountVector pairs(4, 0);
  for (int64_t i = 0; i < n; ++i) {
    const double u = random.uniform();
    const double v = paired && random.uniform() < 0.5 ? u : random.uniform();
    ++pairs[size_t(u < before ? 0 : 2) + size_t(v < after ? 0 : 1)];
  }
  return pairs;
}

DistanceChange change_of(const CountVector& pairs, bool paired, DistanceTable& table) {
  const CountVector before = {pairs[0] + pairs[1], pairs[2] + pairs[3]};
  const CountVector after = {pairs[0] + pairs[2], pairs[1] + pairs[3]};
  const auto a = double(pairs[0]), b = double(pairs[1]), c = double(pairs[2]), d = double(pairs[3]);
  const double spread = std::sqrt((a + b) * (c + d)) * std::sqrt((a + c) * (b + d));
  const double phi = paired && spread > 0 ? (a * d - b * c) / spread : 0;
  const bool same = (before[0] > before[1]) == (after[0] > after[1]);
  return {table.of(before), table.of(after), same ? phi : -phi};
}

Simulated mean_changes() {
  Simulated rows{"Mean change of the distance, coverage of the true change",
                 "each side's luck taken off, half-lengths joined with the pairs' correlation",
                 "Zou 2007; Zou, Huang and Zhang 2009",
                 {}};
  struct Case {
    double before, after;
  };
  const Case all[] = {{.1, .5}, {.5, .1}, {.1, .3}, {.1, .45}, {.3, .3}, {.5, .5}};
  for (const Case& each : all) {
    for (const auto& [prompts, images] : {std::pair{1, 100}, {12, 24}, {12, 250}, {60, 100}}) {
      for (const bool paired : {true, false}) {
        Random random(24);
        DistanceTable table;
        const int repeats = prompts == 60 ? 40 : 150;
        const double truth = std::abs(each.after - .5) - std::abs(each.before - .5);
        int covered = 0;
        for (int run = 0; run < repeats; ++run) {
          std::vector<DistanceChange> changes;
          for (int i = 0; i < prompts; ++i) {
            changes.push_back(change_of(pairs_of(random, images, each.before, each.after, paired),
                                        paired, table));
          }
          covered += mean_change(changes, alpha).interval.contains(truth) ? 1 : 0;
        }
        rows.figures.push_back(coverage(
            number(each.before) + " to " + number(each.after) + ", " + prompts_of(size_t(prompts)) +
                ", " + std::to_string(images) + (paired ? " pairs" : " images a side"),
            covered, repeats));
      }
    }
  }
  return rows;
}

// ---- Verdicts of many prompts.

struct Verdicts {
  int skewed = 0, within = 0;
};

// The verdicts of one audit, over the prompts from `first` to the end.
Verdicts verdicts_of(Random& random, const std::vector<ShareVector>& prompts, int64_t images,
                     size_t first, size_t last) {
  static std::map<CountVector, MarginTests> known;
  std::vector<MarginTests> tests;
  for (const ShareVector& shares : prompts) {
    const CountVector counts = random.multinomial(images, shares);
    const auto [at, is_new] = known.try_emplace(counts);
    if (is_new) at->second = margin_tests(counts, 0, uniform_shares(counts.size()), epsilon);
    tests.push_back(at->second);
  }
  const std::vector<MarginTests> adjusted = adjusted_for_many(tests);
  Verdicts found;
  for (size_t i = first; i < last; ++i) {
    const Verdict verdict = verdict_of(adjusted[i], {});
    found.skewed += verdict == Verdict::skewed ? 1 : 0;
    found.within += verdict == Verdict::within ? 1 : 0;
  }
  return found;
}

void add_errors(Simulated& rows, const std::string& name, std::vector<ShareVector> prompts,
                size_t last, int64_t images, int repeats, bool within_is_wrong) {
  Random random(25);
  int skewed = 0, within = 0;
  for (int run = 0; run < repeats; ++run) {
    const Verdicts found = verdicts_of(random, prompts, images, 0, last);
    skewed += found.skewed > 0 ? 1 : 0;
    within += found.within > 0 ? 1 : 0;
  }
  const std::string what = name + ", " + std::to_string(images) + " images: audits with a wrong ";
  rows.figures.push_back(error_rate(what + "\"skewed\"", skewed, repeats));
  if (within_is_wrong) rows.figures.push_back(error_rate(what + "\"within\"", within, repeats));
}

void add_power(Simulated& rows, const std::string& name, const ShareVector& shares, int64_t images,
               double least) {
  Random random(26);
  constexpr int repeats = 40;
  int skewed = 0;
  for (int run = 0; run < repeats; ++run) {
    skewed += verdicts_of(random, std::vector<ShareVector>(60, shares), images, 0, 60).skewed;
  }
  rows.figures.push_back({name + ", " + std::to_string(images) + " images: found \"skewed\"",
                          double(skewed) / (60 * repeats),
                          least,
                          {}});
}

Simulated many_prompts() {
  Simulated rows{
      "Verdicts of many prompts (margin .10)",
      "exact tests about the margin; \"skewed\" adjusted by Holm, \"within\" by Benjamini "
      "and Hochberg",
      "Holm 1979; Benjamini and Hochberg 1995; Berger 1982",
      {}};
  for (const int64_t images : {24, 100, 250, 1000}) {
    add_errors(rows, "60 prompts exactly on the margin", std::vector<ShareVector>(60, two(.6)), 60,
               images, 200, true);
  }
  for (const int64_t images : {16, 100, 250}) {
    add_errors(rows, "60 fair prompts", std::vector<ShareVector>(60, two(.5)), 60, images, 200,
               false);
  }
  std::vector<ShareVector> mixed(60, two(.6));
  std::fill(mixed.begin() + 30, mixed.end(), two(.9));
  add_errors(rows, "30 prompts on the margin beside 30 at .9", mixed, 30, 250, 200, false);
  const ShareVector three = {1.0 / 3 + .1, 1.0 / 3 - .05, 1.0 / 3 - .05};
  add_errors(rows, "60 prompts of 3 classes on the margin", std::vector<ShareVector>(60, three), 60,
             100, 100, true);
  const ShareVector four = {.35, .25, .25, .15};
  add_errors(rows, "30 prompts of 4 classes on the margin", std::vector<ShareVector>(30, four), 30,
             250, 60, true);
  add_power(rows, "60 prompts at .8", two(.8), 100, 0.9);
  add_power(rows, "60 prompts at .9", two(.9), 100, 0.99);
  // The share of wrong ones among all "within": 30 on the margin, 30 fair.
  Random random(27);
  std::vector<ShareVector> half(60, two(.6));
  std::fill(half.begin() + 30, half.end(), two(.5));
  double share = 0;
  constexpr int repeats = 200;
  for (int run = 0; run < repeats; ++run) {
    Random again = random;
    const Verdicts wrong = verdicts_of(random, half, 300, 0, 30);
    const Verdicts all = verdicts_of(again, half, 300, 0, 60);
    share += all.within > 0 ? double(wrong.within) / all.within / repeats : 0;
  }
  rows.figures.push_back(
      {"30 prompts on the margin beside 30 fair ones, 300 images: wrong among \"within\"",
       share,
       {},
       0.05});
  return rows;
}

// One prompt, image by image, until its verdict stands or `most` images are there.
CountVector stopped(Random& random, double share, int64_t most, double level) {
  CountVector counts = {0, 0};
  for (int64_t n = 1; n <= most; ++n) {
    ++counts[random.uniform() < share ? 0 : 1];
    if (n >= 4 && early_stop(counts[0], n, 0.5, epsilon, level) != EarlyStop::go_on) break;
  }
  return counts;
}

// Of an audit that stops early: the share of fair prompts that end as within by the number of
// images that is said to do for 80 %.
Figure stopped_as_foretold(const FairModel& model) {
  const int64_t most = images_to_stop_within(model).value_or(1);
  const double level = model.alpha / double(model.prompts);
  Random random(33);
  constexpr int repeats = 300;
  int within = 0;
  for (int run = 0; run < repeats; ++run) {
    const CountVector counts = stopped(random, 0.5, most, level);
    within += early_stop(counts[0], counts[0] + counts[1], 0.5, epsilon, level) == EarlyStop::within
                  ? 1
                  : 0;
  }
  return {prompts_of(model.prompts) + ", each stopped early, at most " + std::to_string(most) +
              " images, foretold 0.8",
          double(within) / repeats, 0.72, 0.88};
}

Simulated sample_sizes() {
  Simulated rows{"Sample sizes: fair prompts found within the margin, as the report foretells",
                 "simulation of the same tests",
                 "Berger 1982; Schuirmann 1987",
                 {}};
  struct Case {
    size_t classes, prompts;
    int64_t images;
  };
  for (const Case& each : {Case{2, 1, 250}, Case{2, 60, 300}, Case{3, 12, 300}, Case{4, 12, 500}}) {
    const double told = fair_found_within(each.images, {each.classes, each.prompts});
    Random random(28);
    const int repeats = int(4000 / each.prompts);
    int found = 0;
    for (int run = 0; run < repeats; ++run) {
      found +=
          verdicts_of(random, std::vector<ShareVector>(each.prompts, uniform_shares(each.classes)),
                      each.images, 0, each.prompts)
              .within;
    }
    const double share = double(found) / double(repeats * int(each.prompts));
    rows.figures.push_back({std::to_string(each.classes) + " classes, " + prompts_of(each.prompts) +
                                ", " + std::to_string(each.images) + " images, foretold " +
                                number(told),
                            share, told - 0.04, told + 0.04});
  }
  const FairModel sixty{2, 60};
  rows.figures.push_back({"images that 60 prompts need for 80 %, all made at once",
                          double(images_to_find_within(sixty).value_or(0)), 200, 300});
  rows.figures.push_back(stopped_as_foretold(sixty));
  return rows;
}

// ---- Instruments that err, and pictures that people cannot read.

struct Checked {
  double share, unreadable, called_first, right;
  int64_t images, labels;
};

// Of the share of the first class, and of how far it lies from parity.
std::vector<Figure> corrected_coverage(const Checked& c, int repeats) {
  Random random(29);
  int covered = 0, distance_covered = 0;
  for (int run = 0; run < repeats; ++run) {
    const double seen = (1 - c.unreadable) * (c.share * c.right + (1 - c.share) * (1 - c.right)) +
                        c.unreadable * c.called_first;
    const int64_t k = random.binomial(c.images, seen);
    const int64_t blank = random.binomial(c.labels, c.unreadable);
    const int64_t first = random.binomial(c.labels - blank, c.share);
    const int64_t second = c.labels - blank - first;
    const int64_t right = random.binomial(first, c.right);
    const int64_t right_too = random.binomial(second, c.right);
    const int64_t called = random.binomial(blank, c.called_first);
    Confusion check = {{right, first - right}, {second - right_too, right_too}};
    if (blank > 0) check.push_back({called, blank - called});
    Counts counts;
    counts.attributes.push_back({"presentation", {"woman", "man"}});
    counts.groups.push_back({"p", "", 0, {k, c.images - k}});
    AnalysisSettings settings;
    settings.bootstrap_draws = 400;
    settings.seed = uint64_t(run);
    const CorrectedAttribute found = corrected_attribute(counts, 0, check, settings);
    const CorrectedPrompt& prompt = found.prompts[0];
    covered += prompt.classes[0].interval.contains(c.share) ? 1 : 0;
    distance_covered += prompt.distance_interval.contains(std::abs(c.share - 0.5)) ? 1 : 0;
  }
  const std::string what = "share " + number(c.share) + " of the readable, " +
                           number(c.unreadable) + " unreadable, " + std::to_string(c.images) +
                           " images, " + std::to_string(c.labels) + " labels";
  return {coverage(what, covered, repeats),
          coverage(what + ": its distance from parity", distance_covered, repeats)};
}

Simulated corrected_shares() {
  Simulated rows{
      "Corrected shares, coverage of the share among the readable pictures",
      "confusion matrix inverted on the simplex, Jeffreys posteriors of audit and labels, "
      "\"people could not tell\" as a class of truth",
      "Rogan and Gladen 1978; Saerens, Latinne and Decaestecker 2002",
      {}};
  for (const Checked& each :
       {Checked{.5, .12, .1, .95, 250, 200}, Checked{.5, .12, .1, .95, 1000, 400},
        Checked{.1, .25, .5, .95, 250, 200}, Checked{.05, .12, .5, .95, 250, 200},
        Checked{.3, 0, 0, .9, 250, 200}, Checked{.1, 0, 0, .9, 100, 200}}) {
    for (Figure& figure : corrected_coverage(each, 200)) {
      rows.figures.push_back(std::move(figure));
    }
  }
  return rows;
}

// ---- Shared seeds and early stops.

// Images whose seeds push all prompts the same way: correlation `rho` of the hidden normal numbers.
std::vector<ImageRow> shared_seeds(Random& random, size_t prompts, int64_t images, double share,
                                   double rho, Counts& counts) {
  std::vector<ImageRow> rows;
  const double limit = normal_quantile(share);
  counts.attributes = {{"presentation", {"woman", "man"}}};
  counts.groups.clear();
  for (size_t prompt = 0; prompt < prompts; ++prompt) {
    counts.groups.push_back({std::to_string(prompt), "", 0, {0, 0}});
  }
  for (int64_t image = 0; image < images; ++image) {
    const double common = random.normal();
    for (size_t prompt = 0; prompt < prompts; ++prompt) {
      const double own = std::sqrt(rho) * common + std::sqrt(1 - rho) * random.normal();
      ImageRow row;
      row.subject = prompt;
      row.image = image;
      row.seed = uint64_t(1000 + image);
      row.measurement.outcome = own < limit ? "woman" : "man";
      ++counts.groups[prompt].counts[own < limit ? 0 : 1];
      rows.push_back(row);
    }
  }
  return rows;
}

Simulated seeds() {
  Simulated rows{"Mean distance where prompts share seeds",
                 "seeds as clusters: the design effect widens the interval",
                 "Kish 1965; Woodruff 1971",
                 {}};
  for (const double rho : {0.0, 0.3, 0.6}) {
    for (const int64_t images : {24, 100}) {
      Random random(30);
      constexpr int repeats = 100;
      int covered = 0;
      double effect = 0;
      for (int run = 0; run < repeats; ++run) {
        Counts counts;
        const std::vector<ImageRow> images_of = shared_seeds(random, 12, images, 0.3, rho, counts);
        AnalysisSettings settings;
        settings.monte_carlo_draws = 1000;
        Analysis analysis = analyze(counts, settings);
        allow_for_seeds(analysis, counts, "presentation", images_of);
        const MeanDistance& found = *analysis.summary[0].distance;
        covered += found.interval.contains(0.2) ? 1 : 0;
        effect += found.design_effect / repeats;
      }
      rows.figures.push_back(coverage("12 prompts at .3, hidden correlation " + number(rho) + ", " +
                                          std::to_string(images) + " images, design effect " +
                                          number(effect),
                                      covered, repeats));
    }
  }
  return rows;
}

Simulated early_stops() {
  Simulated rows{"Audits that stop each prompt as soon as its verdict stands",
                 "confidence sequences of a Jeffreys mixture, the level shared out over prompts; "
                 "the mean distance by the mean of the prompts' own ranges",
                 "Ville 1939; Robbins 1970; Howard, Ramdas, McAuliffe and Sekhon 2021",
                 {}};
  constexpr size_t prompts = 12;
  constexpr int repeats = 60;
  for (const double share : {.5, .6, .7, .8, .9}) {
    Random random(31);
    int wrong = 0, covered = 0;
    for (int run = 0; run < repeats; ++run) {
      bool skewed = false;
      Interval mean{0, 0};
      for (size_t prompt = 0; prompt < prompts; ++prompt) {
        const CountVector counts = stopped(random, share, 300, alpha / prompts);
        const int64_t n = counts[0] + counts[1];
        skewed =
            skewed || early_stop(counts[0], n, .5, epsilon, alpha / prompts) == EarlyStop::skewed;
        const Interval first = confidence_sequence(counts[0], n, alpha);
        const Interval range =
            total_variation_range({first, {1 - first.hi, 1 - first.lo}}, uniform_shares(2));
        mean = {mean.lo + range.lo / prompts, mean.hi + range.hi / prompts};
      }
      wrong += skewed ? 1 : 0;
      covered +=
          mean.contains(std::abs(share - .5) - 1e-12) || mean.contains(std::abs(share - .5) + 1e-12)
              ? 1
              : 0;
    }
    if (share <= .6) {
      rows.figures.push_back(error_rate(
          "12 prompts at " + number(share) + ", at most 300 images: audits with a wrong \"skewed\"",
          wrong, repeats));
    }
    rows.figures.push_back(
        coverage("12 prompts at " + number(share) + ", at most 300 images: mean distance", covered,
                 repeats));
  }
  return rows;
}

Simulated pairs() {
  Simulated rows{
      "Pairs and references",
      "McNemar's exact test, Newcombe's paired interval, mean gap to workforce rows that "
      "are estimates themselves",
      "McNemar 1947; Newcombe 1998",
      {}};
  Random random(32);
  constexpr int repeats = 400;
  int changed = 0, covered = 0, gap = 0;
  for (int run = 0; run < repeats; ++run) {
    std::vector<double> p;
    for (int prompt = 0; prompt < 12; ++prompt) {
      const CountVector n = pairs_of(random, 100, .3, .3, true);
      p.push_back(mcnemar_exact_test(n[1], n[2]));
    }
    const std::vector<double> adjusted = benjamini_hochberg(p);
    changed += *std::min_element(adjusted.begin(), adjusted.end()) <= .05 ? 1 : 0;
    const CountVector n = pairs_of(random, 100, .3, .4, true);
    covered += newcombe_paired({n[0], n[1], n[2], n[3]}, alpha).contains(0.1) ? 1 : 0;
  }
  constexpr int gap_repeats = 150;
  for (int run = 0; run < gap_repeats; ++run) {
    std::vector<Gap> gaps;
    double truth = 0;
    for (size_t prompt = 0; prompt < 12; ++prompt) {
      const double row = 0.1 + 0.8 * double(prompt) / 11;
      const double share = std::clamp(0.5 + 1.6 * (row - 0.5), 0.02, 0.98);
      truth += std::abs(share - row) / 12;
      const double seen = std::clamp(row + 0.014 * random.normal(), 0.0, 1.0);
      gaps.push_back({random.binomial(24, share), 24, {seen, 0.014}, prompt});
    }
    gap += mean_gap(gaps, {.draws = 400}).interval.contains(truth) ? 1 : 0;
  }
  rows.figures.push_back(error_rate(
      "no change, 12 prompts, 100 pairs: audits with a wrong \"changed\"", changed, repeats));
  rows.figures.push_back(coverage(".3 to .4, 100 pairs: interval of the change", covered, repeats));
  rows.figures.push_back(coverage("mean gap to 12 workforce rows, 24 images", gap, gap_repeats));
  return rows;
}

}  // namespace

const std::vector<Simulation>& simulations() {
  static const std::vector<Simulation> all = {{"OneShare", one_share},
                                              {"SeveralShares", several_shares},
                                              {"MeanDistance", mean_distances},
                                              {"Populations", populations},
                                              {"MeanChange", mean_changes},
                                              {"ManyPrompts", many_prompts},
                                              {"SampleSizes", sample_sizes},
                                              {"CorrectedShares", corrected_shares},
                                              {"SharedSeeds", seeds},
                                              {"EarlyStops", early_stops},
                                              {"Pairs", pairs},
                                              {"ComparedClasses", compared_classes},
                                              {"ImpactRatios", impact_ratio_rows},
                                              {"LightAndTone", light_and_tone}};
  return all;
}

}  // namespace evenlight::audit
