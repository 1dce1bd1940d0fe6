#include "bias_audit/data/class_names.h"

#include <utf8proc.h>

#include <cstdlib>
#include <memory>

namespace evenlight::audit {

namespace {

constexpr int without_hidden_marks = UTF8PROC_IGNORE | UTF8PROC_STRIPCC;

std::string mapped(const std::string& text, int options) {
  utf8proc_uint8_t* bytes = nullptr;
  const utf8proc_ssize_t size = utf8proc_map(
      reinterpret_cast<const utf8proc_uint8_t*>(text.data()), utf8proc_ssize_t(text.size()), &bytes,
      utf8proc_option_t(options | UTF8PROC_STABLE | UTF8PROC_COMPOSE));
  const std::unique_ptr<utf8proc_uint8_t, void (*)(void*)> owned(bytes, std::free);
  return size < 0 ? text : std::string(reinterpret_cast<const char*>(bytes), size_t(size));
}

std::string trimmed(const std::string& text) {
  const size_t start = text.find_first_not_of(' ');
  if (start == std::string::npos) return "";
  return text.substr(start, text.find_last_not_of(' ') - start + 1);
}

// One mark between words, whichever and however many there are.
std::string with_one_mark(const std::string& text) {
  std::string marked;
  for (const char c : text) {
    const bool is_mark = c == ' ' || c == '-' || c == '_';
    if (is_mark && !marked.empty() && marked.back() == '_') continue;
    marked += is_mark ? '_' : c;
  }
  return marked;
}

// Lumping makes every blank a blank, every dash a hyphen, every apostrophe one.
std::string folded_with(const std::string& name, int more) {
  return with_one_mark(trimmed(mapped(
      name, UTF8PROC_COMPAT | UTF8PROC_CASEFOLD | UTF8PROC_LUMP | without_hidden_marks | more)));
}

}  // namespace

std::string composed(const std::string& text) {
  return mapped(text, 0);
}

std::string tidy_name(const std::string& name) {
  // Blanks of other kinds (U+00A0, U+2003, …) become the usual one, and nothing else changes.
  std::string tidy;
  const std::string text = mapped(name, without_hidden_marks);
  const auto* at = reinterpret_cast<const utf8proc_uint8_t*>(text.data());
  for (auto left = utf8proc_ssize_t(text.size()); left > 0;) {
    utf8proc_int32_t codepoint = 0;
    const utf8proc_ssize_t size = utf8proc_iterate(at, left, &codepoint);
    if (size < 1) return name;
    if (utf8proc_category(codepoint) == UTF8PROC_CATEGORY_ZS) {
      tidy += ' ';
    } else {
      tidy.append(reinterpret_cast<const char*>(at), size_t(size));
    }
    at += size;
    left -= size;
  }
  return trimmed(tidy);
}

std::string folded_name(const std::string& name) {
  return folded_with(name, 0);
}

std::string searched_name(const std::string& name) {
  return folded_with(name, UTF8PROC_STRIPMARK);
}

}  // namespace evenlight::audit
