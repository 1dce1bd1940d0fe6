#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace evenlight {

// A textual inversion: vectors that a word of the prompt stands for, where other words have rows
// of the text encoder's token embedding. Gal et al. 2022 (arXiv 2208.01618).
struct PromptEmbedding {
  std::string name;            // the word, UTF-8
  int64_t width = 0;           // numbers of a vector: the text encoder's
  std::vector<float> vectors;  // [count,width], finite
  std::string sha256;          // of the file, 64 hexadecimal digits

  int64_t count() const { return int64_t(vectors.size()) / width; }
};

using PromptEmbeddings = std::vector<std::shared_ptr<const PromptEmbedding>>;

}  // namespace evenlight
