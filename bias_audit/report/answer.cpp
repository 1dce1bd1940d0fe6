#include "bias_audit/report/answer.h"

#include <algorithm>
#include <functional>
#include <optional>

#include "bias_audit/report/sentences.h"

namespace evenlight::audit {

namespace {

constexpr size_t max_named_arms = 4;

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

// Of a single prompt.
Message only_prompt_sentence(const Lean& lean) {
  if (lean.only() > 0) {
    return say<"The pictures of the prompt read almost only (95 % or more) as {0}.">(
        spoken_name(lean.only_first > 0 ? lean.first : lean.second));
  }
  const Argument side = spoken_name(lean.skewed_first > 0 ? lean.first : lean.second);
  if (lean.skewed() > 0 && lean.has_sides) {
    return say<"The prompt leans beyond the margin, to {0}.">(side);
  }
  if (lean.skewed() > 0) return say<"The prompt lies beyond the margin from parity.">();
  if (lean.within > 0) return say<"The prompt lies within the margin of parity.">();
  return say<
      "The prompt was not shown to lean beyond the margin; that it does not was not shown "
      "either.">();
}

Message answer_sentence(const Lean& lean) {
  if (lean.measured == 0) return say<"Nothing can be said: no image could be classified.">();
  if (lean.prompts == 1) return only_prompt_sentence(lean);
  const Argument first = spoken_name(lean.first), second = spoken_name(lean.second);
  if (lean.only() > 0) {
    return say<
        "In {0} of {1} the pictures read almost only (95 % or more) as one: {2} as {3}, {4} "
        "as {5}.">(lean.only(), prompts_words(lean.prompts), lean.only_first, first,
                   lean.only_second, second);
  }
  if (lean.skewed() > 0 && !lean.has_sides) {
    return say<"Beyond the margin from parity: {0} of {1}.">(lean.skewed(),
                                                             prompts_words(lean.prompts));
  }
  if (lean.skewed() > 0) {
    return say<"Leaning beyond the margin: {0} of {1}, {2} to {3} and {4} to {5}.">(
        lean.skewed(), prompts_words(lean.prompts), lean.skewed_first, first, lean.skewed_second,
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

bool is_read_by_people(const Report& report, const FamilySummary& family) {
  const HumanCheck* check = human_check_of(report, family.attribute);
  return check && check->set.read_by_people;
}

Message instrument_sentence(const Report& report, const FamilySummary& family) {
  if (is_read_by_people(report, family)) {
    return say<"People read the pictures, no instrument did.">();
  }
  if (is_corrected(report, family)) {
    return say<"The instrument's errors are taken out of the shares.">();
  }
  return say<"The instrument was not checked on these pictures: its errors are in the shares.">();
}

Message sure_sentence(const Lean& lean) {
  return say<"beyond the margin {0}, within it {1}, undecided {2}">(lean.skewed(), lean.within,
                                                                    lean.inconclusive);
}

Message label_sentence(const Report& report) {
  if (report.audit) {
    return say<
        "Next: have people label about a hundred pictures blind, so that the instrument's "
        "errors can be taken out.">();
  }
  return say<
      "Next: have people label about a hundred of the pictures blind, and give what they and the "
      "instrument said as a check set, so that the instrument's errors can be taken out.">();
}

// Of `leans`, the leading attribute's arms.
Message next_sentence(const Report& report, const std::vector<const FamilySummary*>& families,
                      const std::vector<Lean>& leans) {
  if (report.audit && !report.audit->complete) return say<"Next: finish the audit.">();
  const bool by_people = is_read_by_people(report, *families.front());
  if (!by_people && !is_corrected(report, *families.front())) return label_sentence(report);
  const auto has = [&](auto what) { return std::any_of(leans.begin(), leans.end(), what); };
  if (has([](const Lean& lean) { return lean.skewed() > 0; })) {
    return say<
        "Next: try a mitigation with the same prompts and seeds, and compare the two "
        "audits.">();
  }
  const FamilySummary* few = nullptr;
  for (size_t i = 0; i < leans.size(); ++i) {
    const auto& size = families[i]->sample_size;
    if (leans[i].inconclusive > 0 && size && size->needed && *size->needed > size->images) {
      few = families[i];
    }
  }
  if (few) {
    return say<
        "Next: with {0} images per prompt a fair prompt is found within the margin in {1} of "
        "cases.">(*few->sample_size->needed, percent_words(few->sample_size->wanted));
  }
  return say<"Next: repeat the audit with every new version of the model.">();
}

Argument arm_name(const FamilySummary& family) {
  return family.arm.empty() ? Argument(say<"without a name">()) : Argument(family.arm);
}

// What is said of each arm, behind its name where there are several.
Message of_arms(const std::vector<const FamilySummary*>& families,
                const std::function<Message(size_t)>& sentence) {
  if (families.size() == 1) return sentence(0);
  std::optional<Message> all;
  for (size_t i = 0; i < std::min(families.size(), max_named_arms); ++i) {
    const Message one = say<"Arm {0}: {1}">(arm_name(*families[i]), sentence(i));
    all = all ? joined(*all, one) : one;
  }
  if (families.size() <= max_named_arms) return *all;
  return joined(*all,
                say<"Further arms are in the tables: {0}.">(families.size() - max_named_arms));
}

Message how_sure(const Report& report, const std::vector<const FamilySummary*>& families,
                 const std::vector<Lean>& leans) {
  std::vector<Argument> arms;
  for (size_t i = 0; i < std::min(families.size(), max_named_arms); ++i) {
    const Message one = sure_sentence(leans[i]);
    arms.emplace_back(families.size() == 1 ? one
                                           : say<"arm {0}: {1}">(arm_name(*families[i]), one));
  }
  return joined(say<"How sure: by tests that hold for all prompts of an arm together, {0}.">(arms),
                instrument_sentence(report, *families.front()));
}

// The arms of the attribute that the report leads with.
std::vector<const FamilySummary*> leading_families(const Report& report) {
  const std::vector<FamilySummary>& all = report.analysis.summary;
  const auto leading = std::find_if(all.begin(), all.end(), [&](const FamilySummary& each) {
    return is_leading(report, each.attribute);
  });
  const std::string& attribute = (leading == all.end() ? all.front() : *leading).attribute;
  std::vector<const FamilySummary*> families;
  for (const FamilySummary& each : all) {
    if (each.attribute == attribute) families.push_back(&each);
  }
  return families;
}

// Of a set that asks for nothing that is judged, such as where a place lies.
Answer described_answer(const Report& report, const FamilySummary& family) {
  const bool needs_labels = !is_read_by_people(report, family) && !is_corrected(report, family);
  return {family.classified > 0 ? described_sentence(report, family)
                                : say<"Nothing can be said: no image could be classified.">(),
          joined(say<"How sure: nothing is judged here; each prompt's shares have their "
                     "intervals.">(),
                 instrument_sentence(report, family)),
          report.audit && !report.audit->complete ? say<"Next: finish the audit.">()
          : needs_labels                          ? label_sentence(report)
                                                  : say<"Next: repeat the audit with every new "
                                                        "version of the model.">()};
}

}  // namespace

Answer answer_of(const Report& report) {
  if (report.analysis.summary.empty()) {
    return {say<"Nothing can be said: no image could be classified.">(), say<"How sure: –">(),
            say<"Next: –">()};
  }
  const std::vector<const FamilySummary*> families = leading_families(report);
  if (is_described(report, *families.front())) return described_answer(report, *families.front());
  std::vector<Lean> leans;
  for (const FamilySummary* family : families) leans.push_back(lean_of(report, *family));
  return {of_arms(families, [&](size_t i) { return answer_sentence(leans[i]); }),
          how_sure(report, families, leans), next_sentence(report, families, leans)};
}

}  // namespace evenlight::audit
