#include "bias_audit/report/html_parts.h"

#include <algorithm>

#include "bias_audit/data/words.h"
#include "bias_audit/report/numbers.h"

namespace evenlight::audit::html {

Html style() {
  return R"(<style>
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
.chart svg{width:100%;max-width:820px;height:auto}
.answer{background:#f2f6fa;border-left:6px solid #0072b2;padding:.6rem 1.2rem;margin:1.2rem 0}.answer .big{font-size:1.25rem;font-weight:600;margin:.4rem 0}
.about{margin:1rem 0}.logo{float:right;max-height:64px;max-width:200px}
.contents{columns:2;margin:1.5rem 0;font-size:14px}.contents a{display:block;color:#0072b2}
.tiles{display:flex;flex-wrap:wrap;gap:10px;margin:1rem 0}.tile{flex:1 1 120px;border-radius:6px;background:#f0f0f0;padding:.5rem .8rem;font-size:13px;color:#444}
.tile b{display:block;font-size:1.5rem;color:#222}.tile.skewed{background:#fbe3d3}.tile.within{background:#d9efe6}
@media (max-width:700px){.contents{columns:1}table{display:block;overflow-x:auto}.card{padding:.4rem .6rem 1rem}}
.bar{display:inline-block;height:10px;background:#0072b2;vertical-align:middle}
summary{cursor:pointer;font-weight:600;margin:.6rem 0}
code{background:#f4f4f4;padding:.1rem .3rem;word-break:break-all}.small{font-size:13px;color:#555}
</style>
)"_html;
}

Html cell(const std::string& raw) {
  return "<td>"_html + text(raw) + "</td>"_html;
}

Html number_cell(const std::string& raw) {
  return "<td class=\"n\">"_html + text(raw) + "</td>"_html;
}

Html header(const std::vector<std::string>& names) {
  Html row = "<tr>"_html;
  for (const std::string& name : names) row += "<th>"_html + text(name) + "</th>"_html;
  return row + "</tr>\n"_html;
}

Html paragraph(const std::string& raw) {
  return "<p>"_html + text(with_unbroken_percents(raw)) + "</p>\n"_html;
}

Html small_paragraph(const std::string& raw) {
  return "<p class=\"small\">"_html + text(with_unbroken_percents(raw)) + "</p>\n"_html;
}

Html badge(Verdict verdict, const std::string& before) {
  const std::string name = verdict_name(verdict);
  return "<span class=\"badge "_html + text(name) + "\">"_html + text(before + name) +
         "</span>"_html;
}

Html plain_badge(const std::string& words) {
  return "<span class=\"badge\">"_html + text(words) + "</span>"_html;
}

std::string interval_text(const Interval& interval) {
  return percent(interval.lo, 1) + " – " + percent(interval.hi, 1);
}

Html chart(const Drawing& drawing) {
  return "<div class=\"chart\">"_html + svg(drawing) + "</div>\n"_html;
}

}  // namespace evenlight::audit::html
