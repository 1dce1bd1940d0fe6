#include "engine/text/bpe_files.h"

#include <algorithm>

#include "engine/base/error.h"
#include "engine/base/json.h"
#include "engine/base/quoted.h"
#include "engine/base/small_file.h"
#include "engine/text/unicode.h"

namespace evenlight {
namespace {

constexpr size_t max_file_bytes = size_t(64) << 20;  // CLIP's vocabulary has 1 MB
constexpr size_t max_tokens = size_t(1) << 20;

[[noreturn]] void refuse(const std::filesystem::path& path, const Message& what) {
  throw Error(ErrorKind::input, say<"{0}: {1}">(path.string(), what));
}

bool is_printable(int byte) {
  return (byte >= 33 && byte <= 126) || (byte >= 161 && byte <= 172) || byte >= 174;
}

std::string read_text_file(const std::filesystem::path& path) {
  std::error_code code;
  if (!std::filesystem::exists(path, code)) {
    refuse(path, say<"no such tokenizer file; a model needs its vocab.json and merges.txt">());
  }
  return read_small_file(path, max_file_bytes);
}

std::pair<std::string, std::string> parse_merge(std::string_view line, size_t number,
                                                const std::filesystem::path& path) {
  const size_t space = line.find(' ');
  if (space == 0 || space == std::string_view::npos || space + 1 == line.size() ||
      line.find(' ', space + 1) != std::string_view::npos) {
    refuse(path, say<"line {0} is not a merge (two tokens with one space between)">(number));
  }
  return {std::string(line.substr(0, space)), std::string(line.substr(space + 1))};
}

}  // namespace

std::array<std::string, 256> byte_symbols() {
  std::array<std::string, 256> symbols;
  char32_t next = 0x100;
  for (int byte = 0; byte < 256; ++byte) {
    symbols[byte] = encode_utf8(std::u32string(1, is_printable(byte) ? char32_t(byte) : next++));
  }
  return symbols;
}

std::array<unsigned char, 256> byte_order() {
  std::array<unsigned char, 256> order{};
  size_t at = 0;
  for (const bool printable : {true, false}) {
    for (int byte = 0; byte < 256; ++byte) {
      if (is_printable(byte) == printable) order[at++] = static_cast<unsigned char>(byte);
    }
  }
  return order;
}

std::unordered_map<std::string, int> read_vocabulary(const std::filesystem::path& path) {
  // A vocabulary is flat: nesting is refused before a hostile depth of it costs memory.
  const auto json = parse_json<nlohmann::json>(read_text_file(path), path.string(),
                                               {.bytes = max_file_bytes, .depth = 1});
  if (!json.is_object() || json.empty() || json.size() > max_tokens) {
    refuse(path, say<"must be one JSON object of 1 to {0} tokens">(max_tokens));
  }
  std::unordered_map<std::string, int> vocabulary;
  std::vector<bool> seen(json.size());
  for (const auto& [token, id] : json.items()) {
    // Ids index the embedding table, so a hole or a repeat would read a wrong or missing row.
    if (!id.is_number_unsigned() || id.get<uint64_t>() >= seen.size()) {
      refuse(path, say<"token {0} has id {1}, expected a number from 0 to {2}">(
                       in_quotes(token), id.dump().substr(0, 40), seen.size() - 1));
    }
    const size_t value = id.get<size_t>();
    if (seen[value]) refuse(path, say<"id {0} is given to two tokens">(value));
    seen[value] = true;
    vocabulary.emplace(token, static_cast<int>(value));
  }
  return vocabulary;
}

std::vector<std::pair<std::string, std::string>> read_merges(const std::filesystem::path& path) {
  const std::string text = read_text_file(path);
  std::vector<std::pair<std::string, std::string>> merges;
  size_t number = 0;
  for (size_t start = 0; start < text.size();) {
    const size_t end = std::min(text.find('\n', start), text.size());
    std::string_view line(text.data() + start, end - start);
    start = end + 1;
    ++number;
    if (line.ends_with('\r')) line.remove_suffix(1);
    const bool is_last = start >= text.size();
    if (line.starts_with("#version") || (line.empty() && is_last)) continue;
    merges.push_back(parse_merge(line, number, path));
    if (merges.size() > max_tokens) {
      refuse(path, say<"has more than {0} merges">(max_tokens));
    }
  }
  if (merges.empty()) refuse(path, say<"has no merges; get the model again">());
  return merges;
}

}  // namespace evenlight
