#include "app/common/recipe/a1111_parts.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <string_view>

#include "engine/base/trimmed.h"

namespace evenlight {
namespace {

std::string unquoted(const std::string& value) {
  if (value.size() < 2 || value.front() != '"' || value.back() != '"') return value;
  const auto text = nlohmann::json::parse(value, nullptr, false);
  return text.is_string() ? text.get<std::string>() : value;
}

// The end of the JSON object or list that starts at `at`; npos if it has none.
size_t json_end(std::string_view line, size_t at) {
  int depth = 0;
  bool quoted = false;
  for (size_t i = at; i < line.size(); ++i) {
    const char c = line[i];
    if (quoted) {
      if (c == '\\') ++i;
      quoted = c != '"';
    } else if (c == '"') {
      quoted = true;
    } else if (c == '{' || c == '[') {
      ++depth;
    } else if ((c == '}' || c == ']') && --depth == 0) {
      return i + 1;
    }
  }
  return std::string_view::npos;
}

bool ends_value(std::string_view line, size_t at) {
  const std::string_view rest = line.substr(std::min(at, line.size()));
  return trimmed(rest).empty() || trimmed(rest).front() == ',';
}

// The end of the text in quotes that starts at `at`: a quote with a comma behind it, or none.
size_t quoted_end(std::string_view line, size_t at) {
  for (size_t i = at + 1; i < line.size(); ++i) {
    if (line[i] == '\\') {
      ++i;
    } else if (line[i] == '"' && ends_value(line, i + 1)) {
      return i + 1;
    }
  }
  return std::string_view::npos;
}

// "7,5" and "-0,4" are one number where the comma is the decimal mark: digits on both sides, and no
// blank between them. The end of such a number whose comma is at `comma`, else the comma.
size_t number_end(std::string_view line, size_t at, size_t comma) {
  const auto digits = [](std::string_view text) {
    return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
  };
  std::string_view whole = line.substr(at, comma - at);
  if (whole.starts_with('-')) whole.remove_prefix(1);
  if (comma == line.size() || !digits(whole)) return comma;
  const size_t next = std::min(line.find(',', comma + 1), line.size());
  std::string_view fraction = line.substr(comma + 1, next - comma - 1);
  fraction = fraction.substr(0, fraction.find_last_not_of(" \t\r") + 1);
  return digits(fraction) ? next : comma;
}

// The end of a value that starts at `at`: a comma outside a quoted string and outside JSON. What is
// quoted or JSON and has no end takes the rest of the line, for nothing in it is a setting.
size_t value_end(std::string_view line, size_t at) {
  const char first = at < line.size() ? line[at] : ' ';
  size_t from = at;
  if (first == '{' || first == '[') from = json_end(line, at);
  if (first == '"') from = quoted_end(line, at);
  if (from == std::string_view::npos) return line.size();
  const size_t comma = std::min(line.find(',', from), line.size());
  return from == at ? number_end(line, at, comma) : comma;
}

bool is_cut_off(std::string_view value) {
  if (value.starts_with('"')) return quoted_end(value, 0) == std::string_view::npos;
  if (value.starts_with('{') || value.starts_with('[')) {
    return json_end(value, 0) == std::string_view::npos;
  }
  return false;
}

// "Steps: 20, Sampler: Euler a": as the pattern \w[\w \-/]+: of the original. A stretch without a
// key is passed over.
A1111Settings parse_settings(std::string_view line, std::vector<std::string>* cut_off = nullptr) {
  constexpr size_t most = 1000;
  A1111Settings settings;
  for (size_t at = 0; at < line.size() && settings.size() < most;) {
    const size_t colon = line.find(':', at);
    if (colon == std::string_view::npos) break;
    std::string_view key = line.substr(at, colon - at);
    if (const size_t comma = key.rfind(','); comma != std::string_view::npos) {
      key.remove_prefix(comma + 1);
    }
    key = trimmed(key);
    size_t start = colon + 1;
    while (start < line.size() && line[start] == ' ') ++start;
    const size_t end = value_end(line, start);
    const std::string_view value = trimmed(line.substr(start, end - start));
    if (!key.empty()) {
      settings.emplace_back(key, unquoted(std::string(value)));
      if (cut_off && is_cut_off(value)) cut_off->emplace_back(key);
    }
    at = end + 1;
  }
  return settings;
}

constexpr std::string_view negative_mark = "Negative prompt:";

// With which a line of settings may begin as well, where another program has put it in order or has
// broken the line.
constexpr std::string_view leading_keys[] = {
    "Sampler",        "Schedule type", "CFG scale",          "Seed",    "Size",
    "Model",          "Model hash",    "Clip skip",          "Version", "VAE",
    "VAE hash",       "RNG",           "Denoising strength", "ENSD",    "Eta",
    "TI hashes",      "Lora hashes",   "Hires upscale",      "Hashes",  "Hires steps",
    "Hires upscaler", "Refiner",       "Civitai resources",  "Steps"};

bool is_leading_key(std::string_view key) {
  return std::ranges::find(leading_keys, key) != std::end(leading_keys);
}

// Whether the line has settings alone, from its first word on.
bool is_settings_line(std::string_view line) {
  line = trimmed(line);
  const std::string_view key = trimmed(line.substr(0, line.find(':')));
  return key.size() < line.size() && is_leading_key(key);
}

// Where the settings begin in a line: "Steps: 20, …". In front of it the end of a prompt may stand,
// where a program has joined the lines; other settings in front of it belong to it. npos if the
// line has none.
size_t settings_begin(std::string_view line) {
  constexpr std::string_view mark = "Steps:";
  for (size_t at = line.find(mark); at != std::string_view::npos;
       at = line.find(mark, at + mark.size())) {
    const bool starts_word =
        at == 0 || std::string_view(", .\t").find(line[at - 1]) != std::string_view::npos;
    const std::string_view value = trimmed(line.substr(at + mark.size()));
    const bool has_number = !value.empty() && value.front() >= '0' && value.front() <= '9';
    if (!starts_word || !has_number || parse_settings(line.substr(at)).size() < 3) continue;
    const A1111Settings before = parse_settings(line.substr(0, at));
    const bool only_settings = !before.empty() && line.starts_with(before.front().first + ":") &&
                               is_leading_key(before.front().first);
    return only_settings ? 0 : at;
  }
  return std::string_view::npos;
}

// Without what joined it to the next line, as programs leave it: commas, or one point in the place
// of a line's end ("a robot.Negative prompt: …").
std::string_view without_joint(std::string_view text) {
  text = trimmed(text);
  while (!text.empty() && text.back() == ',') text = trimmed(text.substr(0, text.size() - 1));
  if (text.ends_with('.') && !text.ends_with("..")) text.remove_suffix(1);
  return trimmed(text);
}

// As the original joins them: each line that begins with the mark goes on with the negative prompt.
std::string without_later_marks(std::string_view negative) {
  std::string text(negative);
  const std::string mark = "\n" + std::string(negative_mark);
  for (size_t at = 0; (at = text.find(mark, at)) != std::string::npos;) {
    const size_t words = std::min(text.find_first_not_of(' ', at + mark.size()), text.size());
    text.erase(at + 1, words - at - 1);
  }
  return text;
}

// Prompt and negative prompt; the mark stands at the start of a line or, where lines were joined,
// behind the prompt.
void split_prompts(std::string_view text, bool joined, A1111Parts& parts) {
  size_t mark = text.starts_with(negative_mark) ? 0 : text.find("\nNegative prompt:");
  if (mark == std::string_view::npos) mark = text.find(negative_mark);
  const auto words = [&](std::string_view part) {
    return std::string(joined ? without_joint(part) : trimmed(part));
  };
  if (mark == std::string_view::npos) {
    parts.prompt = words(text);
    return;
  }
  const size_t start = text.find(negative_mark, mark);
  parts.prompt = words(text.substr(0, mark));
  parts.negative = words(without_later_marks(text.substr(start + negative_mark.size())));
}

// The line from `start` on.
std::string_view line_at(std::string_view text, size_t start) {
  return text.substr(start, std::min(text.find('\n', start), text.size()) - start);
}

// How far the settings that begin at `begin` go: over the lines that hold settings alone, where a
// program has broken the line.
size_t settings_end(std::string_view text, size_t begin) {
  size_t end = begin + line_at(text, begin).size();
  while (end < text.size() && is_settings_line(line_at(text, end + 1))) {
    end += 1 + line_at(text, end + 1).size();
  }
  return end;
}

// Line ends between settings are commas.
A1111Settings parse_settings_of(std::string_view lines, std::vector<std::string>& cut_off) {
  A1111Settings settings;
  while (!lines.empty()) {
    const std::string_view line = lines.substr(0, lines.find('\n'));
    lines.remove_prefix(std::min(line.size() + 1, lines.size()));
    for (auto& setting : parse_settings(line, &cut_off)) settings.push_back(std::move(setting));
  }
  return settings;
}

// Settings one a line, or a last line of some without "Steps": the first of the last lines that
// hold settings alone. npos where there are fewer than three of them.
size_t begin_of_last_settings(std::string_view text) {
  size_t begin = std::string_view::npos;
  size_t count = 0;
  for (size_t end = text.size(); end != std::string_view::npos;) {
    const size_t before = end == 0 ? std::string_view::npos : text.rfind('\n', end - 1);
    const size_t start = before == std::string_view::npos ? 0 : before + 1;
    const std::string_view line = text.substr(start, end - start);
    const size_t here = parse_settings(line).size();
    const bool last = end == text.size();
    if (!is_settings_line(line) && !(last && here >= 3)) break;
    count += here;
    begin = start;
    if (!is_settings_line(line)) break;
    end = before;
  }
  return count >= 3 ? begin : std::string_view::npos;
}

// Whether the line holds two settings or more and nothing else: one could be a line of a prompt.
bool is_surely_settings(std::string_view line) {
  const A1111Settings settings = parse_settings(line);
  return is_settings_line(line) && settings.size() >= 2 &&
         std::ranges::all_of(settings, [](const auto& s) { return is_leading_key(s.first); });
}

// The first of the lines before `begin`, which begins a line, that belong to the settings.
size_t with_lines_before(std::string_view text, size_t begin) {
  while (begin > 0) {
    const size_t before = begin < 2 ? std::string_view::npos : text.rfind('\n', begin - 2);
    const size_t start = before == std::string_view::npos ? 0 : before + 1;
    if (!is_surely_settings(line_at(text, start))) break;
    begin = start;
  }
  return begin;
}

A1111Parts parts_at(std::string_view text, size_t begin, bool joined) {
  A1111Parts parts;
  if (!joined) begin = with_lines_before(text, begin);
  const size_t end = settings_end(text, begin);
  parts.settings = parse_settings_of(text.substr(begin, end - begin), parts.cut_off);
  parts.behind = trimmed(text.substr(end));
  split_prompts(text.substr(0, begin), joined, parts);
  return parts;
}

}  // namespace

A1111Parts split_a1111_text(std::string_view text) {
  text = trimmed(text);
  for (size_t end = text.size(); end != std::string_view::npos && end > 0;) {
    const size_t before = text.rfind('\n', end - 1);
    const size_t start = before == std::string_view::npos ? 0 : before + 1;
    const size_t begin = settings_begin(text.substr(start, end - start));
    if (begin != std::string_view::npos) return parts_at(text, start + begin, begin > 0);
    end = before;
  }
  const size_t begin = begin_of_last_settings(text);
  if (begin != std::string_view::npos) return parts_at(text, begin, false);
  A1111Parts parts;
  split_prompts(text, false, parts);
  return parts;
}

}  // namespace evenlight
