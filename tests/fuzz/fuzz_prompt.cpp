#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "engine/base/error.h"
#include "engine/text/chunks.h"

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
