// Sentences for people, kept apart from the language and the program that says them.
#pragma once

#include <algorithm>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace evenlight {

struct Argument;

// `text` is the sentence in English, with places {0}, {1:.2f} … for the arguments ({{ and }} are
// the braces themselves). It is the message's id at the same time, as in gettext: a program looks
// it up to say it in another language or in words of its own. Made by `say`.
struct Message {
  const char* text = "";  // lives as long as the program
  std::vector<Argument> arguments;
};

// A recipe's field or a setting, by its key: "cfg_rescale" is --cfg-rescale to the command and
// "Guidance rescale" to the studio.
struct Field {
  std::string key;
};

struct Argument {
  Argument(std::string value) : value(std::move(value)) {}
  Argument(std::string_view value) : value(std::string(value)) {}
  Argument(const char* value) : value(std::string(value)) {}
  Argument(double value) : value(value) {}
  Argument(float) = delete;  // has other digits than its double: say which are meant
  Argument(bool) = delete;
  Argument(char) = delete;
  Argument(Field value) : value(std::move(value)) {}
  Argument(Message value) : value(std::move(value)) {}
  Argument(std::vector<Argument> value) : value(std::move(value)) {}  // joined by ", "
  template <std::integral Whole>
  Argument(Whole whole) {
    if constexpr (std::signed_integral<Whole>) {
      value = int64_t(whole);
    } else {
      value = uint64_t(whole);
    }
  }

  std::variant<std::string, int64_t, uint64_t, double, Field, Message, std::vector<Argument>> value;
};

// Of texts, messages or fields.
template <class Values>
std::vector<Argument> as_list(const Values& values) {
  return {std::begin(values), std::end(values)};
}

// A text that no program can translate, such as one that a person or a library wrote.
Message plain(std::string text);

// How a program says what the layers below leave open. This one says the English as it stands.
class Wording {
 public:
  virtual ~Wording() = default;
  virtual std::string sentence(const char* text) const { return text; }
  virtual std::string field(std::string_view key) const { return std::string(key); }
  virtual std::string number(std::string digits) const { return digits; }  // "0.25", "1e-07"
};

std::string worded(const Message& message, const Wording& wording = {});

// One of the messages of the program; each is in the list that the program begins with.
class KnownMessage {
 public:
  explicit KnownMessage(const char* text);
  const char* text() const { return text_; }

 private:
  const char* text_;
};
const std::vector<const char*>& known_messages();

// Whether `text` has the places {0} to {count - 1}, each at least once, and no others.
constexpr bool has_places(std::string_view text, size_t count) {
  uint64_t seen = 0;
  for (size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '{' && text[i] != '}') continue;
    if (i + 1 < text.size() && text[i + 1] == text[i]) {
      ++i;
      continue;
    }
    // Without find(): GCC 12 takes it for no constant where sanitizers are on.
    size_t end = i;
    while (end < text.size() && text[end] != '}') ++end;
    if (text[i] == '}' || end == text.size() || i + 1 == end) return false;
    const size_t place = size_t(text[i + 1] - '0');
    if (place >= count || (text[i + 2] != ':' && i + 2 != end)) return false;
    seen |= uint64_t(1) << place;
    i = end;
  }
  return count <= 10 && seen == (uint64_t(1) << count) - 1;
}

template <size_t size>
struct MessageText {
  char text[size];
  consteval MessageText(const char (&literal)[size]) { std::copy_n(literal, size, text); }
};

template <MessageText literal>
inline const KnownMessage known_message{literal.text};

// say<"{0}: no such file.">(path): the message and what stands in its places.
template <MessageText literal, class... Values>
Message say(Values&&... values) {
  static_assert(has_places(literal.text, sizeof...(Values)),
                "the sentence needs one place {0}, {1} … for each value");
  return {known_message<literal>.text(), {Argument(std::forward<Values>(values))...}};
}

}  // namespace evenlight
