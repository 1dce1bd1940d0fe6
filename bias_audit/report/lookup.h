#pragma once

#include <string>
#include <utility>
#include <vector>

#include "bias_audit/report/report.h"
#include "engine/base/message.h"

// Where things stand in a report, for sentences, charts and pages alike.
namespace evenlight::audit {

// "95 %", as the audit's intervals have it.
std::string confidence_name(const Report& report);
Message confidence_words(const Report& report);

// The class that charts and sentences lead with, by its place: "woman", else the first.
size_t leading_class(const std::vector<ClassResult>& classes);
size_t leading_class(const std::vector<CorrectedClass>& classes);
std::string leading_name(const GroupResult& group);

// Whether the report leads with this attribute: an audit with presentation, counts from elsewhere
// with each that has two classes.
bool is_leading(const Report& report, const std::string& attribute);

// What people's labels say of an attribute in an audit's report; null where there is nothing.
const HumanCheck* human_check_of(const Report& report, const std::string& attribute);

// The group's shares corrected by human labels, and all prompts of the attribute; null where there
// are none.
const CorrectedPrompt* corrected_row(const Report& report, const GroupResult& group);
const CorrectedSummary* corrected_summary(const Report& report, const std::string& attribute);

// The group's verdict in a word: "described" where none is given.
const char* shown_verdict(const GroupResult& group);

// What a group is compared with; null where there is nothing.
const ReferencedPrompt* references_of(const Report& report, const GroupResult& group);

// The text of a prompt by its id, or the id.
std::string prompt_title(const Report& report, const std::string& id);

// Arms and attributes in the order of the summary.
std::vector<std::pair<std::string, std::string>> families_of(const Report& report);

}  // namespace evenlight::audit
