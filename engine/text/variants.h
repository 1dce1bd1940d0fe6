// Prompts with something to draw, in the language of sd-dynamic-prompts
// (adieyal/sd-dynamic-prompts, docs/SYNTAX.md).
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace evenlight {

// The lines of the list of that name, as UTF-8. Throws Error(input) if there is none.
using WordList = std::function<const std::vector<std::string>&(const std::string& name)>;

// A template's text for a seed; another stream of draws where `stream` differs.
//
//   {a|b|c}           one of them            {0.5::a|2::b}   by weight, 1 where none stands
//   {2$$a|b|c}        two of them, a comma between         {1-3$$ and $$a|b|c}   one to three, and
//   __name__          a line of that list; {2$$__name__} two of them
//
// They nest, lists in lists too. \{ and \} are the brackets themselves, and a bracket without its
// partner is text. The same template, seed and lists give the same text on every machine; a text
// that has nothing to draw comes back as it is.
// Throws Error(usage) for what grows beyond any measure, Error(input) for a list that is not there
// or that goes round in a circle, and for text that is not UTF-8.
std::string drawn_text(std::string_view prompt, uint64_t seed, uint64_t stream,
                       const WordList& lists);

// Where {…} and __name__ stand, as [start, end) in bytes: the outermost.
struct VariantPlace {
  size_t start = 0, end = 0;
};
std::vector<VariantPlace> variant_places(std::string_view prompt);

}  // namespace evenlight
