#include "engine/text/variants.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <optional>

#include "engine/base/error.h"
#include "engine/text/bpe.h"
#include "engine/text/hints.h"
#include "engine/text/unicode.h"

namespace evenlight {
namespace {

constexpr int most_depth = 64;             // of brackets and lists inside each other
constexpr size_t most_choices = 50000000;  // that are looked at for one text
constexpr size_t longest_name = 200;       // bytes
constexpr int most_options_drawn = 1000;   // by one bracket

// SplitMix64 (Steele et al. 2014): the same on every machine, and good enough to choose by.
class Draws {
 public:
  explicit Draws(uint64_t seed) : state_(seed) {}

  // 0 … 1, without 1.
  double next() {
    state_ += 0x9e3779b97f4a7c15u;
    uint64_t z = state_;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    z ^= z >> 31;
    return double(z >> 11) * 0x1.0p-53;
  }

 private:
  uint64_t state_;
};

// For each { and [ of a text, where it is closed; npos for one that never is, and elsewhere.
// Escaped ones do not count.
std::vector<size_t> closings(std::string_view text) {
  std::vector<size_t> closed_at(text.size(), text.npos), curly, square;
  const auto close = [&](std::vector<size_t>& open, size_t at) {
    if (open.empty()) return;
    closed_at[open.back()] = at;
    open.pop_back();
  };
  for (size_t at = 0; at < text.size(); ++at) {
    if (text[at] == '\\')
      ++at;
    else if (text[at] == '{')
      curly.push_back(at);
    else if (text[at] == '[')
      square.push_back(at);
    else if (text[at] == '}')
      close(curly, at);
    else if (text[at] == ']')
      close(square, at);
  }
  return closed_at;
}

bool is_name_char(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte >= 0x80 || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
         (c >= '0' && c <= '9') || c == '_' || c == '-' || c == '/' || c == '.';
}

// "__name__" at the start of `rest`: the name, or nothing.
std::optional<std::string_view> list_name(std::string_view rest) {
  if (!rest.starts_with("__")) return std::nullopt;
  const size_t end = rest.substr(0, longest_name + 4).find("__", 3);
  if (end == rest.npos || rest[2] == '_') return std::nullopt;
  const std::string_view name = rest.substr(2, end - 2);
  return std::ranges::all_of(name, is_name_char) ? std::optional(name) : std::nullopt;
}

// The length of the form that begins there, 0 where none does.
size_t form_length(std::string_view text, size_t at, const std::vector<size_t>& closed_at) {
  if (text[at] == '{') return closed_at[at] == text.npos ? 0 : closed_at[at] + 1 - at;
  const auto name = list_name(text.substr(at));
  return name ? name->size() + 4 : 0;
}

// Cut at each | that is not inside of brackets: [a|b] in it is A1111's.
std::vector<std::string_view> options_of(std::string_view inside) {
  const std::vector<size_t> closed_at = closings(inside);
  std::vector<std::string_view> options;
  size_t start = 0;
  for (size_t at = 0; at < inside.size(); ++at) {
    if (inside[at] == '\\') {
      ++at;
    } else if (closed_at[at] != inside.npos) {
      at = closed_at[at];
    } else if (inside[at] == '|') {
      options.push_back(inside.substr(start, at - start));
      start = at + 1;
    }
  }
  options.push_back(inside.substr(start));
  return options;
}

std::optional<int> whole_number(std::string_view text) {
  int number = 0;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (problem != std::errc() || end != text.data() + text.size() || number < 0) return std::nullopt;
  return std::min(number, most_options_drawn);
}

// How many options a bracket takes.
struct Amount {
  int least = 1, most = 1;
  std::string joint = ", ";
};

// "2", "1-3", "2-", "-3", or nothing.
std::optional<Amount> amount_of(std::string_view text) {
  const size_t dash = text.find('-');
  if (dash == text.npos) {
    const auto number = whole_number(text);
    return number ? std::optional(Amount{*number, *number}) : std::nullopt;
  }
  const std::string_view low = text.substr(0, dash), high = text.substr(dash + 1);
  if (low.empty() && high.empty()) return std::nullopt;
  const auto least = low.empty() ? 1 : whole_number(low);
  const auto most = high.empty() ? most_options_drawn : whole_number(high);
  if (!least || !most) return std::nullopt;
  return Amount{std::min(*least, *most), std::max(*least, *most)};
}

// Takes "2$$" or "2$$ and $$" off the front of a bracket's inside.
Amount take_amount(std::string_view& inside) {
  const size_t mark = inside.find("$$");
  if (mark == inside.npos) return {};
  auto amount = amount_of(inside.substr(0, mark));
  if (!amount) return {};
  inside.remove_prefix(mark + 2);
  const size_t second = inside.find("$$");
  if (second != inside.npos && inside.substr(0, second).find_first_of("|{}") == inside.npos) {
    amount->joint = inside.substr(0, second);
    inside.remove_prefix(second + 2);
  }
  return *amount;
}

struct Option {
  std::string_view text;
  double weight = 1.0;
};

// "0.5::a"
Option option_of(std::string_view text) {
  const size_t mark = text.find("::");
  if (mark == text.npos || mark == 0) return {text};
  std::string_view number = text.substr(0, mark);
  while (number.starts_with(' ')) number.remove_prefix(1);
  double weight = 0;
  const auto [end, problem] = std::from_chars(number.data(), number.data() + number.size(), weight,
                                              std::chars_format::fixed);
  const bool whole = problem == std::errc() && end == number.data() + number.size();
  if (!whole || !(weight >= 0 && weight <= 1e9)) return {text};
  return {text.substr(mark + 2), weight};
}

class Drawing {
 public:
  Drawing(uint64_t seed, const WordList& lists) : draws_(seed), lists_(lists) {}

