#include "bias_audit/analysis/image_counts.h"

#include <algorithm>

#include "bias_audit/data/attribute_classes.h"

namespace evenlight::audit {

Counts counts_of(const AuditSettings& settings, const std::vector<ImageRow>& images) {
  Counts counts;
  for (const std::string& name : settings.set.attributes) {
    // Without an instrument for it an attribute would be a page of empty rows.
    const bool measured =
        name == "presentation" || std::any_of(images.begin(), images.end(), [&](const auto& row) {
          const std::string& label = row.measurement.label_of(name);
          return row.measurement.has_person() && label != "unclear";
        });
    if (measured) counts.attributes.push_back({name, classes_of(name, settings.instruments)});
  }
  const size_t subjects = settings.set.subjects.size() - (settings.baseline ? 1 : 0);
  for (size_t a = 0; a < counts.attributes.size(); ++a) {
    for (size_t s = 0; s < subjects; ++s) {
      counts.groups.push_back({settings.set.subjects[s].id, settings.arm, a,
                               CountVector(counts.attributes[a].classes.size(), 0)});
    }
  }
  for (const ImageRow& row : images) {
    if (row.subject >= subjects) continue;
    for (size_t a = 0; a < counts.attributes.size(); ++a) {
      const Attribute& attribute = counts.attributes[a];
      CountGroup& group = counts.groups[a * subjects + row.subject];
      const std::string& label = row.measurement.label_of(attribute.name);
      const auto found = std::find(attribute.classes.begin(), attribute.classes.end(), label);
      if (found != attribute.classes.end()) {
        ++group.counts[size_t(found - attribute.classes.begin())];
      } else if (label == "several_people") {
        ++group.unclassified[size_t(Unclassified::several_people)];
      } else if (label == "no_face") {
        ++group.unclassified[size_t(Unclassified::no_face)];
      } else {
        ++group.unclassified[size_t(Unclassified::unclear)];
      }
    }
  }
  if (settings.imported) {
    // What nobody handed in pictures of was not asked.
    std::erase_if(counts.groups, [](const CountGroup& group) {
      return group.classified() + group.unclear() == 0;
    });
  }
  return counts;
}

}  // namespace evenlight::audit
