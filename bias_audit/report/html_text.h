#pragma once

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

namespace evenlight::audit {
struct Drawing;
}

// Markup that cannot be mixed up with text: it is made of literals ("<td>"_html), of text that is
// escaped on the way in, and of our own drawings.
namespace evenlight::audit::html {

class Html {
 public:
  Html() = default;
  Html& operator+=(const Html& other) {
    markup_ += other.markup_;
    return *this;
  }
  friend Html operator+(Html left, const Html& right) { return std::move(left += right); }

  const std::string& markup() const { return markup_; }
  bool empty() const { return markup_.empty(); }

 private:
  explicit Html(std::string markup) : markup_(std::move(markup)) {}
  friend Html operator""_html(const char* literal, size_t size);
  friend Html text(const std::string& raw);
  friend Html svg(const Drawing& drawing);
  friend Html contents_of(const Html& body);

  std::string markup_;
};

Html operator""_html(const char* literal, size_t size);
Html text(const std::string& raw);  // escaped
Html svg(const Drawing& drawing);

// Links to the titles that section_title() wrote into the page, in a <nav>.
Html section_title(const std::string& words);
Html contents_of(const Html& body);

}  // namespace evenlight::audit::html
