#pragma once

#include "bias_audit/report/book.h"
#include "bias_audit/report/html_text.h"
#include "bias_audit/report/report.h"
#include "bias_audit/stats/impact_ratio.h"

// Impact ratios as NYC's Local Law 144 asks for them: by class, and by intersection.
namespace evenlight::audit {

struct ImpactRow {
  std::string arm;
  std::vector<std::string> attributes, classes;  // of an intersection several
  int64_t count = 0;
  double share = 0;
  ImpactRatio ratio;
  // By the whole interval, so that luck alone flags few.
  bool below_four_fifths() const { return ratio.interval.hi < 0.8; }
  // The rules let what is so rare be left out of the ratios, if it is counted.
  bool is_rare() const { return share < 0.02; }
};

// Over all prompts together: every attribute, then the intersections.
std::vector<ImpactRow> impact_rows(const Report& report);

html::Html impact_section(const Report& report);
void add_impact(Book& book, const Report& report);
nlohmann::ordered_json impact_json(const Report& report);

}  // namespace evenlight::audit
