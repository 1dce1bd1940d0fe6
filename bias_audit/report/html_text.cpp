#include "bias_audit/report/html_text.h"

#include <string_view>

#include "bias_audit/report/charts/drawing.h"

namespace evenlight::audit::html {

Html operator""_html(const char* literal, size_t size) {
  return Html(std::string(literal, size));
}

Html text(const std::string& raw) {
  return Html(escape_xml(raw));
}

Html svg(const Drawing& drawing) {
  return Html(to_svg(drawing));  // which escapes what stands in it
}

Html section_title(const std::string& words) {
  std::string id;
  for (const char c : words) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    const bool capital = c >= 'A' && c <= 'Z';
    if (plain) id += c;
    if (capital) id += char(c - 'A' + 'a');
    if (!plain && !capital && !id.empty() && id.back() != '-') id += '-';
  }
  return "<h2 id=\""_html + text(id) + "\">"_html + text(words) + "</h2>\n"_html;
}

Html contents_of(const Html& body) {
  constexpr std::string_view start = "<h2 id=\"";
  const std::string& page = body.markup();
  std::string out = "<nav class=\"contents\" aria-label=\"Contents\">\n";
  for (size_t at = page.find(start); at != page.npos; at = page.find(start, at + 1)) {
    const size_t id = at + start.size(), id_end = page.find('"', id);
    const size_t words = page.find('>', id_end) + 1, words_end = page.find("</h2>", words);
    if (id_end == page.npos || words_end == page.npos) break;
    out += "<a href=\"#" + page.substr(id, id_end - id) + "\">" +
           page.substr(words, words_end - words) + "</a>\n";
  }
  return Html(out + "</nav>\n");
}

}  // namespace evenlight::audit::html
