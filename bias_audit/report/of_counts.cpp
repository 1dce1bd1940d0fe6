#include <algorithm>
#include <charconv>
#include <set>

#include "bias_audit/analysis/corrected.h"
#include "bias_audit/data/csv.h"
#include "bias_audit/data/json_file.h"
#include "bias_audit/report/parts.h"
#include "engine/base/input_error.h"
#include "engine/base/quoted.h"

namespace evenlight::audit {

namespace {

using nlohmann::ordered_json;

constexpr std::int64_t max_labels = 1'000'000'000;

size_t place_in(const std::vector<std::string>& names, const std::string& name) {
  return size_t(std::find(names.begin(), names.end(), name) - names.begin());
}

bool has_women(const Attribute& attribute) {
  return attribute.classes.size() == 2 && place_in(attribute.classes, "woman") < 2;
}

References references_of(const Counts& counts, size_t attribute, const ReportSettings& settings) {
  References references;
  references.set = settings.set ? &*settings.set : nullptr;
  references.target_woman = settings.target_woman;
  references.baseline = settings.baseline;
  const size_t woman = place_in(counts.attributes[attribute].classes, "woman");
  std::set<std::string> prompts;
  for (const CountGroup& group : counts.groups) {
    if (group.attribute != attribute) continue;
    prompts.insert(group.prompt);
    if (settings.baseline.empty() || group.prompt != settings.baseline) continue;
    if (woman < group.counts.size()) {
      references.baselines[group.arm] = {group.counts[woman], group.classified()};
    }
  }
  references.sequential = settings.sequential;
  references.sequence_alpha =
      (1 - settings.analysis.confidence) / double(std::max<size_t>(1, prompts.size()));
  return references;
}

void require_baseline(const Counts& counts, const std::string& baseline) {
  if (baseline.empty()) return;
  const bool known = std::any_of(counts.groups.begin(), counts.groups.end(),
                                 [&](const CountGroup& group) { return group.prompt == baseline; });
  if (!known) {
    throw InputError("The baseline \"" + shown(baseline) + "\" is no prompt of these counts");
  }
}

std::int64_t labels_of(const std::string& field, const std::string& where) {
  std::int64_t count = 0;
  const char* end = field.data() + field.size();
  const auto [stop, error] = std::from_chars(field.data(), end, count);
  if (error != std::errc() || stop != end || count < 0 || count > max_labels) {
    throw InputError(where + "the count \"" + shown(field) +
                     "\" is not a whole number from 0 to 1,000,000,000");
  }
  return count;
}

}  // namespace

std::map<std::string, Confusion> parse_check_set(std::string_view csv, const std::string& name,
                                                 const Counts& counts) {
  const std::vector<CsvRow> rows = read_csv(csv, name);
  const std::vector<std::string> header = {"attribute", "truth", "answer", "count"};
  if (rows.empty() || rows.front().fields != header) {
    throw InputError(name + ", line 1: the header must be attribute,truth,answer,count");
  }
  std::map<std::string, Confusion> check;
  std::set<std::vector<std::string>> seen;
  for (size_t i = 1; i < rows.size(); ++i) {
    const std::vector<std::string>& fields = rows[i].fields;
    const std::string where = name + ", line " + std::to_string(rows[i].line) + ": ";
    if (fields.size() != 4) throw InputError(where + "there must be four fields");
    const auto attribute =
        std::find_if(counts.attributes.begin(), counts.attributes.end(),
                     [&](const Attribute& each) { return each.name == fields[0]; });
    if (attribute == counts.attributes.end()) {
      throw InputError(where + "\"" + shown(fields[0]) + "\" is no attribute of the counts");
    }
    const size_t classes = attribute->classes.size();
    if (classes > max_corrected_classes) {
      throw InputError(where + shown(fields[0]) + " has " + std::to_string(classes) +
                       " classes; the correction is for at most " +
                       std::to_string(max_corrected_classes));
    }
    const size_t truth = place_in(attribute->classes, fields[1]);
    const size_t answer = place_in(attribute->classes, fields[2]);
    if (truth == classes) {
      throw InputError(where + "\"" + shown(fields[1]) + "\" is no class of " + shown(fields[0]));
    }
    if (!seen.insert({fields[0], fields[1], fields[2]}).second) {
      throw InputError(where + "the same attribute, truth and answer stand there twice");
    }
    const std::int64_t count = labels_of(fields[3], where);
    Confusion& confusion = check[fields[0]];
    confusion.resize(classes, CountVector(classes, 0));
    if (answer < classes) confusion[truth][answer] = count;
  }
  if (check.empty()) throw InputError(name + ": has a header but no labels");
  return check;
}

ordered_json analyze_counts(const Counts& counts, const ReportSettings& settings) {
  require_baseline(counts, settings.baseline);
  ordered_json report = analyze(counts, settings.analysis);
  const bool beside = settings.set || settings.target_woman || !settings.baseline.empty();
  if (beside) report["references"] = ordered_json::array();
  for (size_t a = 0; a < counts.attributes.size(); ++a) {
    const Attribute& attribute = counts.attributes[a];
    const References references = references_of(counts, a, settings);
    if (settings.sequential && attribute.classes.size() == 2) {
      judge_by_sequence(report, counts, a, references.sequence_alpha, settings.analysis);
    }
    if (beside && has_women(attribute)) {
      ordered_json rows = references_json(references, counts, a, settings.analysis);
      for (ordered_json& row : rows) {
        report["references"].push_back(std::move(row));
      }
    }
    const auto check = settings.check.find(attribute.name);
    if (check == settings.check.end()) continue;
    report["corrected_shares"][attribute.name] =
        corrected_json(counts, a, check->second, settings.analysis);
  }
  if (beside) {
    report["reference_summary"] = reference_summary_json(report["references"], settings.analysis);
  }
  return report;
}

ordered_json report_of(const Counts& counts, const ReportSettings& settings) {
  ordered_json report = {{"report", "evenlight audit of counts"}};
  report.update(analyze_counts(counts, settings));
  report["compatibility"] = compatibility_json(counts);
  report["worst"] = worst_json(report.at("groups"));
  std::vector<CheckSet> checks;
  for (const Attribute& attribute : counts.attributes) {
    CheckSet& check = checks.emplace_back();
    check.attribute = attribute.name;
    check.can_correct = settings.check.contains(attribute.name);
    check.why_not = check.can_correct ? "" : "there are no human labels";
  }
  report["limits"] = limits_of({}, checks);
  return report;
}

}  // namespace evenlight::audit
