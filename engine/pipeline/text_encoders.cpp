#include "engine/pipeline/text_encoders.h"

#include <algorithm>
#include <utility>

#include "engine/pipeline/checks.h"
#include "engine/pipeline/prompts.h"
#include "engine/pipeline/size_numbers.h"
#include "engine/text/emphasis.h"

namespace evenlight {
namespace {

// A chunk is padded as the first encoder's tokenizer does; others may do it otherwise.
std::vector<int32_t> ids_for(const Chunk& chunk, const TextConfig& config) {
  std::vector<int32_t> ids = chunk.ids;
  const ptrdiff_t start_text_end = 2 + chunk.text_tokens;
  std::fill(ids.begin() + start_text_end, ids.end(), config.pad_token);
  return ids;
}

// The vector of a whole chunk: that of its first end token.
std::vector<float> pooled_of(const Chunk& chunk, const TextEncoder& encoder) {
  const size_t width = size_t(encoder.config->projection);
  std::vector<float> all(chunk.ids.size() * width);
  encoder.executable->read("pooled", all);
  const auto at = all.begin() + ptrdiff_t(size_t(chunk.end_index) * width);
  std::vector<float> pooled(at, at + ptrdiff_t(width));
  check_finite(pooled, say<"text encoder's output">());
  return pooled;
}

size_t chunk_size(const TextConfig& config) {
  return size_t(config.max_positions * config.width);
}

// hidden [77,width]
void run(const TextEncoder& encoder, const Chunk& chunk, std::span<float> hidden,
         const Poll& poll) {
  encoder.executable->write("ids", std::span<const int32_t>(ids_for(chunk, *encoder.config)));
  encoder.executable->prepare(poll);
  encoder.executable->read("hidden", hidden);
}

// What one encoder makes of a prompt. context [chunks·77,width]
TextConditioning encode_with(const TextEncoder& encoder, std::span<const Chunk> chunks,
                             const Weighing& weighing, const Poll& poll) {
  const TextConfig& config = *encoder.config;
  const size_t size = chunk_size(config);
  TextConditioning text;
  text.context.resize(chunks.size() * size);
  for (size_t i = 0; i < chunks.size(); ++i) {
    run(encoder, chunks[i], std::span(text.context).subspan(i * size, size), poll);
    if (i == 0 && config.projection > 0) text.pooled = pooled_of(chunks[i], encoder);
  }
  std::vector<float> empty;
  if (needs_empty(chunks, weighing.emphasis)) {
    empty.resize(size);
    run(encoder, weighing.empty, empty, poll);
  }
  apply_weights(text.context, chunks, config.width, weighing.emphasis, empty);
  check_finite(text.context, say<"text encoder's output">());
  return text;
}

}  // namespace

TextConditioning encode(std::span<const Chunk> chunks, std::span<const TextEncoder> encoders,
                        const Weighing& weighing, const Poll& poll) {
  size_t width = 0;
  for (const TextEncoder& encoder : encoders) width += size_t(encoder.config->width);
  TextConditioning text;
  size_t column = 0;
  for (const TextEncoder& encoder : encoders) {
    const TextConditioning part = encode_with(encoder, chunks, weighing, poll);
    const size_t own = size_t(encoder.config->width), tokens = part.context.size() / own;
    if (!part.pooled.empty()) text.pooled = part.pooled;
    text.context.resize(tokens * width);
    for (size_t t = 0; t < tokens; ++t) {
      std::copy_n(part.context.begin() + ptrdiff_t(t * own), own,
                  text.context.begin() + ptrdiff_t(t * width + column));
    }
    column += own;
  }
  return text;
}

void encode(const PreparedRecipe& prepared, size_t network, const ModelConfigs& configs,
            std::span<const TextEncoder> encoders, const Poll& poll,
            std::vector<Condition>& conditions) {
  conditions.resize(prepared.uses.size());
  const Weighing weighing{emphasis_of(prepared.recipe), prepared.empty};
  std::vector<std::pair<const Chunks*, TextConditioning>> known;  // each text once
  const auto encoded = [&](const Chunks& chunks) {
    for (const auto& [other, text] : known) {
      if (*other == chunks) return text;
    }
    known.emplace_back(&chunks, encode(chunks, encoders, weighing, poll));
    return known.back().second;
  };
  for (size_t i = 0; i < prepared.uses.size(); ++i) {
    const ConditionUse& use = prepared.uses[i];
    if (use.network != network) continue;
    TextConditioning text = encoded(prepared.prompts[i]);
    const bool is_negative = use.side == Side::negative || use.side == Side::blind;
    if (is_negative && prepared.negative_is_zeros[network]) {
      std::ranges::fill(text.context, 0.0f);
      std::ranges::fill(text.pooled, 0.0f);
    }
    std::vector<float> vector = unet_vector(text.pooled, prepared.recipe, use.side, configs);
    conditions[i] = {std::move(text), std::move(vector), use};
  }
}

}  // namespace evenlight
