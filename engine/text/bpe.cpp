#include "engine/text/bpe.h"

#include <queue>

#include "engine/base/error.h"
#include "engine/base/quoted.h"
#include "engine/text/bpe_files.h"
#include "engine/text/unicode.h"

namespace evenlight {
namespace {

constexpr std::string_view start_text = "<|startoftext|>";
constexpr std::string_view end_text = "<|endoftext|>";
constexpr std::u32string_view start_word = U"<|startoftext|>";
constexpr std::u32string_view end_word = U"<|endoftext|>";
constexpr std::string_view word_end_mark = "</w>";

uint64_t pair_key(int left, int right) {
  return uint64_t(uint32_t(left)) << 32 | uint32_t(right);
}

std::u32string collapse_spaces(std::u32string_view text) {
  std::u32string out;
  out.reserve(text.size());
  bool in_space = false;
  for (char32_t c : text) {
    const bool space = char_class(c) == CharClass::space;
    if (!space) out.push_back(c);
    if (space && !in_space) out.push_back(U' ');
    in_space = space;
  }
  return out;
}

// Length of a contraction ('s 't 're 've 'm 'll 'd) or of a special token's text at the start of
// `rest`, or 0. Special tokens can stand here only after lower-casing (<|EndOfText|>): they are
// then words like others, but end the run of signs before or after them.
size_t fixed_word_length(std::u32string_view rest) {
  static constexpr std::u32string_view words[] = {start_word, end_word, U"'s",  U"'t", U"'re",
                                                  U"'ve",     U"'m",    U"'ll", U"'d"};
  for (std::u32string_view word : words) {
    if (rest.starts_with(word)) return word.size();
  }
  return 0;
}

// Calls `each` with the words of prepared text, as CLIP's pattern finds them:
// 's|'t|'re|'ve|'m|'ll|'d|[\p{L}]+|[\p{N}]|[^\s\p{L}\p{N}]+
template <typename Each>
void for_each_word(std::u32string_view text, const Each& each) {
  for (size_t at = 0; at < text.size();) {
    const CharClass kind = char_class(text[at]);
    if (kind == CharClass::space) {
      ++at;
      continue;
    }
    size_t length = fixed_word_length(text.substr(at));
    if (length > 2 && text[at] == U'<') {  // a special token's text: "<|", letters, "|>"
      each(text.substr(at, 2));
      each(text.substr(at + 2, length - 4));
      each(text.substr(at + length - 2, 2));
    } else {
      if (length == 0) {
        length = 1;
        while (kind != CharClass::number && at + length < text.size() &&
               char_class(text[at + length]) == kind) {
          ++length;
        }
      }
      each(text.substr(at, length));
    }
    at += length;
  }
}

struct Symbol {
  int id;
  int previous;
  int next;  // -1 at the end
  bool merged_away = false;
};

// A pair that may be merged; it is stale if the pair at `left` has changed since.
struct Candidate {
  int rank;
  int left;
  int id;
};

struct LaterFirst {
  bool operator()(const Candidate& a, const Candidate& b) const {
    return a.rank != b.rank ? a.rank > b.rank : a.left > b.left;
  }
};

}  // namespace

Bpe::Bpe(const Vocabulary& vocabulary, const MergeList& merges, const std::string& merges_name) {
  const auto find = [&](const std::string& token) {
    const auto found = vocabulary.find(token);
    return found == vocabulary.end() ? -1 : found->second;
  };
  start_ = find(std::string(start_text));
  end_ = find(std::string(end_text));
  size_ = static_cast<int>(vocabulary.size());
  const std::array<std::string, 256> symbols = byte_symbols();
  for (size_t byte = 0; byte < symbols.size(); ++byte) {
    inner_[byte] = find(symbols[byte]);
    word_end_[byte] = find(symbols[byte] + std::string(word_end_mark));
  }
  merges_.reserve(merges.size());
  for (size_t rank = 0; rank < merges.size(); ++rank) {
    const auto& [left, right] = merges[rank];
    for (const std::string& token : {left, right, left + right}) {
      if (find(token) < 0) {
        throw Error(
            ErrorKind::input,
            say<"{0}: merge {1} ({2} {3}) needs token {4}, which the vocabulary lacks; use the "
                "vocab.json and merges.txt of one model">(merges_name, rank + 1, in_quotes(left),
                                                          in_quotes(right), in_quotes(token)));
      }
    }
    merges_[pair_key(find(left), find(right))] = {static_cast<int>(rank), find(left + right)};
  }
}

std::vector<Bpe::TokenText> Bpe::texts(std::span<const int32_t> ids) const {
  struct Origin {
    int left = -1, right = -1;
  };
  std::unordered_map<int, Origin> merged;
  for (const auto& [pair, merge] : merges_) {
    merged[merge.id] = {int(pair >> 32), int(uint32_t(pair))};
  }
  std::unordered_map<int, TokenText> bytes;
  for (size_t byte = 0; byte < inner_.size(); ++byte) {
    const std::string text(1, char(byte));
    bytes[inner_[byte]] = {text, false};
    bytes[word_end_[byte]] = {text, true};
  }
  std::vector<TokenText> texts;
  for (const int32_t id : ids) {
    TokenText text;
    std::vector<int> open = {id};  // the last is the next
    while (!open.empty()) {
      const int next = open.back();
      open.pop_back();
      if (const auto origin = merged.find(next); origin != merged.end()) {
        open.insert(open.end(), {origin->second.right, origin->second.left});
      } else if (const auto byte = bytes.find(next); byte != bytes.end() && next >= 0) {
        text.bytes += byte->second.bytes;
        text.ends_word = byte->second.ends_word;
      }
    }
    texts.push_back(std::move(text));
  }
  return texts;
}

Bpe Bpe::from_files(const std::filesystem::path& vocabulary_path,
                    const std::filesystem::path& merges_path) {
  const Vocabulary vocabulary = read_vocabulary(vocabulary_path);
  for (std::string_view special : {start_text, end_text}) {
    if (!vocabulary.contains(std::string(special))) {
      throw Error(ErrorKind::input, say<"{0}: has no token {1}, so it is not a CLIP vocabulary">(
                                        vocabulary_path.string(), special));
    }
  }
  return Bpe(vocabulary, read_merges(merges_path), merges_path.string());
}

Bpe Bpe::from_merges(const std::filesystem::path& merges_path) {
  const MergeList merges = read_merges(merges_path);
  Vocabulary vocabulary;
  const auto add = [&](const std::string& token) {
    if (!vocabulary.emplace(token, static_cast<int>(vocabulary.size())).second) {
      throw Error(ErrorKind::input, say<"{0}: two merges make the token {1}">(merges_path.string(),
                                                                              in_quotes(token)));
    }
  };
  const std::array<std::string, 256> symbols = byte_symbols();
  for (unsigned char byte : byte_order()) add(symbols[byte]);
  for (unsigned char byte : byte_order()) add(symbols[byte] + std::string(word_end_mark));
  for (const auto& [left, right] : merges) add(left + right);
  add(std::string(start_text));
  add(std::string(end_text));
  return Bpe(vocabulary, merges, merges_path.string());
}

std::vector<int> Bpe::ids(std::string_view text) const {
  if (text.size() > max_text_bytes) {
    throw Error(ErrorKind::input,
                say<"the prompt has {0} bytes; at most {1} are read">(text.size(), max_text_bytes));
  }
  const std::u32string points = decode_utf8(text);
  const std::u32string_view all = points;
  std::vector<int> out;
  // Special tokens count only as written, before lower-casing, and split what is around them.
  size_t begin = 0;
  for (size_t at = all.find(U'<'); at != all.npos; at = all.find(U'<', at)) {
    const bool starts = all.substr(at).starts_with(start_word);
    if (!starts && !all.substr(at).starts_with(end_word)) {
      ++at;
      continue;
    }
    append_text(all.substr(begin, at - begin), out);
    out.push_back(starts ? start_ : end_);
    at += (starts ? start_word : end_word).size();
    begin = at;
  }
  append_text(all.substr(begin), out);
  return out;
}

void Bpe::append_text(std::u32string_view text, std::vector<int>& out) const {
  const std::u32string prepared = to_lower(collapse_spaces(to_nfc(text)));
  for_each_word(prepared, [&](std::u32string_view word) { append_word(word, out); });
}

// Merges the pair of lowest rank, the leftmost first, until none is left. A heap keeps a word of
// n bytes at n log n; stale entries are recognised when they come up.
void Bpe::append_word(std::u32string_view word, std::vector<int>& out) const {
  const std::string bytes = encode_utf8(word);
  const int count = static_cast<int>(bytes.size());
  std::vector<Symbol> symbols;
  symbols.reserve(bytes.size());
  for (int i = 0; i < count; ++i) {
    const auto byte = static_cast<unsigned char>(bytes[i]);
    const int id = i + 1 == count ? word_end_[byte] : inner_[byte];
    symbols.push_back({id < 0 ? end_ : id, i - 1, i + 1 == count ? -1 : i + 1});
  }
  std::priority_queue<Candidate, std::vector<Candidate>, LaterFirst> queue;
  const auto offer = [&](int left) {
    if (left < 0 || symbols[left].next < 0) return;
    const auto found = merges_.find(pair_key(symbols[left].id, symbols[symbols[left].next].id));
    if (found != merges_.end()) queue.push({found->second.rank, left, found->second.id});
  };
  for (int i = 0; i < count; ++i) offer(i);
  while (!queue.empty()) {
    const Candidate best = queue.top();
    queue.pop();
    Symbol& left = symbols[best.left];
    if (left.merged_away || left.next < 0) continue;
    Symbol& right = symbols[left.next];
    const auto found = merges_.find(pair_key(left.id, right.id));
    if (found == merges_.end() || found->second.rank != best.rank) continue;
    left.id = best.id;
    left.next = right.next;
    right.merged_away = true;
    if (left.next >= 0) symbols[left.next].previous = best.left;
    offer(left.previous);
    offer(best.left);
  }
  for (const Symbol& symbol : symbols) {
    if (!symbol.merged_away) out.push_back(symbol.id);
  }
}

}  // namespace evenlight
