#include "bias_audit/mitigate/plan.h"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "bias_audit/data/attribute_classes.h"
#include "bias_audit/mitigate/attribute_words.h"
#include "bias_audit/mitigate/left_alone.h"
#include "bias_audit/mitigate/methods.h"
#include "bias_audit/mitigate/named_person.h"
#include "bias_audit/mitigate/quota.h"
#include "engine/base/input_error.h"
#include "engine/base/quoted.h"

namespace evenlight::audit {

namespace {

using Shares = std::vector<double>;

[[noreturn]] void refuse_target(const std::string& target,
                                const std::vector<std::string>& classes) {
  std::string example;
  for (const std::string& name : classes) {
    example += (example.empty() ? "" : ",") + name + "=…";
  }
  throw InputError(say<"The target \"{0}\" is none: give parity, reference or the shares {1} that "
                       "sum to 1">(shown(target), example));
}

// "woman=0.4,man=0.6"
Shares given_shares(const std::string& target, const std::vector<std::string>& classes) {
  Shares shares(classes.size(), -1);
  for (size_t at = 0; at <= target.size();) {
    const size_t end = std::min(target.find(',', at), target.size());
    const std::string part = target.substr(at, end - at);
    const size_t sign = part.find('=');
    const auto place = std::find(classes.begin(), classes.end(), part.substr(0, sign));
    if (sign == std::string::npos || place == classes.end()) refuse_target(target, classes);
    double value = -1;
    const char* last = part.data() + part.size();
    if (std::from_chars(part.data() + sign + 1, last, value).ptr != last || !(value >= 0)) {
      refuse_target(target, classes);
    }
    shares[size_t(place - classes.begin())] = value;
    at = end + 1;
  }
  double sum = 0;
  for (const double share : shares) sum += share < 0 ? NAN : share;
  if (!(std::abs(sum - 1) < 1e-6)) refuse_target(target, classes);
  return shares;
}

// Nothing if the set has none for this subject and attribute.
std::optional<Shares> reference_shares(const PromptSet& set, const PromptSubject& subject,
                                       const Mitigation& m) {
  const auto found = set.references.find(subject.reference);
  if (found == set.references.end() || found->second.attribute != m.attribute) return std::nullopt;
  Shares shares;
  for (const std::string& name : m.classes) {
    const auto& all = found->second.shares;
    const auto one =
        std::find_if(all.begin(), all.end(), [&](const auto& each) { return each.first == name; });
    if (one == all.end()) return std::nullopt;
    shares.push_back(one->second);
  }
  return shares;
}

// Where a set says itself which words are the person, they are taken for one.
std::optional<NamedPerson> person_in(const PromptSet& set, size_t subject, size_t pattern,
                                     const std::string& prompt) {
  const std::string& text = set.subjects[subject].text;
  const std::string& around = set.templates[pattern].text;
  const size_t place = around.find("{subject}");
  if (around.size() > std::string_view("{subject}").size() && place != std::string::npos) {
    if (const auto person = as_person(text)) {
      return NamedPerson{place + person->begin, place + person->end};
    }
  }
  return named_person(prompt);
}

// The rule that leaves any of its prompts alone, or null.
const LeftAloneRule* rule_for(const PromptSet& set, size_t subject, const std::string& attribute) {
  for (size_t t = 0; t < set.templates.size(); ++t) {
    const std::string prompt = set.prompt(subject, int64_t(t));
    for (const LeftAloneRule& rule : left_alone_rules()) {
      const bool is_last = &rule == &left_alone_rules().back();
      if (is_last ? !person_in(set, subject, t, prompt) : rule.applies(prompt, attribute)) {
        return &rule;
      }
    }
  }
  return nullptr;
}

}  // namespace

Mitigation plan_mitigation(const AuditSettings& settings, const std::string& method,
                           const std::string& attribute, const std::string& target) {
  static_cast<void>(mitigation_method(method));
  Mitigation m;
  m.method = method;
  m.attribute = attribute;
  m.target = target;
  m.classes = classes_of(attribute, settings.instruments);
  if (m.classes.size() < 2) {
    throw InputError(say<"This audit reads no attribute \"{0}\"">(shown(attribute)));
  }
  m.words = words_for(attribute, m.classes);
  const bool by_reference = target == "reference";
  const Shares same = target == "parity" ? Shares(m.classes.size(), 1.0 / double(m.classes.size()))
                      : by_reference     ? Shares()
                                         : given_shares(target, m.classes);
  for (size_t s = 0; s < settings.set.subjects.size(); ++s) {
    const PromptSubject& subject = settings.set.subjects[s];
    if (const LeftAloneRule* rule = rule_for(settings.set, s, attribute)) {
      m.left_alone[subject.id] = std::string(rule->id);
      continue;
    }
    const auto shares =
        by_reference ? reference_shares(settings.set, subject, m) : std::optional(same);
    if (shares) {
      m.shares[subject.id] = *shares;
    } else {
      m.left_alone[subject.id] = "no reference";
    }
  }
  if (m.shares.empty()) {
    throw InputError(
        say<"No prompt of this audit can be changed: {0}">(m.left_alone.begin()->second));
  }
  return m;
}

std::optional<NamedPerson> named_person_of(const AuditSettings& settings, size_t subject,
                                           size_t pattern) {
  return person_in(settings.set, subject, pattern, settings.set.prompt(subject, int64_t(pattern)));
}

AskedPrompt asked_prompt(const AuditSettings& settings, size_t subject, int64_t image) {
  AskedPrompt asked{settings.set.prompt(subject, image), std::nullopt};
  if (!settings.mitigation) return asked;
  const Mitigation& m = *settings.mitigation;
  const std::string& id = settings.set.subjects[subject].id;
  const auto shares = m.shares.find(id);
  if (shares == m.shares.end()) return asked;
  const MitigationMethod& method = mitigation_method(m.method);
  const auto person =
      person_in(settings.set, subject, settings.set.template_of(image), asked.prompt);
  if (!person) return asked;
  if (method.draws_classes) {
    asked.wanted = quota_classes(shares->second, settings.images, settings.set.templates.size(),
                                 id + std::to_string(settings.seed_base))
                       .at(size_t(image));
    asked.prompt = with_words(asked.prompt, *person, m.words.at(*asked.wanted));
  } else if (method.adds_sentence) {
    asked.prompt +=
        intervention(asked.prompt.substr(person->begin, person->end - person->begin), m.attribute);
  }
  return asked;
}

std::vector<std::string> possible_prompts(const AuditSettings& settings, size_t subject,
                                          size_t pattern) {
  const std::string plain = settings.set.prompt(subject, int64_t(pattern));
  if (!settings.mitigation) return {plain};
  const Mitigation& m = *settings.mitigation;
  const MitigationMethod& method = mitigation_method(m.method);
  const auto person = person_in(settings.set, subject, pattern, plain);
  const bool touched = m.shares.contains(settings.set.subjects[subject].id) && person;
  if (!touched || !method.draws_classes) {
    return {asked_prompt(settings, subject, int64_t(pattern)).prompt};
  }
  std::vector<std::string> prompts;
  for (const std::string& words : m.words) prompts.push_back(with_words(plain, *person, words));
  return prompts;
}

}  // namespace evenlight::audit
