// From a finished audit and a target to what is done about it, image by image.
#pragma once

#include <optional>
#include <string>

#include "bias_audit/data/audit_settings.h"
#include "bias_audit/mitigate/named_person.h"

namespace evenlight::audit {

// `target`: "parity", "reference" (each prompt's own, of the set) or shares, "woman=0.4,man=0.6".
// Subjects that a rule leaves alone, or that have no reference, get no target; why stands in the
// result. Throws InputError for what is none of these, and if no subject is left.
Mitigation plan_mitigation(const AuditSettings& settings, const std::string& method,
                           const std::string& attribute, const std::string& target);

// What is asked for image k of a subject.
struct AskedPrompt {
  std::string prompt;
  std::optional<size_t> wanted;  // the class that it is drawn for
};
AskedPrompt asked_prompt(const AuditSettings& settings, size_t subject, int64_t image);

// Where a subject's prompt names the person; nothing where it does not.
std::optional<NamedPerson> named_person_of(const AuditSettings& settings, size_t subject,
                                           size_t pattern);

// Every prompt that the audit can ask for of a subject and template, with every class in turn.
std::vector<std::string> possible_prompts(const AuditSettings& settings, size_t subject,
                                          size_t pattern);

}  // namespace evenlight::audit
