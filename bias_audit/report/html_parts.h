#pragma once

#include <string>
#include <vector>

#include "bias_audit/report/charts/drawing.h"
#include "bias_audit/report/html_text.h"
#include "bias_audit/stats/interval.h"
#include "bias_audit/stats/verdict.h"

// The small pieces that the HTML report is made of.
namespace evenlight::audit::html {

Html style();  // the page's <style>
Html cell(const std::string& raw);
Html number_cell(const std::string& raw);
Html header(const std::vector<std::string>& names);  // a table's first row
Html paragraph(const std::string& raw);
Html small_paragraph(const std::string& raw);
Html badge(Verdict verdict, const std::string& before = "");
Html plain_badge(const std::string& words);
Html chart(const Drawing& drawing);  // as wide as the page

// "12.0 % – 30.1 %".
std::string interval_text(const Interval& interval);

}  // namespace evenlight::audit::html
