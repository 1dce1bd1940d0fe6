#include "bias_audit/analysis/compare.h"

#include <algorithm>
#include <map>
#include <set>

#include "bias_audit/analysis/asked.h"
#include "bias_audit/analysis/check_set.h"
#include "bias_audit/analysis/compare_parts.h"
#include "bias_audit/analysis/image_counts.h"
#include "bias_audit/analysis/paired_table.h"
#include "bias_audit/data/attribute_classes.h"
#include "bias_audit/stats/checks.h"
#include "bias_audit/stats/two_samples.h"
#include "engine/base/input_error.h"

namespace evenlight::audit {

namespace {

// One audit's images by what pairs them.
struct Key {
  std::string subject;
  size_t pattern = 0;  // place of the template
  uint64_t seed = 0;
  auto operator<=>(const Key&) const = default;
};
using Images = std::map<Key, ImageRow>;

Images images_by_key(const AuditSettings& settings, std::vector<ImageRow> rows, bool by_template) {
  Images images;
  for (ImageRow& row : rows) {
    const size_t pattern = by_template ? settings.set.template_of(row.image) : 0;
    const Key key{settings.set.subjects[row.subject].id, pattern, row.seed};
    images.emplace(key, std::move(row));
  }
  return images;
}

// Of one prompt: pairs that show the occupation that was asked. A mitigation must not cost the
// subject.
struct AskedPairs {
  int64_t pairs = 0, first = 0, second = 0, both = 0;

  void add(const std::optional<bool>& a, const std::optional<bool>& b) {
    if (!a || !b) return;
    ++pairs;
    first += *a ? 1 : 0;
    second += *b ? 1 : 0;
    both += *a && *b ? 1 : 0;
  }
  std::optional<AskedChange> change() const {
    if (pairs == 0) return std::nullopt;
    const auto n = double(pairs);
    return AskedChange{double(first) / n, double(second) / n,
                       mcnemar_exact_test(first - both, second - both)};
  }
};

std::optional<size_t> class_in(const std::vector<std::string>& classes, const std::string& label) {
  const auto found = std::find(classes.begin(), classes.end(), label);
  if (found == classes.end()) return std::nullopt;
  return size_t(found - classes.begin());
}

ComparedRows rows_of(const std::string& prompt, const Attribute& attribute,
                     const PairedTable& table, const AskedPairs& asked,
                     const AnalysisSettings& settings) {
  const double alpha = 1 - settings.confidence;
  const int64_t n = table.both_read();
  ComparedRows out;
  if (n > 0) out.distance = table.distance_change(alpha);
  const CountVector before = table.first(), after = table.second();
  const size_t told = attribute.classes.size() == 2 ? 1 : attribute.classes.size();
  for (size_t i = 0; i < told; ++i) {
    ComparedPrompt row{prompt, attribute.name, attribute.classes[i], {}, {}};
    row.pairs = {n, table.not_both_read(), table.to_class(i), table.from_class(i),
                 attribute.name == "presentation" ? asked.change() : std::nullopt};
    if (n > 0) {
      const int64_t both = table.in_both(i);
      const PairedCounts pairs{both, before[i] - both, after[i] - both,
                               n - before[i] - after[i] + both};
      row.change =
          share_change(double(before[i]) / double(n), double(after[i]) / double(n),
                       newcombe_paired(pairs, alpha),
                       mcnemar_exact_test(table.to_class(i), table.from_class(i)), before, after);
    }
    out.rows.push_back(std::move(row));
  }
  return out;
}

// Two audits of the same subjects, templates and seeds.
class PairedAudits {
 public:
  PairedAudits(const AuditDatabase& first, const AuditDatabase& second,
               const AnalysisSettings& settings)
      : first_(first), second_(second), settings_(settings) {
    const bool by_template =
        first.settings().knows_templates() && second.settings().knows_templates();
    before_ = images_by_key(first.settings(), as_people_read(first, first.images()), by_template);
    after_ = images_by_key(second.settings(), as_people_read(second, second.images()), by_template);
  }

  bool share_anything() const {
    return std::any_of(before_.begin(), before_.end(),
                       [&](const auto& each) { return after_.contains(each.first); });
  }

  ComparedAttribute compared(const std::string& name) const {
    const Attribute attribute{name, classes_of(name, first_.settings())};
    std::vector<ComparedRows> prompts;
    for (const PromptSubject& subject : first_.settings().set.subjects) {
      PairedTable table(attribute.classes.size());
      AskedPairs asked;
      const Key from{subject.id, 0, 0};
      for (auto each = before_.lower_bound(from);
           each != before_.end() && each->first.subject == subject.id; ++each) {
        const auto other = after_.find(each->first);
        if (other == after_.end()) continue;
        const Measurement& a = each->second.measurement;
        const Measurement& b = other->second.measurement;
        table.add(class_in(attribute.classes, a.label_of(name)),
                  class_in(attribute.classes, b.label_of(name)));
        asked.add(shows_what_was_asked(first_.settings(), subject, a),
                  shows_what_was_asked(second_.settings(), subject, b));
      }
      if (table.both_read() + table.not_both_read() == 0) continue;
      prompts.push_back(rows_of(subject.id, attribute, table, asked, settings_));
    }
    return compared_attribute(name, std::move(prompts), settings_);
  }

