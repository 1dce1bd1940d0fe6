#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "engine/text/prompt.h"

namespace evenlight {

// Fit to be written in a prompt and shown in a message: UTF-8 without control characters, at most
// 200 bytes.
bool is_embedding_name(std::string_view name);

// Finds the names of embeddings in text: any name that stands as a word of its own, capitals
// apart, the longest where several fit. "embedding:NAME", as ComfyUI writes it (a file's suffix
// behind it is passed over), is the same, but must be a name that there is.
class EmbeddingNames {
 public:
  // A name that `text[start, start + length)` stands for, whatever belongs to it included.
  struct Place {
    size_t start = 0;
    size_t length = 0;
    int name = -1;  // its index, or -1: embedding: with a name that there isn't
  };
  // A stretch of text, or (name >= 0) the name that stands there.
  struct Stretch {
    std::string text;  // UTF-8
    int name = -1;
  };

  // UTF-8, the last of equal ones counts. Throws Error(input) for one that is not.
  explicit EmbeddingNames(const std::vector<std::string>& names);

  std::vector<Place> find(std::u32string_view text) const;
  // The whole text in order. Throws Error(input), listing the names, where a place has none.
  std::vector<Stretch> split(std::string_view text) const;
  // Which names a text uses that was read with its weights, each once, in order. Throws as split.
  std::vector<int> used_in(const std::vector<WeightedText>& text) const;

 private:
  struct Name {
    std::u32string folded;
    int index;
  };
  const Name* longest_at(std::u32string_view folded, size_t at) const;
  [[noreturn]] void refuse(std::u32string_view wanted) const;

  std::vector<std::string> names_;
  std::map<char32_t, std::vector<Name>> by_first_;  // the longest first
};

}  // namespace evenlight
