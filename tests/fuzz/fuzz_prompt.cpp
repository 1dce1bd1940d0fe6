#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/error.h"
#include "engine/text/chunks.h"
#include "engine/text/composition.h"
#include "engine/text/variants.h"

namespace {

// What is drawn, what it is at each step, and all of its words.
void read_in_time(std::string_view prompt) {
  static const std::vector<std::string> lines = {"a", "{b|__list__}"};
  const evenlight::WordList list = [](const std::string&) -> const std::vector<std::string>& {
    return lines;
  };
  const std::string text = evenlight::drawn_text(prompt, prompt.size(), 1, list);
  for (const auto& part : evenlight::timed_parts(text, {}, {9, int(prompt.size() % 3)})) {
    if (part.texts.empty() || part.texts.back().last_step != 9) std::abort();
  }
  evenlight::every_text(text, {});
  evenlight::timed_negative(text, {}, {9});
}

}  // namespace

// Any bytes as a prompt, through grammar, tokenizer and chunking. The first byte picks the options.
// A prompt is either refused with an Error or gives chunks of the right size.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  static const evenlight::Bpe bpe =
      evenlight::Bpe::from_merges(EVENLIGHT_SOURCE_DIR "/assets/clip_bpe/merges.txt");
  if (size == 0) return 0;
  evenlight::ChunkOptions options;
  options.raw = (data[0] & 1) != 0;
  options.length = 3 + (data[0] >> 1);
  options.words = {{"a", 3, bpe.size()}, {"cat-toy", 90, bpe.size() + 3}};
  const std::string_view prompt(reinterpret_cast<const char*>(data) + 1, size - 1);
  try {
    read_in_time(prompt);
  } catch (const evenlight::Error&) {
  }
  options.emphasis = evenlight::Emphasis(data[0] % 5);
  try {
    const auto chunks = evenlight::chunk_prompt(bpe, prompt, options);
    if (chunks.empty()) std::abort();
    for (const evenlight::Chunk& chunk : chunks) {
      const auto length = static_cast<size_t>(options.length);
      if (chunk.ids.size() != length || chunk.weights.size() != length) std::abort();
      if (chunk.end_index < 1 || chunk.end_index >= options.length) std::abort();
    }
  } catch (const evenlight::Error&) {
    return 0;  // refusing is an answer
  }
  return 0;
}
