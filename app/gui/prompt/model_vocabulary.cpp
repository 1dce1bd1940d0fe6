#include "app/gui/prompt/model_vocabulary.h"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <unordered_set>

#include "app/common/library/embedding_shelf.h"
#include "app/gui/widgets/text.h"
#include "engine/base/error.h"
#include "engine/text/bpe_files.h"

namespace evenlight::studio {
namespace {

constexpr size_t small_vocabulary = 10000;  // merges
constexpr std::string_view word_end = "</w>";
constexpr size_t shortest_word = 3;

}  // namespace

QStringList vocabulary_words(const std::filesystem::path& model) {
  const auto file = model / "tokenizer" / "merges.txt";
  std::error_code error;
  if (!std::filesystem::exists(file, error)) return {};
  const auto merges = read_merges(file);
  if (merges.size() > small_vocabulary) return {};
  // A token that ends a word is a whole word, unless it only ever became the end of longer ones.
  std::unordered_set<std::string> endings;
  for (const auto& [left, right] : merges) endings.insert(right);
  QStringList words;
  for (const auto& [left, right] : merges) {
    const std::string token = left + right;
    if (!token.ends_with(word_end) || endings.contains(token)) continue;
    const std::string word = token.substr(0, token.size() - word_end.size());
    const bool letters = std::ranges::all_of(word, [](char c) { return c >= 'a' && c <= 'z'; });
    if (letters && word.size() >= shortest_word) words << to_qt(word);
  }
  return words;
}

std::vector<EmbeddingWord> fitting_embeddings(const std::filesystem::path& model,
                                              const TextConfig& text) {
  const EmbeddingShelf shelf(model);
  std::vector<EmbeddingWord> words;
  int64_t next_id = text.vocab;
  for (const std::string& name : shelf.names()) {
    try {
      const int64_t count = shelf.vectors(name, text.width);
      words.push_back({name, int(count), int(next_id)});
      next_id += count;
    } catch (const Error& error) {
      spdlog::debug("{}", error.what());
    }
  }
  return words;
}

}  // namespace evenlight::studio
