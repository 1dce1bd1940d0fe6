#include "bias_audit/report/lookup.h"

#include <cmath>

#include "bias_audit/data/words.h"
#include "bias_audit/report/numbers.h"

namespace evenlight::audit {

namespace {

template <class Class>
size_t place_of_woman(const std::vector<Class>& classes) {
  for (size_t i = 0; i < classes.size(); ++i) {
    if (classes[i].name == "woman") return i;
  }
  return 0;
}

const CorrectedAttribute* corrected_of(const Report& report, const std::string& attribute) {
  for (const auto& [name, corrected] : report.corrected) {
    if (name == attribute) return &corrected;
  }
  const HumanCheck* check = human_check_of(report, attribute);
  return check && check->corrected ? &*check->corrected : nullptr;
}

}  // namespace

size_t leading_class(const std::vector<ClassResult>& classes) {
  return place_of_woman(classes);
}

size_t leading_class(const std::vector<CorrectedClass>& classes) {
  return place_of_woman(classes);
}

std::string leading_name(const GroupResult& group) {
  if (group.classes.empty()) return "woman";
  return plain_name(group.classes[leading_class(group.classes)].name);
}

bool is_leading(const Report& report, const std::string& attribute) {
  if (report.audit && attribute != "presentation") return false;
  for (const GroupResult& group : report.analysis.groups) {
    if (group.attribute == attribute) return group.classes.size() == 2;
  }
  return false;
}

const HumanCheck* human_check_of(const Report& report, const std::string& attribute) {
  if (!report.audit) return nullptr;
  for (const HumanCheck& check : report.audit->checks) {
    if (check.set.attribute == attribute) return &check;
  }
  return nullptr;
}

const char* shown_verdict(const GroupResult& group) {
  return group.is_described ? "described" : verdict_name(group.verdict);
}

const CorrectedPrompt* corrected_row(const Report& report, const GroupResult& group) {
  const CorrectedAttribute* corrected = corrected_of(report, group.attribute);
  if (!corrected) return nullptr;
  for (const CorrectedPrompt& row : corrected->prompts) {
    if (row.prompt == group.prompt && row.arm == group.arm) return &row;
  }
  return nullptr;
}

const CorrectedSummary* corrected_summary(const Report& report, const std::string& attribute) {
  const HumanCheck* check = human_check_of(report, attribute);
  if (!check || !check->corrected || check->corrected->summary.empty()) return nullptr;
  return &check->corrected->summary.front();
}

const ReferencedPrompt* references_of(const Report& report, const GroupResult& group) {
  if (!report.references) return nullptr;
  for (const ReferencedPrompt& row : report.references->prompts) {
    if (row.prompt == group.prompt && row.arm == group.arm) return &row;
  }
  return nullptr;
}

std::string prompt_title(const Report& report, const std::string& id) {
  if (!report.audit) return id;
  for (const PromptEntry& prompt : report.audit->prompts) {
    if (prompt.id == id) return prompt.text;
  }
  return id;
}

Message confidence_words(const Report& report) {
  return say<"{0} %">(std::round(1e4 * report.analysis.settings.confidence) / 100);
}

std::string confidence_name(const Report& report) {
  std::string text = decimals(100 * report.analysis.settings.confidence, 2);
  text.erase(text.find_last_not_of('0') + 1);
  if (text.back() == '.') text.pop_back();
  return text + " %";
}

std::vector<std::pair<std::string, std::string>> families_of(const Report& report) {
  std::vector<std::pair<std::string, std::string>> families;
  for (const FamilySummary& row : report.analysis.summary) {
    families.emplace_back(row.arm, row.attribute);
  }
  return families;
}

}  // namespace evenlight::audit
