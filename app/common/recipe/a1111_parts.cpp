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

// The end of a value that starts at `at`: a comma outside a quoted string and outside JSON, or the
// end.
size_t value_end(std::string_view line, size_t at) {
  if (at < line.size() && (line[at] == '{' || line[at] == '[')) {
    const size_t end = json_end(line, at);
    if (end == line.size() || (end < line.size() && line[end] == ',')) return end;
  }
  if (at < line.size() && line[at] == '"') {
    for (size_t i = at + 1; i < line.size(); ++i) {
      if (line[i] == '\\') {
        ++i;
      } else if (line[i] == '"') {
        if (i + 1 == line.size() || line[i + 1] == ',') return i + 1;
        break;  // not a quoted value after all
      }
    }
  }
  size_t end = std::min(line.find(',', at), line.size());
  // "7,5" is one number where the comma is the decimal mark: digits on both sides, and no blank.
  const auto digits = [&](size_t from, size_t to) {
    return from < to &&
           line.substr(from, to - from).find_first_not_of("0123456789") == std::string_view::npos;
  };
  if (end < line.size() && digits(at, end)) {
    const size_t next = std::min(line.find(',', end + 1), line.size());
    if (digits(end + 1, next)) end = next;
  }
  return end;
}

// "Steps: 20, Sampler: Euler a": as the pattern \w[\w \-/]+: of the original. A stretch without a
// key is passed over.
A1111Settings parse_settings(std::string_view line) {
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
    if (!key.empty()) {
      settings.emplace_back(key, unquoted(std::string(trimmed(line.substr(start, end - start)))));
    }
    at = end + 1;
  }
  return settings;
}

constexpr std::string_view negative_mark = "Negative prompt:";

// With which a line of settings may begin as well, where another program has put it in order.
constexpr std::string_view leading_keys[] = {"Sampler",    "Schedule type", "CFG scale",
                                             "Seed",       "Size",          "Model",
                                             "Model hash", "Clip skip",     "Version"};

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
    const bool only_settings =
        !before.empty() && line.starts_with(before.front().first + ":") &&
        std::ranges::find(leading_keys, before.front().first) != std::end(leading_keys);
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
  parts.negative = words(text.substr(start + negative_mark.size()));
}

}  // namespace

A1111Parts split_a1111_text(std::string_view text) {
  text = trimmed(text);
  A1111Parts parts;
  for (size_t end = text.size(); end != std::string_view::npos && end > 0;) {
    const size_t before = text.rfind('\n', end - 1);
    const size_t start = before == std::string_view::npos ? 0 : before + 1;
    const std::string_view line = text.substr(start, end - start);
    const size_t begin = settings_begin(line);
    if (begin != std::string_view::npos) {
      parts.settings = parse_settings(line.substr(begin));
      parts.behind = trimmed(text.substr(end));
      split_prompts(text.substr(0, start + begin), begin > 0, parts);
      return parts;
    }
    end = before;
  }
  // A line of settings without "Steps".
  const size_t last = text.rfind('\n');
  const std::string_view line = last == std::string_view::npos ? text : text.substr(last + 1);
  parts.settings = parse_settings(line);
  const bool has_settings = parts.settings.size() >= 3;
  if (!has_settings) parts.settings.clear();
  split_prompts(has_settings ? text.substr(0, last == std::string_view::npos ? 0 : last) : text,
                false, parts);
  return parts;
}

}  // namespace evenlight
