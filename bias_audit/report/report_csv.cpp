#include "bias_audit/data/csv.h"
#include "bias_audit/report/report.h"

namespace evenlight::audit {

std::string report_csv(const Report& report) {
  std::string csv = "prompt,arm,attribute,class,count\n";
  for (const GroupResult& group : report.analysis.groups) {
    const std::string start = csv_field(group.prompt) + "," + csv_field(group.arm) + "," +
                              csv_field(group.attribute) + ",";
    for (const ClassResult& each : group.classes) {
      csv += start + csv_field(each.name) + "," + std::to_string(each.count) + "\n";
    }
    for (size_t i = 0; i < unclassified_names.size(); ++i) {
      const bool is_refused = i == size_t(Unclassified::refused);
      if (is_refused && group.unclassified[i] == 0) continue;
      csv += start + unclassified_names[i] + "," + std::to_string(group.unclassified[i]) + "\n";
    }
  }
  return csv;
}

}  // namespace evenlight::audit
