#include "engine/base/message.h"

#include <fmt/format.h>

namespace evenlight {
namespace {

constexpr const char* plain_text = "{0}";

std::vector<const char*>& all_messages() {
  static std::vector<const char*> texts;
  return texts;
}

// Says one argument in its place; `format` is what stands in the place after the colon, if any.
struct Speaker {
  const Wording& wording;
  std::string_view format;

  std::string operator()(const std::string& text) const { return text; }
  template <class Number>
  std::string operator()(Number number) const requires std::is_arithmetic_v<Number> {
    return wording.number(fmt::format(fmt::runtime(fmt::format("{{:{}}}", format)), number));
  }
  std::string operator()(const Field& field) const { return wording.field(field.key); }
  std::string operator()(const Message& message) const { return worded(message, wording); }
  std::string operator()(const std::vector<Argument>& list) const {
    std::string joined;
    for (const Argument& one : list) {
      joined += (joined.empty() ? "" : ", ") + std::visit(*this, one.value);
    }
    return joined;
  }
};

// `place` is "0" or "1:.2f". A translation may err: a place that is none says nothing.
std::string in_place(std::string_view place, const std::vector<Argument>& arguments,
                     const Wording& wording) {
  const size_t index = place.empty() ? arguments.size() : size_t(place[0] - '0');
  if (index >= arguments.size()) return {};
  const std::string_view format = place.size() > 2 ? place.substr(2) : std::string_view();
  return std::visit(Speaker{wording, format}, arguments[index].value);
}

}  // namespace

KnownMessage::KnownMessage(const char* text) : text_(text) {
  all_messages().push_back(text);
}

const std::vector<const char*>& known_messages() {
  return all_messages();
}

Message plain(std::string text) {
  return {plain_text, {std::move(text)}};
}

std::string worded(const Message& message, const Wording& wording) {
  const bool is_plain = message.text == plain_text;
  const std::string text = is_plain ? plain_text : wording.sentence(message.text);
  std::string said;
  for (size_t i = 0; i < text.size(); ++i) {
    const bool brace = text[i] == '{' || text[i] == '}';
    const size_t end = brace ? text.find('}', i) : text.npos;
    if (brace && i + 1 < text.size() && text[i + 1] == text[i]) {
      said += text[i++];
    } else if (brace && text[i] == '{' && end != text.npos) {
      said +=
          in_place(std::string_view(text).substr(i + 1, end - i - 1), message.arguments, wording);
      i = end;
    } else {
      said += text[i];
    }
  }
  return said;
}

}  // namespace evenlight
