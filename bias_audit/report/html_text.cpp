#include "bias_audit/report/html_text.h"

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

}  // namespace evenlight::audit::html
