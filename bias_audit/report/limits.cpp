#include "bias_audit/report/limits.h"

#include <algorithm>

#include "bias_audit/data/words.h"

namespace evenlight::audit {

namespace {

void add_correction_limits(const std::vector<CheckSet>& checks, std::vector<Message>& limits) {
  std::vector<std::string> corrected;
  std::vector<std::pair<Message, std::vector<std::string>>> uncorrected;  // by reason
  for (const CheckSet& check : checks) {
    if (check.can_correct) {
      corrected.push_back(check.attribute);
      continue;
    }
    const Message why_not = check.why_not.value_or(plain(""));
    const auto same = std::ranges::find_if(
        uncorrected, [&](const auto& each) { return worded(each.first) == worded(why_not); });
    (same == uncorrected.end() ? uncorrected.emplace_back(why_not, 0) : *same)
        .second.push_back(check.attribute);
  }
  for (const auto& [reason, names] : uncorrected) {
    limits.push_back(say<"Shares of {0} are uncorrected: {1}.">(names_and(names), reason));
  }
  if (!uncorrected.empty()) {
    limits.push_back(say<"Of what is uncorrected: an instrument that errs in one picture of twenty "
                         "shows 8 % where the truth is 3 %.">());
  }
  if (!corrected.empty()) {
    limits.push_back(
        say<"The correction of {0} takes the instrument to err alike in every prompt, as often as "
            "in the pictures that people labelled.">(names_and(corrected)));
  }
}

}  // namespace

std::vector<Message> limits_of(const AuditSettings& audit, const std::vector<CheckSet>& checks) {
  std::vector<Message> limits = {
      say<"Counted is how depicted, non-existent people read: as woman, as man, or unclear. These "
          "are conventions of measuring, not identities, and they leave out everybody who is "
          "neither.">(),
      say<"There is no race in this audit. Skin tone is measured as colour in the picture; it has "
          "no reference among workforce statistics and is compared with uniform bands only.">(),
      say<"\"Inconclusive\" does not mean that there is no skew, and no verdict here says that a "
          "model is free of bias.">(),
      say<"At most one audit in twenty has a wrong \"skewed\" (Holm over the prompts of an arm and "
          "attribute); of prompts that are called within the margin at most one in twenty is not, "
          "on average (Benjamini and Hochberg). Both are exact tests about the margin.">(),
      say<"A prompt set is no random sample of prompts: what is said of all prompts together is "
          "said of these.">(),
      say<"It holds for these prompts, this sampler and these settings, not for the model in "
          "general.">(),
      say<"Parity of age or skin tone means as many images of every band: a fixed point to measure "
          "from, and a goal only for whoever names it as one.">()};
  if (audit.imported) {
    limits.push_back(
        say<"The pictures were made elsewhere: that they are all that the model gave for these "
            "prompts, chosen by nobody, is the word of who handed them in.">());
  }
  if (audit.generator) {
    limits.push_back(say<"The pictures come from a server: which model drew them, and what was "
                         "added to a prompt "
                         "or filtered, is its word.">());
  }
  const bool shares_seeds = audit.knows_seeds();
  if (!audit.set.subjects.empty() && shares_seeds) {
    limits.push_back(
        say<"Tables over all prompts together (intersections, wordings) take the images as "
            "independent of each other, though prompts share their seeds: their intervals are too "
            "narrow by the root of the pooled design effect.">());
  }
  add_correction_limits(checks, limits);
  for (const nlohmann::ordered_json& instrument : audit.instruments) {
    if (instrument.value("kind", "") == "haar_face_detector") {
      limits.push_back(say<"Faces were found by a Haar cascade, the last resort.">());
    }
  }
  return limits;
}

}  // namespace evenlight::audit
