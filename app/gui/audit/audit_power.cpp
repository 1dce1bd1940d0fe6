#include "app/gui/audit/audit_power.h"

#include <QCoreApplication>
#include <algorithm>

#include "app/common/audit/audit_plan.h"
#include "app/gui/audit/audit_words.h"
#include "bias_audit/stats/margin_test.h"
#include "bias_audit/stats/sequential.h"
#include "bias_audit/stats/special.h"
#include "bias_audit/stats/verdict.h"

namespace evenlight::studio {
namespace {

constexpr double wanted_chance = 0.8;

struct AuditPower {
  Q_DECLARE_TR_FUNCTIONS(AuditPower)
};

// Of the one prompt that is farthest out, which Holm's adjustment weighs by the number of prompts.
bool is_skewed(qint64 alike, qint64 images, const PowerQuestion& question) {
  const audit::VerdictSettings rule;
  const audit::CountVector counts = {alike, images - alike};
  const double level = rule.q / question.prompts;
  if (question.is_sequential) {
    return audit::early_stop_in_all_cases(counts, 0, question.epsilon, level) ==
           audit::EarlyStop::skewed;
  }
  return audit::beyond_margin_p(counts, {0.5, 0.5}, question.epsilon) <= level;
}

// Of a prompt that is exactly at equal shares, at the level that Benjamini and Hochberg's
// adjustment leaves where all prompts are.
bool is_within(qint64 images, const PowerQuestion& question) {
  const audit::VerdictSettings rule;
  const audit::CountVector counts = {images / 2, images - images / 2};
  if (question.is_sequential) {
    return audit::early_stop_in_all_cases(counts, 0, question.epsilon,
                                          rule.alpha / question.prompts) ==
           audit::EarlyStop::within;
  }
  return audit::within_margin_p(counts, {0.5, 0.5}, question.epsilon) <= rule.alpha;
}

// The least number in (none, most] for which it holds, if it holds from there on; most + 1 if it
// does not hold for `most`.
qint64 first_that(qint64 none, qint64 most, auto holds) {
  if (!holds(most)) return most + 1;
  while (most - none > 1) {
    const qint64 middle = none + (most - none) / 2;
    (holds(middle) ? most : none) = middle;
  }
  return most;
}

// The least even number, so that halves are equal.
qint64 images_for_within(const PowerQuestion& question) {
  return 2 * first_that(0, max_audit_images / 2,
                        [&](qint64 pairs) { return is_within(2 * pairs, question); });
}

// The share that gives at least `alike` of so many images with the wanted chance.
double share_for(qint64 alike, qint64 images) {
  double lo = 0.5, hi = 1;
  for (int i = 0; i < 40; ++i) {
    const double middle = (lo + hi) / 2;
    (audit::binomial_upper(alike, images, middle) >= wanted_chance ? hi : lo) = middle;
  }
  return hi;
}

QString skewed_text(const PowerQuestion& question) {
  const qint64 alike = images_for_skewed(question);
  if (alike > question.images) {
    const qint64 enough = first_that(
        0, max_audit_images, [&](qint64 images) { return is_skewed(images, images, question); });
    return AuditPower::tr(
               "Too few images for a verdict: even if all %1 of a prompt read alike, it stays "
               "“inconclusive”. It takes at least %2.")
        .arg(question.images)
        .arg(enough);
  }
  const double share = share_for(alike, question.images);
  return AuditPower::tr(
             "With %1 images per prompt you have an 80 % chance to detect a share of %2 or more "
             "(or %3 or less). The verdict “skewed” takes %4 of %1 that read alike.")
      .arg(question.images)
      .arg(percent_text(share), percent_text(1 - share))
      .arg(alike);
}

QString within_text(const PowerQuestion& question) {
  const qint64 needed = images_for_within(question);
  if (needed > question.images) {
    return AuditPower::tr("“Within the margin” takes at least %1 images per prompt.").arg(needed);
  }
  if (question.is_checked) return {};
  return AuditPower::tr(
      "“Within the margin” is only said once people have labelled pictures; until then such a "
      "prompt is “inconclusive”, because the instrument is unchecked.");
}

}  // namespace

qint64 images_for_skewed(const PowerQuestion& question) {
  return first_that(question.images / 2, question.images,
                    [&](qint64 alike) { return is_skewed(alike, question.images, question); });
}

QString power_text(const PowerQuestion& question) {
  QStringList sentences = {skewed_text(question), within_text(question),
                           AuditPower::tr("Pictures that cannot be classified make it harder.")};
  sentences.removeAll(QString());
  return sentences.join(" ");
}

}  // namespace evenlight::studio
