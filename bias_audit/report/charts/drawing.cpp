#include "bias_audit/report/charts/drawing.h"

#include <charconv>

namespace evenlight::audit {

namespace {

// At most two decimals, none that are zero; the same in every locale.
std::string number(double value) {
  char text[64];
  const auto end = std::to_chars(text, text + sizeof text, value, std::chars_format::fixed, 2).ptr;
  std::string out(text, end);
  out.erase(out.find_last_not_of('0') + 1);
  if (out.back() == '.') out.pop_back();
  return out == "-0" ? "0" : out;
}

std::string attribute(const char* name, double value) {
  return std::string(" ") + name + "=\"" + number(value) + "\"";
}
std::string attribute(const char* name, const std::string& value) {
  return std::string(" ") + name + "=\"" + escape_xml(value) + "\"";
}

struct SvgWriter {
  std::string& out;

  void operator()(const RectShape& s) const {
    out += "<rect" + attribute("x", s.x) + attribute("y", s.y) + attribute("width", s.width) +
           attribute("height", s.height) + attribute("fill", s.fill) + "/>\n";
  }
  void operator()(const LineShape& s) const {
    out += "<line" + attribute("x1", s.x1) + attribute("y1", s.y1) + attribute("x2", s.x2) +
           attribute("y2", s.y2) + attribute("stroke", s.colour) +
           attribute("stroke-width", s.width) + (s.dashed ? " stroke-dasharray=\"4 3\"" : "") +
           "/>\n";
  }
  void operator()(const CircleShape& s) const {
    out += "<circle" + attribute("cx", s.x) + attribute("cy", s.y) + attribute("r", s.radius) +
           attribute("fill", s.fill) + "/>\n";
  }
  void operator()(const DiamondShape& s) const {
    out += "<path d=\"M" + number(s.x) + " " + number(s.y - s.radius) + "L" +
           number(s.x + s.radius) + " " + number(s.y) + "L" + number(s.x) + " " +
           number(s.y + s.radius) + "L" + number(s.x - s.radius) + " " + number(s.y) + "Z\"" +
           attribute("fill", s.fill) + "/>\n";
  }
  void operator()(const TextShape& s) const {
    constexpr const char* anchors[] = {"start", "middle", "end"};
    out += "<text" + attribute("x", s.x) + attribute("y", s.y) + attribute("font-size", s.size) +
           attribute("fill", s.colour);
    if (s.anchor != Anchor::start)
      out += attribute("text-anchor", std::string(anchors[int(s.anchor)]));
    if (s.bold) out += " font-weight=\"600\"";
    out += ">" + escape_xml(s.text) + "</text>\n";
  }
};

}  // namespace

std::string escape_xml(const std::string& text) {
  std::string out;
  for (const char c : text) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      case '\'':
        out += "&#39;";
        break;
      default:
        if (static_cast<unsigned char>(c) >= 0x20 || c == '\n' || c == '\t') out += c;
    }
  }
  return out;
}

std::string to_svg(const Drawing& drawing) {
  const std::string size = number(drawing.width) + " " + number(drawing.height);
  std::string out = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 " + size + "\"" +
                    attribute("width", drawing.width) + attribute("height", drawing.height) +
                    " role=\"img\"" + attribute("aria-label", drawing.title) +
                    " font-family=\"system-ui, 'DejaVu Sans', sans-serif\">\n<title>" +
                    escape_xml(drawing.title) + "</title>\n";
  for (const Shape& shape : drawing.shapes) std::visit(SvgWriter{out}, shape);
  return out + "</svg>\n";
}

}  // namespace evenlight::audit