  std::string expand(std::string_view text, int depth) {
    if (depth > most_depth) {
      throw Error(ErrorKind::usage,
                  say<"the prompt has more than {0} brackets or lists inside each other: remove "
                      "some, or {1}">(most_depth, hint_take_as_it_is()));
    }
    const std::vector<size_t> closed_at = closings(text);
    std::string result;
    for (size_t at = 0; at < text.size();) {
      const size_t length = text[at] == '\\' ? 0 : form_length(text, at, closed_at);
      if (length == 0) {
        const size_t plain = text[at] == '\\' ? 2 : 1;
        result += text.substr(at, plain);
        at += plain;
      } else {
        const std::string_view form = text.substr(at, length);
        result += form[0] == '{' ? bracket(form.substr(1, length - 2), depth)
                                 : from_list(form.substr(2, length - 4), depth);
        at += length;
      }
      require_short(result);
    }
    return result;
  }

 private:
  static void require_short(const std::string& text) {
    if (text.size() <= Bpe::max_text_bytes) return;
    throw Error(ErrorKind::usage, say<"the text that is drawn for the prompt has more than {0} "
                                      "bytes: draw less at once">(Bpe::max_text_bytes));
  }

  std::string bracket(std::string_view inside, int depth) {
    const Amount amount = take_amount(inside);
    std::vector<Option> options;
    const std::vector<std::string_view> texts = options_of(inside);
    const auto name = texts.size() == 1 ? list_name(texts.front()) : std::nullopt;
    if (name && name->size() + 4 == texts.front().size()) {
      for (const std::string& line : list(*name)) options.push_back(option_of(line));
      const Inside here(*this, *name);
      return joined(draw(options, amount), amount, depth);
    }
    for (const std::string_view text : texts) options.push_back(option_of(text));
    return joined(draw(options, amount), amount, depth);
  }

  std::string from_list(std::string_view name, int depth) {
    std::vector<Option> options;
    for (const std::string& line : list(name)) options.push_back(option_of(line));
    const Inside here(*this, name);
    return joined(draw(options, {}), {}, depth);
  }

