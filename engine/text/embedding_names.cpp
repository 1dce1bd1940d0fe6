#include "engine/text/embedding_names.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "engine/base/error.h"
#include "engine/text/prompt.h"
#include "engine/text/unicode.h"

namespace evenlight {
namespace {

constexpr std::u32string_view prefix = U"embedding:";
constexpr std::u32string_view suffixes[] = {U".safetensors", U".pt", U".bin"};

// One character for one, so that places stay the same.
std::u32string folded(std::u32string_view text) {
  std::u32string result(text);
  for (char32_t& c : result) {
    const std::u32string lower = to_lower({&c, 1});
    if (lower.size() == 1) c = lower[0];
  }
  return result;
}

// Whether a word that begins or ends between text[at - 1] and text[at] is not torn there.
bool is_edge(std::u32string_view text, size_t at) {
  return at == 0 || at >= text.size() || !is_word_char(text[at - 1]) || !is_word_char(text[at]);
}

// Where the file's name after "embedding:" ends, and whether more of a name follows.
size_t end_of_reference(std::u32string_view text, size_t at) {
  for (const std::u32string_view suffix : suffixes) {
    if (text.substr(at).starts_with(suffix) && is_edge(text, at + suffix.size())) {
      return at + suffix.size();
    }
  }
  return at;
}

bool goes_on(std::u32string_view text, size_t at) {
  return at < text.size() && (is_word_char(text[at]) || text[at] == U'-' || text[at] == U'/');
}

size_t end_of_word(std::u32string_view text, size_t at) {
  while (at < text.size() && char_class(text[at]) != CharClass::space && text[at] != U',') ++at;
  return at;
}

}  // namespace

bool is_embedding_name(std::string_view name) {
  constexpr size_t longest = 200;
  if (name.empty() || name.size() > longest) return false;
  try {
    return std::ranges::none_of(decode_utf8(name),
                                [](char32_t c) { return c < 0x20 || (c >= 0x7f && c < 0xa0); });
  } catch (const Error&) {
    return false;  // no UTF-8
  }
}

EmbeddingNames::EmbeddingNames(const std::vector<std::string>& names) : names_(names) {
  for (size_t i = 0; i < names.size(); ++i) {
    const std::u32string name = folded(decode_utf8(names[i]));
    if (name.empty()) continue;
    by_first_[name.front()].push_back({name, int(i)});
  }
  for (auto& [first, rows] : by_first_) {
    std::ranges::stable_sort(rows, [](const Name& a, const Name& b) {
      return std::pair(a.folded.size(), a.index) > std::pair(b.folded.size(), b.index);
    });
  }
}

const EmbeddingNames::Name* EmbeddingNames::longest_at(std::u32string_view text, size_t at) const {
  const auto rows = by_first_.find(text[at]);
  if (rows == by_first_.end() || !is_edge(text, at)) return nullptr;
  for (const Name& name : rows->second) {
    if (text.substr(at).starts_with(name.folded) && is_edge(text, at + name.folded.size())) {
      return &name;
    }
  }
  return nullptr;
}

std::vector<EmbeddingNames::Place> EmbeddingNames::find(std::u32string_view original) const {
  const std::u32string text = folded(original);
  const std::u32string_view view = text;
  std::vector<Place> places;
  for (size_t at = 0; at < text.size();) {
    const size_t behind = at + prefix.size();
    const bool referred = view.substr(at).starts_with(prefix) && is_edge(view, at) &&
                          behind < text.size() && end_of_word(view, behind) > behind;
    const size_t start = referred ? behind : at;
    const Name* name = longest_at(view, start);
    size_t end = name ? start + name->folded.size() : start;
    if (referred) {
      end = end_of_reference(view, end);
      if (!name || goes_on(view, end)) name = nullptr, end = end_of_word(view, behind);
    }
    if (!name && !referred) {
      ++at;
      continue;
    }
    places.push_back({at, end - at, name ? name->index : -1});
    at = end;
  }
  return places;
}

void EmbeddingNames::refuse(std::u32string_view wanted) const {
  constexpr size_t shown = 60, listed = 50;
  const std::string name = encode_utf8(wanted.substr(0, shown));
  if (names_.empty()) {
    throw Error(ErrorKind::input,
                say<"the prompt asks for “{0}”, which is not here; there are no embeddings at all: "
                    "put the file into a folder “embeddings” beside the model">(name));
  }
  std::vector<Argument> some(names_.begin(),
                             names_.begin() + ptrdiff_t(std::min(names_.size(), listed)));
  if (names_.size() > listed) some.emplace_back("…");
  throw Error(ErrorKind::input,
              say<"the prompt asks for “{0}”, which is not here; there are {1}">(name, some));
}

std::vector<EmbeddingNames::Stretch> EmbeddingNames::split(std::string_view text) const {
  const std::u32string decoded = decode_utf8(text);
  const std::u32string_view view = decoded;
  std::vector<Stretch> stretches;
  size_t at = 0;
  for (const Place& place : find(view)) {
    if (place.name < 0) refuse(view.substr(place.start, place.length));
    if (place.start > at) stretches.push_back({encode_utf8(view.substr(at, place.start - at))});
    stretches.push_back({names_[size_t(place.name)], place.name});
    at = place.start + place.length;
  }
  if (at < view.size()) stretches.push_back({encode_utf8(view.substr(at))});
  return stretches;
}

std::vector<int> EmbeddingNames::used_in(const std::vector<WeightedText>& text) const {
  std::vector<int> used;
  for (const WeightedText& part : text) {
    for (const Stretch& stretch : split(part.text)) {
      if (stretch.name >= 0 && std::ranges::find(used, stretch.name) == used.end()) {
        used.push_back(stretch.name);
      }
    }
  }
  return used;
}

}  // namespace evenlight