 private:
  const AuditDatabase& first_;
  const AuditDatabase& second_;
  const AnalysisSettings& settings_;
  Images before_, after_;
};

// What both sets ask for, presentation first; that where they share nothing.
std::vector<std::string> attributes_in_both(const AuditSettings& first,
                                            const AuditSettings& second) {
  std::vector<std::string> names;
  const std::vector<std::string> others = audit::attributes_of(second);
  for (const std::string& name : audit::attributes_of(first)) {
    const bool in_both = std::find(others.begin(), others.end(), name) != others.end();
    if (in_both) names.insert(name == "presentation" ? names.begin() : names.end(), name);
  }
  if (names.empty()) names.emplace_back("presentation");
  return names;
}

bool has_change(const ComparedAttribute& attribute) {
  return std::any_of(attribute.prompts.begin(), attribute.prompts.end(),
                     [](const ComparedPrompt& row) { return row.change.has_value(); });
}

// Counts of both, as two arms.
Counts counts_as_arms(const AuditDatabase& first, const AuditDatabase& second) {
  const auto counts_in = [](const AuditDatabase& database, const char* arm) {
    AuditSettings settings = database.settings();
    settings.arm = arm;
    return counts_of(settings, as_people_read(database, database.images()));
  };
  Counts counts = counts_in(first, "first");
  const Counts after = counts_in(second, "second");
  for (CountGroup group : after.groups) {
    const Attribute& attribute = after.attributes[group.attribute];
    for (size_t a = 0; a < counts.attributes.size(); ++a) {
      if (counts.attributes[a].name != attribute.name) continue;
      if (counts.attributes[a].classes != attribute.classes) continue;
      group.attribute = a;
      counts.groups.push_back(group);
    }
  }
  return counts;
}

std::vector<WordingChange> wordings_of(const PromptSet& first, const PromptSet& second) {
  std::vector<WordingChange> changes;
  const size_t templates = std::min(first.templates.size(), second.templates.size());
  for (size_t t = 0; t < templates; ++t) {
    if (first.templates[t].text == second.templates[t].text) continue;
    changes.push_back({first.templates[t].text, second.templates[t].text});
  }
  for (const PromptSubject& subject : first.subjects) {
    const auto other = std::find_if(second.subjects.begin(), second.subjects.end(),
                                    [&](const auto& each) { return each.id == subject.id; });
    if (other == second.subjects.end() || other->text == subject.text) continue;
    changes.push_back({subject.text, other->text});
  }
  return changes;
}

ComparedSide side_of(const AuditDatabase& database) {
  const AuditSettings& s = database.settings();
  return {s.arm, s.model, s.recipe};
}

}  // namespace

Comparison compare_audits(const AuditDatabase& first, const AuditDatabase& second,
                          const AnalysisSettings& settings) {
  if (first.settings().instruments != second.settings().instruments) {
    throw InputError(
        say<"{0}: was measured with other instruments than {1}, so the two cannot be compared">(
            second.folder().string(), first.folder().string()));
  }
  Comparison comparison;
  comparison.of_audits = true;
  comparison.paired = first.settings().knows_seeds() && second.settings().knows_seeds();
  comparison.first = side_of(first);
  comparison.second = side_of(second);
  comparison.wordings = wordings_of(first.settings().set, second.settings().set);
  if (!comparison.paired) {
    add_unpaired(comparison, counts_as_arms(first, second), "first", "second", settings);
    if (comparison.attributes.empty()) {
      throw InputError(say<"{0} and {1}: share no prompt with classified images">(
          first.folder().string(), second.folder().string()));
    }
    return comparison;
  }
  const PairedAudits pairs(first, second, settings);
  if (!pairs.share_anything()) {
    throw InputError(say<"{0} and {1}: share no prompt with the same seed">(
        first.folder().string(), second.folder().string()));
  }
  const std::vector<std::string> names = attributes_in_both(first.settings(), second.settings());
  for (const std::string& name : names) {
    ComparedAttribute attribute = pairs.compared(name);
    if (name == names.front() || has_change(attribute)) {
      comparison.attributes.push_back(std::move(attribute));
    }
  }
  comparison.prompts = comparison.attributes.front().prompts;
  comparison.summary = comparison.attributes.front().summary;
  return comparison;
}

}  // namespace evenlight::audit
