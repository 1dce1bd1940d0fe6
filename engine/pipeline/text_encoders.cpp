#include "engine/pipeline/text_encoders.h"

#include <algorithm>

#include "engine/pipeline/checks.h"
#include "engine/text/emphasis.h"

namespace evenlight {
namespace {

// [chunks·77,width]
std::vector<float> hidden_states(std::span<const Chunk> chunks, const TextEncoder& encoder,
                                 const Poll& poll) {
  const TextConfig& config = *encoder.config;
  const size_t chunk_size = size_t(config.max_positions * config.width);
  std::vector<float> hidden(chunks.size() * chunk_size);
  for (size_t i = 0; i < chunks.size(); ++i) {
    encoder.executable->write("ids", std::span<const int32_t>(chunks[i].ids));
    encoder.executable->prepare(poll);
    encoder.executable->read("hidden", std::span(hidden).subspan(i * chunk_size, chunk_size));
  }
  apply_weights(hidden, chunks, config.width);
  check_finite(hidden, say<"text encoder's output">());
  return hidden;
}

}  // namespace

TextConditioning encode(std::span<const Chunk> chunks, std::span<const TextEncoder> encoders,
                        const Poll& poll) {
  size_t width = 0;
  for (const TextEncoder& encoder : encoders) width += size_t(encoder.config->width);
  TextConditioning text;
  size_t column = 0;
  for (const TextEncoder& encoder : encoders) {
    const std::vector<float> hidden = hidden_states(chunks, encoder, poll);
    const size_t own = size_t(encoder.config->width), tokens = hidden.size() / own;
    text.context.resize(tokens * width);
    for (size_t t = 0; t < tokens; ++t) {
      std::copy_n(hidden.begin() + ptrdiff_t(t * own), own,
                  text.context.begin() + ptrdiff_t(t * width + column));
    }
    column += own;
  }
  return text;
}

std::vector<Condition> encode(const PreparedRecipe& prepared, std::span<const TextEncoder> encoders,
                              const Poll& poll) {
  std::vector<Condition> conditions;
  for (size_t i = 0; i < prepared.uses.size(); ++i) {
    conditions.push_back({encode(prepared.prompts[i], encoders, poll), prepared.uses[i]});
  }
  return conditions;
}

}  // namespace evenlight
