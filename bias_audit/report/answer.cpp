#include "bias_audit/report/answer.h"

#include "bias_audit/report/sentences.h"

namespace evenlight::audit {

namespace {

// How the prompts of the leading family lie, by the corrected shares where there are such.
struct Lean {
  int64_t prompts = 0, measured = 0;
  int64_t skewed_first = 0, skewed_second = 0;  // to either class
  int64_t only_first = 0, only_second = 0;      // 95 % or more of one
  int64_t within = 0, inconclusive = 0, unchecked = 0;
  bool has_sides = false;  // of two classes
  std::string first, second;

  int64_t skewed() const { return skewed_first + skewed_second; }
  int64_t only() const { return only_first + only_second; }
};

Lean lean_of(const Report& report, const FamilySummary& family) {
  Lean lean;
  for (const GroupResult& group : report.analysis.groups) {
    if (group.attribute != family.attribute || group.arm != family.arm) continue;
    ++lean.prompts;
    if (group.n == 0) {
      ++lean.inconclusive;
      continue;
    }
    ++lean.measured;
    lean.has_sides = group.classes.size() == 2;
    lean.first = group.classes[0].name;
    lean.second = group.classes[1].name;
    const CorrectedPrompt* corrected = corrected_row(report, group);
    const double share = corrected ? corrected->classes[0].share : *group.classes[0].share;
    const Verdict verdict = corrected ? corrected->verdict : group.verdict;
    lean.only_first += lean.has_sides && share >= 0.95 ? 1 : 0;
    lean.only_second += lean.has_sides && share <= 0.05 ? 1 : 0;
    if (verdict == Verdict::skewed) ++(share > 0.5 ? lean.skewed_first : lean.skewed_second);
    lean.within += verdict == Verdict::within ? 1 : 0;
    lean.inconclusive += verdict == Verdict::inconclusive ? 1 : 0;
    lean.unchecked += group.is_unchecked && !corrected ? 1 : 0;
  }
  return lean;
}

Message answer_sentence(const Lean& lean) {
  if (lean.measured == 0) return say<"Nothing can be said: no image could be classified.">();
  const Argument first = spoken_name(lean.first), second = spoken_name(lean.second);
  if (lean.only() > 0) {
    return say<
        "In {0} of {1} the pictures read almost only (95 % or more) as one: {2} as {3}, {4} "
        "as {5}.">(lean.only(), prompts_words(lean.prompts), lean.only_first, first,
                   lean.only_second, second);
  }
  if (lean.skewed() > 0 && !lean.has_sides) {
    return say<"Of {0}, {1} lie beyond the margin from parity.">(prompts_words(lean.prompts),
                                                                 lean.skewed());
  }
  if (lean.skewed() > 0) {
    return say<"Of {0}, {1} lean beyond the margin: {2} to {3}, {4} to {5}.">(
        prompts_words(lean.prompts), lean.skewed(), lean.skewed_first, first, lean.skewed_second,
        second);
  }
  if (lean.within == lean.prompts) {
    return say<"All of {0} lie within the margin of parity.">(prompts_words(lean.prompts));
  }
  return say<
      "Of {0}, none was shown to lean beyond the margin; that none does was not shown "
      "either.">(prompts_words(lean.prompts));
}

bool is_corrected(const Report& report, const FamilySummary& family) {
  if (corrected_summary(report, family.attribute)) return true;
  for (const auto& [name, corrected] : report.corrected) {
    if (name == family.attribute) return true;
  }
  return false;
}

Message instrument_sentence(const Report& report, const FamilySummary& family) {
  if (report.audit && report.audit->read_by_people) {
    return say<"People read the pictures, no instrument did.">();
  }
  if (is_corrected(report, family)) {
    return say<"The instrument's errors are taken out of the shares.">();
  }
  return say<"The instrument was not checked on these pictures: its errors are in the shares.">();
}

Message sure_sentence(const Report& report, const FamilySummary& family, const Lean& lean) {
  return joined(
      say<"How sure: {0} lean beyond the margin and {1} lie within it by tests that hold for all "
          "prompts together, {2} are undecided.">(lean.skewed(), lean.within, lean.inconclusive),
      instrument_sentence(report, family));
}

Message next_sentence(const Report& report, const FamilySummary& family, const Lean& lean) {
  if (report.audit && !report.audit->complete) return say<"Next: finish the audit.">();
  const bool by_people = report.audit && report.audit->read_by_people;
  if (report.audit && !by_people && !is_corrected(report, family)) {
    return say<
        "Next: have people label about a hundred pictures blind, so that the instrument's "
        "errors can be taken out.">();
  }
  const bool few = family.sample_size && (!family.sample_size->needed ||
                                          *family.sample_size->needed > family.sample_size->images);
  if (lean.skewed() > 0) {
    return say<
        "Next: try a mitigation with the same prompts and seeds, and compare the two "
        "audits.">();
  }
  if (lean.inconclusive > 0 && few && family.sample_size->needed) {
    return say<
        "Next: with {0} images a prompt a fair prompt is found within the margin in {1} of "
        "cases.">(*family.sample_size->needed, percent_words(family.sample_size->wanted));
  }
  return say<"Next: repeat the audit with every new version of the model.">();
}

}  // namespace

Answer answer_of(const Report& report) {
  if (report.analysis.summary.empty()) {
    return {say<"Nothing can be said: no image could be classified.">(), say<"How sure: –">(),
            say<"Next: –">()};
  }
  const FamilySummary* family = &report.analysis.summary.front();
  for (const FamilySummary& each : report.analysis.summary) {
    if (is_leading(report, each.attribute)) {
      family = &each;
      break;
    }
  }
  const Lean lean = lean_of(report, *family);
  return {answer_sentence(lean), sure_sentence(report, *family, lean),
          next_sentence(report, *family, lean)};
}

}  // namespace evenlight::audit
