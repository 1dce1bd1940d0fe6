#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace evenlight {

// CLIP's byte-pair tokenizer (Radford et al. 2021; openai/CLIP:clip/simple_tokenizer.py), with the
// text preparation of Hugging Face's CLIPTokenizerFast: special tokens are found in the text as
// written, the rest is put in normal form C, white space collapsed, lower-cased, cut into words,
// and each word's UTF-8 bytes are merged in the order of the merge list.
//
//   const Bpe bpe = Bpe::from_merges("merges.txt");
//   bpe.ids("a photo of a banker");   // {320, 1125, 539, 320, 27316}
//
// Immutable after construction, so it may be shared between threads.
class Bpe {
 public:
  // A model folder's own vocabulary of any size. Its ids must be 0…N-1, each once, and it must
  // hold <|startoftext|> and <|endoftext|>; every merge must join known tokens to a known one.
  // Throws Error(input) that names the file and line.
  static Bpe from_files(const std::filesystem::path& vocabulary,
                        const std::filesystem::path& merges);

  // CLIP's construction: 256 bytes, the same ending a word, the merges in order, start and end
  // (48,894 merges give the 49,408 tokens of CLIP and OpenCLIP). Throws Error(input).
  static Bpe from_merges(const std::filesystem::path& merges);

  // Ids of `text` (UTF-8) without start and end. A byte that the vocabulary lacks becomes the end
  // token, as in the reference. Throws Error(input) for text that is not UTF-8 or is longer than
  // max_text_bytes.
  std::vector<int> ids(std::string_view text) const;

  // What a token stands for: bytes of the prepared text; and whether they end a word.
  struct TokenText {
    std::string bytes;
    bool ends_word = false;
  };
  // Of each id. Special tokens, and ids that the vocabulary lacks, are empty.
  std::vector<TokenText> texts(std::span<const int32_t> ids) const;

  int start_id() const { return start_; }
  int end_id() const { return end_; }
  // The token of a comma that ends a word, or -1.
  int comma_id() const { return word_end_[',']; }
  // Rows that a matching embedding table has.
  int size() const { return size_; }

  static constexpr size_t max_text_bytes = size_t(1) << 20;

 private:
  using Vocabulary = std::unordered_map<std::string, int>;
  using MergeList = std::vector<std::pair<std::string, std::string>>;
  struct Merge {
    int rank;
    int id;
  };

  Bpe(const Vocabulary& vocabulary, const MergeList& merges, const std::string& merges_name);
  void append_text(std::u32string_view text, std::vector<int>& out) const;
  void append_word(std::u32string_view word, std::vector<int>& out) const;

  int start_ = 0;
  int end_ = 0;
  int size_ = 0;
  std::array<int, 256> inner_{};                // byte → token inside a word, or -1
  std::array<int, 256> word_end_{};             // byte → token at the end of a word, or -1
  std::unordered_map<uint64_t, Merge> merges_;  // (left id << 32 | right id)
};

}  // namespace evenlight