  std::string joined(const std::vector<std::string_view>& drawn, const Amount& amount, int depth) {
    std::string text;
    for (size_t i = 0; i < drawn.size(); ++i) {
      text += (i > 0 ? amount.joint : "") + expand(drawn[i], depth + 1);
      require_short(text);
    }
    return text;
  }

  const std::vector<std::string>& list(std::string_view name) {
    if (std::ranges::find(open_lists_, name) != open_lists_.end()) {
      throw Error(ErrorKind::input, say<"the list of words {0} goes round in a circle: a line of "
                                        "it leads to itself">(std::string(name)));
    }
    const std::vector<std::string>& lines = lists_(std::string(name));
    if (lines.empty()) {
      throw Error(
          ErrorKind::input,
          say<"the list of words {0} is empty: write one word or text a line">(std::string(name)));
    }
    spend(lines.size());
    return lines;
  }

  // A list is open while one of its lines is read.
  struct Inside {
    Inside(Drawing& drawing, std::string_view name) : drawing(drawing) {
      drawing.open_lists_.emplace_back(name);
    }
    ~Inside() { drawing.open_lists_.pop_back(); }
    Inside(const Inside&) = delete;
    Inside& operator=(const Inside&) = delete;
    Drawing& drawing;
  };

  // Each at most once, in the order in which they are drawn.
  std::vector<std::string_view> draw(std::vector<Option> options, const Amount& amount) {
    const int least = std::min(amount.least, int(options.size()));
    const int most = std::min(amount.most, int(options.size()));
    const int wanted = least + int(draws_.next() * (most - least + 1));
    std::vector<std::string_view> drawn;
    for (int i = 0; i < wanted; ++i) {
      spend(options.size());
      const size_t index = one_of(options);
      drawn.push_back(options[index].text);
      options.erase(options.begin() + ptrdiff_t(index));
    }
    return drawn;
  }

  // By weight; where nothing weighs anything, each alike.
  size_t one_of(const std::vector<Option>& options) {
    double total = 0;
    for (const Option& option : options) total += option.weight;
    if (total <= 0) return size_t(draws_.next() * double(options.size()));
    double left = draws_.next() * total;
    size_t last = 0;
    for (size_t i = 0; i < options.size(); ++i) {
      if (options[i].weight <= 0) continue;
      last = i;
      left -= options[i].weight;
      if (left < 0) break;
    }
    return last;
  }

  void spend(size_t choices) {
    choices_ += choices;
    if (choices_ <= most_choices) return;
    throw Error(ErrorKind::usage, say<"the prompt has more than {0} choices to draw from: draw "
                                      "less at once">(most_choices));
  }

  Draws draws_;
  const WordList& lists_;
  std::vector<std::string> open_lists_;
  size_t choices_ = 0;
};

}  // namespace

std::vector<VariantPlace> variant_places(std::string_view prompt) {
  const std::vector<size_t> closed_at = closings(prompt);
  std::vector<VariantPlace> places;
  for (size_t at = 0; at < prompt.size();) {
    if (prompt[at] == '\\') {
      at += 2;
      continue;
    }
    const size_t length = form_length(prompt, at, closed_at);
    if (length > 0) places.push_back({at, at + length});
    at += std::max<size_t>(length, 1);
  }
  return places;
}

std::string drawn_text(std::string_view prompt, uint64_t seed, uint64_t stream,
                       const WordList& lists) {
  decode_utf8(prompt);  // or throws
  if (variant_places(prompt).empty()) return std::string(prompt);
  // Far apart, so that neighbouring seeds have nothing in common.
  Draws mixed(seed ^ (stream * 0xd1342543de82ef95u));
  mixed.next();
  return Drawing(uint64_t(mixed.next() * 0x1.0p53), lists).expand(prompt, 0);
}

}  // namespace evenlight
