#include "bias_audit/analysis/image_counts.h"

#include <algorithm>

#include "bias_audit/data/attribute_classes.h"

namespace evenlight::audit {

Counts counts_of(const AuditSettings& settings, const std::vector<ImageRow>& images) {
  Counts counts;
  const std::vector<std::string> names = attributes_of(settings);
  for (const std::string& name : names) {
    // Without an instrument for it an attribute would be a page of empty rows.
    const std::vector<std::string> classes = classes_of(name, settings);
    const bool measured =
        name == names.front() || std::any_of(images.begin(), images.end(), [&](const auto& row) {
          const std::string& label = row.measurement.label_of(name);
          return std::find(classes.begin(), classes.end(), label) != classes.end();
        });
    if (measured) counts.attributes.push_back({name, classes});
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
      } else {
        const auto kind = unclassified_of(label).value_or(Unclassified::unclear);
        ++group.unclassified[size_t(kind)];
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
