#include "engine/text/schedule.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>
#include <map>
#include <optional>
#include <set>

#include "engine/base/error.h"
#include "engine/text/prompt.h"
#include "engine/text/unicode.h"

namespace evenlight {
namespace {

using Piece = PromptSchedule::Piece;
using Pieces = PromptSchedule::Pieces;
using Sign = PromptSchedule::Sign;

constexpr size_t most_bytes = size_t(64) << 20;  // of all texts together, and their forms

void append(Pieces& pieces, std::u32string_view words) {
  if (words.empty()) return;
  if (pieces.empty() || pieces.back().kind != Piece::text) pieces.push_back({});
  pieces.back().words += words;
}

void append(Pieces& pieces, Pieces&& more) {
  for (Piece& piece : more) {
    if (piece.kind == Piece::text) {
      append(pieces, piece.words);
    } else {
      pieces.push_back(std::move(piece));
    }
  }
}

std::u32string_view trimmed(std::u32string_view text) {
  while (!text.empty() && is_white_space(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_white_space(text.back())) text.remove_suffix(1);
  return text;
}

// Takes the digits at the front of `text` away; false if there are none.
bool skip_digits(std::u32string_view& text) {
  const size_t before = text.size();
  while (!text.empty() && text.front() >= U'0' && text.front() <= U'9') text.remove_prefix(1);
  return text.size() < before;
}

void skip_sign(std::u32string_view& text) {
  if (text.starts_with(U'+') || text.starts_with(U'-')) text.remove_prefix(1);
}

// A number as that grammar writes it: 3, .5, 2., 1e1, -4.
bool is_number(std::u32string_view text) {
  skip_sign(text);
  bool digits = skip_digits(text);
  if (text.starts_with(U'.')) {
    text.remove_prefix(1);
    digits = skip_digits(text) || digits;
  }
  if (digits && (text.starts_with(U'e') || text.starts_with(U'E'))) {
    text.remove_prefix(1);
    skip_sign(text);
    digits = skip_digits(text);
  }
  return digits && text.empty();
}

// Of is_number's texts. Beyond what a double holds: infinite, or 0.
double value_of(std::string text) {
  if (text.front() == '+') text.erase(0, 1);
  double value = 0;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (problem != std::errc::result_out_of_range) return value;
  const bool negative = text.front() == '-';
  const char first = text[negative ? 1 : 0];
  const bool tiny = text.find_first_of("eE") == std::string::npos
                        ? first == '0' || first == '.'
                        : text[text.find_first_of("eE") + 1] == '-';
  if (tiny) return 0;
  const double infinite = std::numeric_limits<double>::infinity();
  return negative ? -infinite : infinite;
}

// A bracket that is open. Its contents are divided at each : and | directly inside it.
struct Frame {
  char32_t bracket;
  size_t start;
  std::vector<Pieces> parts = std::vector<Pieces>(1);
  std::vector<size_t> dividers = {};  // where they stand
  int colons = 0;
  int bars = 0;
};

// Reads from the inside out: a bracket becomes a form, or text with weights, when it is closed. One
// that is neither is loose, and so is every bracket around it, which then has something inside that
// no form can have.
class Reader {
 public:
  explicit Reader(std::u32string_view prompt) : prompt_(prompt) {}

  // False where the prompt is outside the grammar.
  bool read() {
    for (size_t at = 0; at < prompt_.size() && !failed_; ++at) {
      const char32_t c = prompt_[at];
      if (c == U'\\') {
        failed_ = at + 1 == prompt_.size() || prompt_[at + 1] == U'\n';
        append(here(), prompt_.substr(at++, 2));
      } else if (c == U'(' || c == U'[') {
        open(at);
      } else if (c == U')' || c == U']') {
        close(at);
      } else if (c == U':' || c == U'|') {
        divide(at);
      } else {
        append(here(), prompt_.substr(at, 1));
      }
    }
    loosen_all();
    return !failed_;
  }

  Pieces pieces;
  std::vector<Sign> signs;

 private:
  Pieces& here() { return frames_.empty() ? pieces : frames_.back().parts.back(); }

  void open(size_t at) {
    if (frames_.size() >= size_t(max_prompt_depth)) refuse_depth();
    frames_.push_back({prompt_[at], at});
  }

  void divide(size_t at) {
    const char32_t sign = prompt_[at];
    if (frames_.empty()) {
      failed_ = sign == U'|';
      append(pieces, prompt_.substr(at, 1));
      return;
    }
    Frame& frame = frames_.back();
    ++(sign == U':' ? frame.colons : frame.bars);
    frame.dividers.push_back(at);
    frame.parts.emplace_back();
  }

  void close(size_t at) {
    const bool round = prompt_[at] == U')';
    if (frames_.empty() || (frames_.back().bracket == U'(') != round) {
      loosen_all();
      append(pieces, prompt_.substr(at, 1));
      return;
    }
    Frame& frame = frames_.back();
    const bool weight = frame.bars == 0 && frame.colons <= (round ? 1 : 0);
    const bool form = !weight && !round && make_form(frame, at);
    if (form) return;
    if (weight) {
      loosen();
    } else {
      loosen_all();
    }
    append(here(), prompt_.substr(at, 1));
  }

  // What the innermost bracket is if it is a form: its end is at `at`.
  bool make_form(Frame& frame, size_t at) {
    Piece piece;
    if (frame.colons == 0) {
      piece.kind = Piece::turns;
      piece.options = std::move(frame.parts);
    } else {
      if (frame.bars > 0 || frame.colons > 2) return false;
      const Pieces& last = frame.parts.back();
      if (last.size() != 1 || last.front().kind != Piece::text) return false;
      const std::u32string_view when = trimmed(last.front().words);
      if (!is_number(when)) return false;
      piece.kind = Piece::timed;
      piece.when = value_of(encode_utf8(when));
      piece.is_share = when.find(U'.') != when.npos;
      signs.push_back({Sign::when, frame.dividers.back() + 1, at - frame.dividers.back() - 1});
      frame.parts.pop_back();
      if (frame.colons == 1) frame.parts.insert(frame.parts.begin(), Pieces());
      piece.options = std::move(frame.parts);
    }
    signs.push_back({Sign::bracket, frame.start});
    signs.push_back({Sign::bracket, at});
    for (const size_t divider : frame.dividers) signs.push_back({Sign::divider, divider});
    frames_.pop_back();
    here().push_back(std::move(piece));
    return true;
  }

  // The innermost bracket becomes a part of what is around it.
  void loosen() {
    Frame frame = std::move(frames_.back());
    frames_.pop_back();
    Pieces& around = here();
    append(around, prompt_.substr(frame.start, 1));
    for (size_t i = 0; i < frame.parts.size(); ++i) {
      if (i > 0) append(around, prompt_.substr(frame.dividers[i - 1], 1));
      append(around, std::move(frame.parts[i]));
    }
  }

  void loosen_all() {
    while (!frames_.empty()) {
      failed_ = failed_ || frames_.back().bars > 0;
      loosen();
    }
  }

  std::u32string_view prompt_;
  std::vector<Frame> frames_;
  bool failed_ = false;
};

// The last step of what stands before `when`.
int step_of(const Piece& piece, StepCount count) {
  const double value = piece.is_share ? (piece.when - (count.before > 0 ? 1.0 : 0.0)) * count.steps
                                      : piece.when - count.before;
  return int(std::clamp(value, 0.0, double(count.steps)));
}

// The steps at which something changes; whether something changes at every step.
bool collect_ends(const Pieces& pieces, StepCount count, std::set<int>& ends) {
  bool every = false;
  for (const Piece& piece : pieces) {
    every = every || piece.kind == Piece::turns;
    if (piece.kind == Piece::timed) {
      if (const int step = step_of(piece, count); step >= 1) ends.insert(step);
    }
    for (const Pieces& option : piece.options) every = collect_ends(option, count, ends) || every;
  }
  return every;
}

// Makes texts of a prompt, in bounds.
class Texts {
 public:
  // `choose` says which option of a form counts.
  template <class Choose>
  std::string next(const Pieces& pieces, const Choose& choose) {
    std::u32string text;
    write(pieces, choose, text);
    std::string utf8 = encode_utf8(text);
    spend(utf8.size());
    return utf8;
  }

 private:
  template <class Choose>
  void write(const Pieces& pieces, const Choose& choose, std::u32string& text) {
    spend(pieces.size());
    for (const Piece& piece : pieces) {
      if (piece.kind == Piece::text) {
        text += piece.words;
      } else {
        write(piece.options[choose(piece)], choose, text);
      }
    }
  }

  void spend(size_t work) {
    spent_ += work;
    if (spent_ <= most_bytes) return;
    throw Error(ErrorKind::usage, say<"the prompt is too long for all its changes: shorten it, or "
                                      "have it change less often">());
  }

  size_t spent_ = 0;
};

using Choices = std::map<const Piece*, size_t>;

void each_option(const Pieces& whole, const Pieces& pieces, Choices& chosen, Texts& texts,
                 std::vector<std::string>& found) {
  const auto choose = [&](const Piece& piece) {
    const auto choice = chosen.find(&piece);
    return choice == chosen.end() ? size_t(0) : choice->second;
  };
  for (const Piece& piece : pieces) {
    for (size_t i = 0; i < piece.options.size(); ++i) {
      chosen[&piece] = i;
      found.push_back(texts.next(whole, choose));
      each_option(whole, piece.options[i], chosen, texts, found);
    }
    chosen.erase(&piece);
  }
}

}  // namespace

PromptSchedule::PromptSchedule(std::string_view prompt) {
  const std::u32string text = decode_utf8(prompt);
  Reader reader(text);
  if (reader.read()) {
    pieces_ = std::move(reader.pieces);
    signs_ = std::move(reader.signs);
  } else {
    append(pieces_, text);
  }
}

bool PromptSchedule::changes() const {
  return std::ranges::any_of(pieces_, [](const Piece& piece) { return piece.kind != Piece::text; });
}

std::vector<ScheduledText> PromptSchedule::texts(StepCount count) const {
  std::set<int> ends = {count.steps};
  if (collect_ends(pieces_, count, ends)) {
    for (int step = 1; step <= count.steps; ++step) ends.insert(step);
  }
  Texts texts;
  std::vector<ScheduledText> result;
  for (const int step : ends) {
    const auto choose = [&](const Piece& piece) {
      if (piece.kind == Piece::turns) return size_t(step - 1) % piece.options.size();
      return size_t(step <= step_of(piece, count) ? 0 : 1);
    };
    result.push_back({step, texts.next(pieces_, choose)});
  }
  return result;
}

std::vector<std::string> PromptSchedule::every_option() const {
  Texts texts;
  Choices chosen;
  std::vector<std::string> found = {texts.next(pieces_, [](const Piece&) { return size_t(0); })};
  each_option(pieces_, pieces_, chosen, texts, found);
  return found;
}

}  // namespace evenlight
