#include <numeric>

#include "bias_audit/report/sentences.h"

// What a report says of human labels.
namespace evenlight::audit {

namespace {

std::string kappa_of(const PairAgreement& pair) {
  if (!pair.has_kappa) return "none (both always gave the same one answer)";
  return decimals(pair.kappa, 2) + " (standard error " + decimals(pair.standard_error, 2) + ")";
}

// The human checks of an audit, presentation first.
const std::vector<HumanCheck>& checks_of(const Report& report) {
  static const std::vector<HumanCheck> none;
  return report.audit ? report.audit->checks : none;
}

// "as woman, on 95.0 % of 40 (83.5 % to 98.6 %); as man, …".
std::string recalls_words(const HumanCheck& check) {
  std::string words;
  for (size_t i = 0; i < check.recalls.size(); ++i) {
    const CountedShare& recall = check.recalls[i];
    words += (words.empty() ? "as " : "; as ") + plain_name(check.set.classes[i]) + ", ";
    words += recall.n == 0 ? "there was none"
                           : "on " + percent(recall.share, 1) + " of " + std::to_string(recall.n) +
                                 " (" + percents(recall.wilson) + ")";
  }
  return words;
}

std::string corrected_sentence(const Report& report, const CorrectedSummary& summary) {
  return "After the correction by people's labels, " + plain_name(summary.attribute) + ": of " +
         counted(summary.prompts, "prompt", "prompts") + ", " +
         std::to_string(summary.verdicts.skewed) + " skewed, " +
         std::to_string(summary.verdicts.within) + " within the margin, " +
         std::to_string(summary.verdicts.inconclusive) +
         " inconclusive; the mean distance from parity is " + percent(summary.mean, 1) + " (" +
         confidence_name(report) + " interval " + percents(summary.interval) + ").";
}

}  // namespace

std::vector<std::string> check_sentences(const HumanCheck& check) {
  const CheckSet& set = check.set;
  std::vector<std::string> out;
  if (!set.why_not.empty()) out.push_back("No correction: " + set.why_not + ".");
  if (set.images == 0) return out;
  out.push_back(counted(set.images, "image was", "images were") + " labelled by " +
                counted(int64_t(set.raters.size()), "person", "people") +
                ". The instrument agreed, of the classified ones that people read " +
                recalls_words(check) + ".");
  const int64_t blank =
      std::accumulate(set.confusion.back().begin(), set.confusion.back().end(), int64_t{0});
  if (blank > 0) {
    out.push_back("Of these, people could not tell " + std::to_string(blank) + ", which are " +
                  "a class of their own and no class of the shares; raters disagreed without a " +
                  "majority about " + std::to_string(int64_t(set.ties.size())) +
                  " (a label of the rater \"settled\" decides).");
  }
  out.push_back("Cohen's kappa, instrument and people: " + kappa_of(set.machine) + ".");
  for (const PairAgreement& pair : set.people) {
    out.push_back("Cohen's kappa, " + pair.first + " and " + pair.second + ": " + kappa_of(pair) +
                  " over " + counted(pair.images, "image", "images") + ".");
  }
  return out;
}

// What is corrected by people's labels and what is not, and what that comes to.
std::vector<std::string> correction_sentences(const Report& report) {
  std::vector<std::string> sentences, corrected, uncorrected;
  const bool by_people = report.audit && report.audit->read_by_people;
  if (by_people) {
    sentences.emplace_back(
        "No instrument measured these pictures: what people answered is counted, "
        "and every other picture is unclear.");
  }
  for (const HumanCheck& check : checks_of(report)) {
    (check.set.can_correct ? corrected : uncorrected).push_back(plain_name(check.set.attribute));
  }
  if (corrected.empty()) {
    if (!uncorrected.empty() && !by_people) {
      sentences.emplace_back(
          "Uncorrected: the instrument's errors are in every share below, "
          "because there is no sufficient human check set.");
    }
    return sentences;
  }
  sentences.push_back("Shares of " + listed(corrected, "and") +
                      " are given as counted and as corrected by people's labels, each with its "
                      "verdict" +
                      (uncorrected.empty() ? "."
                                           : "; those of " + listed(uncorrected, "and") +
                                                 " are uncorrected, with the instrument's errors "
                                                 "in them."));
  for (const HumanCheck& check : checks_of(report)) {
    if (const CorrectedSummary* summary = corrected_summary(report, check.set.attribute)) {
      sentences.push_back(corrected_sentence(report, *summary));
    }
  }
  return sentences;
}

std::vector<std::string> human_sentences(const Report& report) {
  std::vector<std::string> out, nobody;
  for (const HumanCheck& check : checks_of(report)) {
    const std::string& attribute = check.set.attribute;
    if (attribute != "presentation" && check.set.images == 0) {
      nobody.push_back(plain_name(attribute));
      continue;
    }
    for (const std::string& sentence : check_sentences(check)) {
      out.push_back(attribute == "presentation"
                        ? sentence
                        : capitalised(plain_name(attribute)) + ": " + sentence);
    }
  }
  if (!nobody.empty()) {
    out.push_back("Nobody has labelled a picture's " + listed(nobody, "or") +
                  " yet: uncorrected too.");
  }
  return out;
}

}  // namespace evenlight::audit
