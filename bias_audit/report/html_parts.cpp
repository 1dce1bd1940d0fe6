#include "bias_audit/report/html_parts.h"

#include <algorithm>

#include "bias_audit/data/words.h"
#include "bias_audit/report/report.h"

namespace evenlight::audit::html {

namespace {

constexpr const char* style_sheet = R"(<style>
:root{color-scheme:light;background:#fff}
body{font:15px/1.5 system-ui,'DejaVu Sans',sans-serif;color:#222;max-width:980px;margin:2rem auto;padding:0 1rem}
h1{font-size:1.7rem;margin:0}h2{margin-top:2.2rem;border-bottom:1px solid #ddd}h3{margin:1.4rem 0 .3rem}
table{border-collapse:collapse;font-size:13px;margin:.6rem 0}td,th{padding:.2rem .6rem;border-bottom:1px solid #e4e4e4;text-align:left;vertical-align:top}
td.n{text-align:right;white-space:nowrap;font-variant-numeric:tabular-nums}
.headline{background:#f2f6fa;border-left:5px solid #0072b2;padding:.8rem 1.1rem;margin:1rem 0}
.badge{display:inline-block;padding:0 .5rem;border-radius:3px;background:#e6e6e6;font-size:13px}
.skewed{background:#fbe3d3}.within{background:#d9efe6}
.card{border:1px solid #e0e0e0;border-radius:6px;padding:.4rem 1rem 1rem;margin:1rem 0;break-inside:avoid}
.sheet{display:flex;flex-wrap:wrap;gap:6px}.sheet figure{margin:0;width:96px;font-size:10px;color:#555}
.sheet img{width:96px;display:block}
.chart{overflow-x:auto}.chart svg{width:100%;min-width:620px;max-width:820px;height:auto}
.tiles{display:flex;flex-wrap:wrap;gap:10px;margin:1rem 0}.tile{flex:1 1 120px;border-radius:6px;background:#f0f0f0;padding:.5rem .8rem;font-size:13px;color:#444}
.tile b{display:block;font-size:1.5rem;color:#222}.tile.skewed{background:#fbe3d3}.tile.within{background:#d9efe6}
@media (max-width:700px){table{display:block;overflow-x:auto}.card{padding:.4rem .6rem 1rem}}
.bar{display:inline-block;height:10px;background:#0072b2;vertical-align:middle}
summary{cursor:pointer;font-weight:600;margin:.6rem 0}
code{background:#f4f4f4;padding:.1rem .3rem;word-break:break-all}.small{font-size:13px;color:#555}
</style>
)";

}  // namespace

std::string style() {
  return style_sheet;
}

std::string text(const std::string& raw) {
  return escape_xml(raw);
}
std::string cell(const std::string& raw) {
  return "<td>" + text(raw) + "</td>";
}
std::string number_cell(const std::string& raw) {
  return "<td class=\"n\">" + text(raw) + "</td>";
}
std::string header(std::initializer_list<const char*> names, const std::string& last) {
  std::string row = "<tr>";
  for (const char* name : names) row += std::string("<th>") + name + "</th>";
  if (!last.empty()) row += "<th>" + last + "</th>";
  return row + "</tr>\n";
}
std::string paragraph(const std::string& raw, const char* css_class) {
  return (css_class ? "<p class=\"" + std::string(css_class) + "\">" : std::string("<p>")) +
         text(with_unbroken_percents(raw)) + "</p>\n";
}
std::string badge(const std::string& verdict, const std::string& before) {
  return "<span class=\"badge " + text(verdict) + "\">" + text(before + verdict) + "</span>";
}

std::string interval(const nlohmann::ordered_json& pair) {
  return percent(pair.at(0), 1) + " – " + percent(pair.at(1), 1);
}

std::string chart(const Drawing& drawing) {
  return "<div class=\"chart\">" + to_svg(drawing) + "</div>\n";
}

}  // namespace evenlight::audit::html
