#include <numeric>

#include "bias_audit/report/sentences.h"

// What a report says of human labels.
namespace evenlight::audit {

namespace {

Message kappa_of(const PairAgreement& pair) {
  if (!pair.has_kappa) return say<"none (both always gave the same one answer)">();
  return say<"{0:.2f} (standard error {1:.2f})">(pair.kappa, pair.standard_error);
}

// The human checks of an audit, presentation first.
const std::vector<HumanCheck>& checks_of(const Report& report) {
  static const std::vector<HumanCheck> none;
  return report.audit ? report.audit->checks : none;
}

// "as woman, on 95.0 % of 40 (83.5 % to 98.6 %); as man, …".
Argument recalls_words(const HumanCheck& check) {
  Argument words = "";
  for (size_t i = 0; i < check.recalls.size(); ++i) {
    const CountedShare& recall = check.recalls[i];
    const Argument name = spoken_name(check.set.classes[i]);
    const Message one =
        recall.n == 0 ? say<"as {0}, there was none">(name)
                      : say<"as {0}, on {1} of {2} ({3})">(name, tenths_words(*recall.share),
                                                           recall.n, interval_words(recall.wilson));
    words = i == 0 ? Argument(one) : say<"{0}; {1}">(words, one);
  }
  return words;
}

Message corrected_sentence(const Report& report, const CorrectedSummary& summary) {
  return say<
      "After the correction by people's labels, {0}: of {1}, {2} skewed, {3} within the margin, "
      "{4} inconclusive; the mean distance from parity is {5} ({6} interval {7}).">(
      spoken_name(summary.attribute), prompts_words(summary.prompts), summary.verdicts.skewed,
      summary.verdicts.within, summary.verdicts.inconclusive, tenths_words(summary.mean),
      confidence_words(report), interval_words(summary.interval));
}

Message labelled_sentence(const CheckSet& set) {
  const auto people = int64_t(set.raters.size());
  if (set.images == 1 && people == 1) return say<"1 image was labelled by 1 person.">();
  if (set.images == 1) return say<"1 image was labelled by {0} people.">(people);
  if (people == 1) return say<"{0} images were labelled by 1 person.">(set.images);
  return say<"{0} images were labelled by {1} people.">(set.images, people);
}

}  // namespace

std::vector<Message> check_sentences(const HumanCheck& check) {
  const CheckSet& set = check.set;
  std::vector<Message> out;
  if (set.why_not) out.push_back(say<"No correction: {0}.">(*set.why_not));
  if (set.images == 0) return out;
  out.push_back(joined(
      labelled_sentence(set),
      say<"Of the classified pictures, the instrument agreed with people who read them {0}.">(
          recalls_words(check))));
  const int64_t blank =
      std::accumulate(set.confusion.back().begin(), set.confusion.back().end(), int64_t{0});
  if (blank > 0) {
    out.push_back(say<"Of these, people could not tell {0}, which are a class of their own and no "
                      "class of the shares; raters disagreed without a majority about {1} (a label "
                      "of the rater \"settled\" decides).">(blank, set.ties.size()));
  }
  out.push_back(say<"Cohen's kappa, instrument and people: {0}.">(kappa_of(set.machine)));
  for (const PairAgreement& pair : set.people) {
    const Message kappa = kappa_of(pair);
    out.push_back(pair.images == 1 ? say<"Cohen's kappa, {0} and {1}: {2} over 1 image.">(
                                         pair.first, pair.second, kappa)
                                   : say<"Cohen's kappa, {0} and {1}: {2} over {3} images.">(
                                         pair.first, pair.second, kappa, pair.images));
  }
  return out;
}

// What is corrected by people's labels and what is not, and what that comes to.
std::vector<Message> correction_sentences(const Report& report) {
  std::vector<Message> sentences;
  std::vector<std::string> corrected, uncorrected;
  const bool by_people = report.audit && report.audit->read_by_people;
  if (by_people) {
    sentences.push_back(say<"No instrument measured these pictures: what people answered is "
                            "counted, and every other picture is unclear.">());
  }
  for (const HumanCheck& check : checks_of(report)) {
    (check.set.can_correct ? corrected : uncorrected).push_back(check.set.attribute);
  }
  if (corrected.empty()) {
    if (!uncorrected.empty() && !by_people) {
      sentences.push_back(say<"Uncorrected: the instrument's errors are in every share below, "
                              "because there is no sufficient human check set.">());
    }
    return sentences;
  }
  sentences.push_back(
      uncorrected.empty()
          ? say<"Shares of {0} are given as counted and as corrected by people's labels, each with "
                "its verdict.">(names_and(corrected))
          : say<"Shares of {0} are given as counted and as corrected by people's labels, each with "
                "its verdict; those of {1} are uncorrected, with the instrument's errors in them.">(
                names_and(corrected), names_and(uncorrected)));
  for (const HumanCheck& check : checks_of(report)) {
    if (const CorrectedSummary* summary = corrected_summary(report, check.set.attribute)) {
      sentences.push_back(corrected_sentence(report, *summary));
    }
  }
  return sentences;
}

std::vector<Message> human_sentences(const Report& report) {
  std::vector<Message> out;
  std::vector<std::string> nobody;
  for (const HumanCheck& check : checks_of(report)) {
    const std::string& attribute = check.set.attribute;
    if (attribute != "presentation" && check.set.images == 0) {
      nobody.push_back(attribute);
      continue;
    }
    for (const Message& sentence : check_sentences(check)) {
      out.push_back(attribute == "presentation"
                        ? sentence
                        : say<"{0}: {1}">(capital_name(attribute), sentence));
    }
  }
  if (!nobody.empty()) {
    out.push_back(
        say<"Nobody has labelled a picture's {0} yet: uncorrected too.">(names_or(nobody)));
  }
  return out;
}

}  // namespace evenlight::audit
