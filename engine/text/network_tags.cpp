#include "engine/text/network_tags.h"

#include <charconv>
#include <cmath>
#include <optional>

#include "engine/base/error.h"
#include "engine/text/hints.h"
#include "engine/text/unicode.h"

namespace evenlight {
namespace {

struct Found {
  size_t begin = 0, end = 0;  // of the whole tag, brackets included
  std::string_view inside;    // behind "<lora:"
  bool is_lora = false;
};

std::optional<Found> next_tag(std::string_view prompt, size_t from) {
  struct Kind {
    std::string_view start;
    bool is_lora;
  };
  std::optional<Found> first;
  for (const Kind& kind : {Kind{"<lora:", true}, Kind{"<lyco:", true}, Kind{"<hypernet:", false}}) {
    const size_t open = prompt.find(kind.start, from);
    if (open == std::string_view::npos || (first && first->begin < open)) continue;
    const size_t inside = open + kind.start.size();
    const size_t close = prompt.find('>', inside);
    if (close == std::string_view::npos) continue;
    first = Found{open, close + 1, prompt.substr(inside, close - inside), kind.is_lora};
  }
  return first;
}

std::string shown_tag(std::string_view prompt, const Found& tag) {
  constexpr size_t max_shown = 40;
  const std::u32string text = decode_utf8(prompt.substr(tag.begin, tag.end - tag.begin));
  return encode_utf8(text.substr(0, max_shown)) + (text.size() > max_shown ? "…" : "");
}

std::optional<double> number(std::string_view text) {
  double value = 0;
  if (text.starts_with('+')) text.remove_prefix(1);
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  if (!std::isfinite(value) || std::abs(value) > max_lora_weight) return std::nullopt;
  return value;
}

std::string_view cut(std::string_view& rest) {
  const size_t colon = rest.find(':');
  const std::string_view part = rest.substr(0, colon);
  rest = colon == std::string_view::npos ? std::string_view() : rest.substr(colon + 1);
  return part;
}

LoraTag read_tag(std::string_view prompt, const Found& found) {
  if (!found.is_lora) {
    throw Error(ErrorKind::usage,
                say<"the prompt has {0}; hypernetworks are not supported: remove it, or {1}">(
                    shown_tag(prompt, found), hint_take_as_it_is()));
  }
  std::string_view rest = found.inside;
  LoraTag tag{.name = std::string(cut(rest))};
  std::optional<double> text_weight, unet_weight;
  int place = 0;
  bool right = !tag.name.empty();
  while (right && !rest.empty()) {
    std::string_view part = cut(rest);
    const bool is_unet = part.starts_with("unet=");
    const bool is_text = part.starts_with("te=");
    if (is_unet || is_text) part.remove_prefix(part.find('=') + 1);
    const std::optional<double> value = number(part);
    const bool first = is_text || (!is_unet && place++ == 0);
    (first ? text_weight : unet_weight) = value;
    right = value.has_value() && place <= 2;
  }
  if (!right) {
    throw Error(ErrorKind::usage,
                say<"the prompt has {0}: expected a name and weights from −{1} to {1}, as in "
                    "<lora:name:0.8>">(shown_tag(prompt, found), max_lora_weight));
  }
  tag.text_weight = text_weight.value_or(1.0);
  tag.weight = unet_weight.value_or(tag.text_weight);
  return tag;
}

}  // namespace

std::vector<LoraTag> lora_tags(std::string_view prompt) {
  std::vector<LoraTag> tags;
  for (auto found = next_tag(prompt, 0); found; found = next_tag(prompt, found->end)) {
    tags.push_back(read_tag(prompt, *found));
  }
  return tags;
}

namespace {

template <class Leave>
std::string without(std::string_view prompt, const Leave& leave) {
  std::string text;
  size_t from = 0;
  for (auto found = next_tag(prompt, 0); found; found = next_tag(prompt, from)) {
    const bool stays = leave(read_tag(prompt, *found));
    text += prompt.substr(from, (stays ? found->end : found->begin) - from);
    from = found->end;
  }
  return text + std::string(prompt.substr(from));
}

}  // namespace

std::string without_lora_tags(std::string_view prompt) {
  return without(prompt, [](const LoraTag&) { return false; });
}

std::string without_lora_tag(std::string_view prompt, std::string_view name) {
  return without(prompt, [&](const LoraTag& tag) { return tag.name != name; });
}

}  // namespace evenlight
