#include "bias_audit/report/standards.h"

namespace evenlight::audit {

namespace {

// What a person has to say stands in the --about file; the rest in a section of the report.
struct Row {
  const char* standard;
  const char* asks;
  const char* section;                  // of the report, or ""
  std::vector<const char*> about = {};  // fields that answer it
};

const std::vector<Row>& rows() {
  static const std::vector<Row> all = {
      {"NYC LL 144, § 5-301", "impact ratios by sex and intersection", "Impact ratios"},
      {"NYC LL 144, § 5-301", "number of individuals of unknown category", "What the images were"},
      {"NYC LL 144, § 5-302",
       "date of the audit, source of the data, distribution date",
       "",
       {"date", "data_source", "distribution_date"}},
      {"NYC LL 144, § 5-300", "an independent auditor", "", {"auditor", "independence"}},
      {"NYC LL 144, § 5-301", "an audit within the last year", "", {"date", "valid_until"}},
      {"EU AI Act, Art. 10(2)(f), Annex IV", "examination of possible biases, by group",
       "Summary; Prompts; Intersections"},
      {"EU AI Act, Annex IV",
       "intended purpose, provider, version and date",
       "",
       {"purpose", "provider", "model_version", "model_date"}},
      {"EU AI Act, Annex IV",
       "groups affected, metrics, measures taken",
       "Limits",
       {"affected_groups", "criteria", "mitigation"}},
      {"ISO/IEC TR 24027",
       "bias scenario, measure, threshold, treatment",
       "Settings",
       {"bias_scenario", "mitigation"}},
      {"ISO/IEC 42001",
       "owner, approval, risk, review",
       "",
       {"owner", "approval", "risk", "review_trigger"}},
      {"NIST AI RMF, MEASURE 2.11", "fairness and bias evaluated, results documented",
       "Summary; Limits; Instruments and people"},
      {"Model Cards", "quantitative analyses, unitary and intersectional, with intervals",
       "Prompts; Intersections"}};
  return all;
}

const char* label_of(const std::string& key) {
  for (const AboutField& field : about_fields()) {
    if (key == field.key) return field.label;
  }
  return "";
}

std::string here(const Report& report, const Row& row) {
  std::string out = row.section;
  std::string missing;
  for (const char* key : row.about) {
    const std::string* text = report.about ? report.about->find(key) : nullptr;
    if (text) {
      out += (out.empty() ? "" : "; ") + std::string(label_of(key)) + ": " + *text;
    } else {
      missing += (missing.empty() ? "" : ", ") + std::string(label_of(key));
    }
  }
  if (!missing.empty()) out += (out.empty() ? "" : "; ") + std::string("not stated: ") + missing;
  return out;
}

}  // namespace

std::vector<StandardRow> standard_rows(const Report& report) {
  std::vector<StandardRow> out;
  for (const Row& row : rows()) out.push_back({row.standard, row.asks, here(report, row)});
  return out;
}

}  // namespace evenlight::audit
