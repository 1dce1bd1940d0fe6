#include "engine/text/chunks.h"

#include <algorithm>

#include "engine/base/error.h"
#include "engine/text/embedding_names.h"
#include "engine/text/prompt.h"

namespace evenlight {
namespace {

constexpr size_t comma_backtrack = 20;

void check(const Bpe& bpe, const ChunkOptions& options) {
  constexpr int longest = 1 << 16;
  if (options.length < 3 || options.length > longest) {
    throw Error(ErrorKind::input, say<"the text encoder takes {0} positions, expected 3 to {1}; "
                                      "check the model's configuration">(options.length, longest));
  }
  if (options.pad_id < -1 || options.pad_id >= bpe.size()) {
    throw Error(ErrorKind::input,
                say<"the padding token is {0}, but the vocabulary ends at {1}; check the model's "
                    "tokenizer configuration">(options.pad_id, bpe.size() - 1));
  }
}

class Chunker {
 public:
  Chunker(const Bpe& bpe, const ChunkOptions& options)
      : bpe_(bpe),
        length_(static_cast<size_t>(options.length)),
        room_(length_ - 2),
        pad_id_(options.pad_id < 0 ? bpe.end_id() : options.pad_id),
        by_words_(options.emphasis == Emphasis::comfyui && !options.raw) {}

  // A stretch of text.
  void add(std::string_view text, float weight) {
    if (by_words_) return add_words(text, weight);
    for (int id : bpe_.ids(text)) add(id, weight);
  }

  void add(int id, float weight) {
    if (id == bpe_.comma_id() && !by_words_) {
      comma_end_ = ids_.size() + 1;
    } else {
      end_after_comma_if_full();
    }
    if (ids_.size() == room_) finish();
    ids_.push_back(id);
    weights_.push_back(weight);
  }

  void add(const EmbeddingWord& word, float weight) {
    end_after_comma_if_full();
    const auto count = size_t(word.count);
    if (count <= room_ && ids_.size() + count > room_) finish();
    for (int i = 0; i < word.count; ++i) add(word.first_id + i, weight);
  }

  void finish() {
    Chunk chunk;
    chunk.text_tokens = static_cast<int>(ids_.size());
    chunk.ids.push_back(bpe_.start_id());
    chunk.ids.insert(chunk.ids.end(), ids_.begin(), ids_.end());
    chunk.ids.push_back(bpe_.end_id());
    chunk.ids.resize(length_, pad_id_);
    chunk.weights.push_back(1.0f);
    chunk.weights.insert(chunk.weights.end(), weights_.begin(), weights_.end());
    chunk.weights.resize(length_, 1.0f);
    // A text may hold an end token itself; the encoder pools at the first.
    chunk.end_index = static_cast<int>(
        std::find(chunk.ids.begin(), chunk.ids.end(), bpe_.end_id()) - chunk.ids.begin());
    chunks_.push_back(std::move(chunk));
    ids_.clear();
    weights_.clear();
    comma_end_ = 0;
  }

  std::vector<Chunk> take() {
    if (!ids_.empty() || chunks_.empty()) finish();
    return std::move(chunks_);
  }

 private:
  void add_words(std::string_view text, float weight) {
    constexpr size_t long_word = 8;  // tokens
    while (!text.empty()) {
      const size_t end = std::min(text.find_first_of(" \n"), text.size());
      const auto ids = bpe_.ids(text.substr(0, end));
      if (ids.size() < long_word && ids_.size() + ids.size() > room_) finish();
      for (int id : ids) add(id, weight);
      text.remove_prefix(std::min(end + 1, text.size()));
    }
  }

  // A chunk that is full ends after its last comma, and the next starts with what stood behind it.
  void end_after_comma_if_full() {
    if (ids_.size() < room_ || comma_end_ == 0) return;
    if (room_ - (comma_end_ - 1) > comma_backtrack) return;
    const std::vector<int32_t> ids(ids_.begin() + ptrdiff_t(comma_end_), ids_.end());
    const std::vector<float> weights(weights_.begin() + ptrdiff_t(comma_end_), weights_.end());
    ids_.resize(comma_end_);
    weights_.resize(comma_end_);
    finish();
    ids_ = ids;
    weights_ = weights;
  }

  const Bpe& bpe_;
  size_t length_;
  size_t room_;
  int pad_id_;
  bool by_words_;         // as ComfyUI
  size_t comma_end_ = 0;  // one past the last comma of the open chunk, 0 = none
  std::vector<int32_t> ids_;
  std::vector<float> weights_;
  std::vector<Chunk> chunks_;
};

}  // namespace

std::vector<Chunk> chunk_prompt(const Bpe& bpe, std::string_view prompt,
                                const ChunkOptions& options) {
  check(bpe, options);
  Chunker chunker(bpe, options);
  if (options.raw) {
    chunker.add(prompt, 1.0f);
    return chunker.take();
  }
  std::vector<std::string> names;
  for (const EmbeddingWord& word : options.words) names.push_back(word.name);
  const EmbeddingNames finder(names);
  for (const WeightedText& part : weighted_texts(prompt, options.emphasis)) {
    if (part.break_before) chunker.finish();
    for (const EmbeddingNames::Stretch& stretch : finder.split(part.text)) {
      if (stretch.name >= 0) {
        chunker.add(options.words[size_t(stretch.name)], part.weight);
        continue;
      }
      chunker.add(stretch.text, part.weight);
    }
  }
  return chunker.take();
}

Chunk empty_chunk(const Bpe& bpe, const ChunkOptions& options) {
  check(bpe, options);
  return Chunker(bpe, options).take().front();
}

void equalize(std::vector<Chunk>& a, std::vector<Chunk>& b, const Chunk& empty) {
  const size_t count = std::max(a.size(), b.size());
  a.resize(count, empty);
  b.resize(count, empty);
}

}  // namespace evenlight
