#include "app/common/library/tokenizer_files.h"

#include <array>
#include <nlohmann/json.hpp>

#include "app/common/library/assets.h"
#include "engine/base/json.h"
#include "engine/base/small_file.h"
#include "engine/text/bpe_files.h"
#include "engine/weights/folder.h"

namespace evenlight {
namespace {

namespace fs = std::filesystem;

constexpr size_t max_file_bytes = size_t(64) << 20;  // CLIP's vocabulary has 1 MB

// openai/CLIP:clip/simple_tokenizer.py: the bytes, the same at the end of a word, the merges, and
// the two tokens around a text.
std::string vocabulary_of(const std::string& merges) {
  std::vector<std::string> tokens;
  const auto symbols = byte_symbols();
  for (const char* end : {"", "</w>"}) {
    for (const unsigned char byte : byte_order()) tokens.push_back(symbols[byte] + end);
  }
  size_t at = 0;
  while (at < merges.size()) {
    const size_t line_end = std::min(merges.find('\n', at), merges.size());
    const std::string line = merges.substr(at, line_end - at);
    at = line_end + 1;
    const size_t space = line.find(' ');
    if (line.starts_with("#version") || space == std::string::npos) continue;
    tokens.push_back(line.substr(0, space) + line.substr(space + 1));
  }
  for (const char* token : {"<|startoftext|>", "<|endoftext|>"}) tokens.push_back(token);
  // Built as text: an ordered object takes quadratic time in its keys.
  std::string text = "{";
  for (size_t i = 0; i < tokens.size(); ++i) {
    text += (i ? ", " : "") + dump_json(tokens[i]) + ": " + std::to_string(i);
  }
  return text + "}";
}

}  // namespace

std::vector<std::pair<std::string, std::string>> tokenizer_files(const ModelWeights& model) {
  const fs::path own = model.path() / "tokenizer";
  if (model.format() == ModelFormat::diffusers_folder && is_there(own / "vocab.json") &&
      is_there(own / "merges.txt")) {
    return {{"vocab.json", read_small_file(own / "vocab.json", max_file_bytes)},
            {"merges.txt", read_small_file(own / "merges.txt", max_file_bytes)}};
  }
  const std::string merges = read_small_file(asset_path("clip_bpe/merges.txt"), max_file_bytes);
  return {{"vocab.json", vocabulary_of(merges)}, {"merges.txt", merges}};
}

}  // namespace evenlight
