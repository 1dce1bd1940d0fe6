#include "bias_audit/analysis/image_tables.h"

#include <algorithm>

#include "bias_audit/data/attribute_classes.h"
#include "bias_audit/stats/multinomial.h"

namespace evenlight::audit {

namespace {

bool is_baseline(const AuditSettings& audit, const ImageRow& row) {
  return audit.baseline && row.subject + 1 == audit.set.subjects.size();
}

bool is_classified(const Measurement& m) {
  return m.outcome == "woman" || m.outcome == "man";
}

using ClassNames = std::vector<std::vector<std::string>>;  // by attribute

// The cell of an image; nothing without a person or a class in each attribute.
std::optional<size_t> cell_of(const Measurement& m, const std::vector<std::string>& attributes,
                              const ClassNames& classes) {
  if (!m.has_person()) return std::nullopt;
  size_t cell = 0;
  for (size_t a = 0; a < attributes.size(); ++a) {
    const auto found = std::find(classes[a].begin(), classes[a].end(), m.label_of(attributes[a]));
    if (found == classes[a].end()) return std::nullopt;
    cell = cell * classes[a].size() + size_t(found - classes[a].begin());
  }
  return cell;
}

std::vector<std::string> names_of_cell(size_t cell, const ClassNames& classes) {
  std::vector<std::string> names(classes.size());
  for (size_t a = classes.size(); a-- > 0;) {
    names[a] = classes[a][cell % classes[a].size()];
    cell /= classes[a].size();
  }
  return names;
}

Crossing crossing_of(const AuditSettings& audit, const std::vector<ImageRow>& images,
                     const std::vector<std::string>& attributes, double alpha) {
  ClassNames classes;
  size_t cells = 1;
  for (const std::string& attribute : attributes) {
    classes.push_back(classes_of(attribute, audit));
    cells *= classes.back().size();
  }
  Crossing crossing{attributes, 0, {}};
  CountVector counts(cells, 0);
  for (const ImageRow& row : images) {
    if (is_baseline(audit, row)) continue;
    const std::optional<size_t> cell = cell_of(row.measurement, attributes, classes);
    if (!cell) continue;
    ++counts[*cell];
    ++crossing.n;
  }
  if (crossing.n == 0) return crossing;
  const std::vector<Interval> joint = goodman(counts, alpha);
  for (size_t i = 0; i < cells; ++i) {
    crossing.cells.push_back(
        {names_of_cell(i, classes), counts[i], double(counts[i]) / double(crossing.n), joint[i]});
  }
  return crossing;
}

}  // namespace

Coverage coverage_of(const AuditSettings& audit, const std::vector<ImageRow>& images) {
  Coverage coverage;
  for (const char* outcome : presentation_outcomes) coverage.outcomes.emplace_back(outcome, 0);
  for (const ImageRow& row : images) {
    if (is_baseline(audit, row)) continue;
    const Measurement& m = row.measurement;
    for (auto& [outcome, count] : coverage.outcomes) count += outcome == m.outcome ? 1 : 0;
    coverage.classified += is_classified(m) ? 1 : 0;
    coverage.with_a_tone += m.label_of("tone_band") != "unclear" && m.has_person() ? 1 : 0;
    coverage.without_a_usable_picture += row.file.empty() && m.outcome != "refused" ? 1 : 0;
    ++coverage.images;
  }
  // Pictures that are made here are not refused.
  if (!audit.generator) {
    std::erase_if(coverage.outcomes,
                  [](const auto& each) { return each.first == "refused" && each.second == 0; });
  }
  return coverage;
}

std::vector<TemplateShare> template_shares(const AuditSettings& audit,
                                           const std::vector<ImageRow>& images, double alpha) {
  std::vector<TemplateShare> rows;
  for (size_t t = 0; t < audit.set.templates.size(); ++t) {
    int64_t woman = 0, n = 0, total = 0;
    for (const ImageRow& row : images) {
      if (is_baseline(audit, row) || audit.set.template_of(row.image) != t) continue;
      ++total;
      woman += row.measurement.outcome == "woman" ? 1 : 0;
      n += is_classified(row.measurement) ? 1 : 0;
    }
    rows.push_back({audit.set.templates[t].text, total, counted_share(woman, n, alpha)});
  }
  return rows;
}

std::vector<Crossing> crossings_of(const AuditSettings& audit, const std::vector<ImageRow>& images,
                                   double alpha) {
  const std::vector<std::vector<std::string>> wanted = {
      {"presentation", "tone_band"}, {"presentation", "age"}, {"presentation", "tone_band", "age"}};
  std::vector<Crossing> crossings;
  for (const std::vector<std::string>& attributes : wanted) {
    Crossing crossing = crossing_of(audit, images, attributes, alpha);
    if (crossing.n > 0) crossings.push_back(std::move(crossing));
  }
  return crossings;
}

std::vector<ControlShare> control_shares(const AuditSettings& audit,
                                         const std::vector<ImageRow>& images, double alpha) {
  std::vector<ControlShare> rows;
  for (size_t s = 0; s < audit.set.subjects.size(); ++s) {
    const std::string& expected = audit.set.subjects[s].expected;
    if (expected.empty()) continue;
    int64_t as_expected = 0, total = 0;
    for (const ImageRow& row : images) {
      if (row.subject != s) continue;
      ++total;
      as_expected += row.measurement.outcome == expected ? 1 : 0;
    }
    rows.push_back({audit.set.subjects[s].id, expected, counted_share(as_expected, total, alpha)});
  }
  return rows;
}

}  // namespace evenlight::audit
