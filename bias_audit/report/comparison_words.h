#pragma once

#include <string>
#include <utility>
#include <vector>

#include "bias_audit/analysis/compare.h"

// What the pages of a comparison say in words.
namespace evenlight::audit {

std::string side_name(const ComparedSide& side);
std::string comparison_title(const Comparison& comparison);
std::string how_compared(const Comparison& comparison);

// What one attribute's prompts come to.
std::string attribute_sentence(const ComparedAttribute& attribute,
                               const AnalysisSettings& settings);

// Settings that are not the same: name, first, second; and other wordings.
struct SettingChange {
  std::string name, first, second;
};
std::vector<SettingChange> setting_changes(const Comparison& comparison);

}  // namespace evenlight::audit
