#include "app/common/recipe/object_form.h"

namespace evenlight {
namespace {

// Where the next "key=" begins, behind a comma; what looks like a key but is none is to be refused
// as one.
size_t end_of_value(std::string_view text) {
  for (size_t comma = text.find(','); comma != std::string_view::npos;
       comma = text.find(',', comma + 1)) {
    const std::string_view rest = text.substr(comma + 1);
    const std::string_view key = rest.substr(0, rest.find('='));
    const bool word =
        !key.empty() && std::ranges::all_of(key, [](char c) { return c >= 'a' && c <= 'z'; });
    if (key.size() < rest.size() && word) return comma;
  }
  return text.size();
}

}  // namespace

std::vector<KeyedText> keyed_texts(std::string_view text) {
  std::vector<KeyedText> texts;
  while (!text.empty()) {
    const size_t equals = std::min(text.find('='), text.size());
    KeyedText one{std::string(text.substr(0, equals)), {}};
    text.remove_prefix(std::min(equals + 1, text.size()));
    const size_t end = end_of_value(text);
    one.value = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    texts.push_back(std::move(one));
  }
  return texts;
}

}  // namespace evenlight
