#include "engine/text/emphasis.h"

#include <algorithm>
#include <cmath>

#include "engine/base/check.h"
#include "engine/base/error.h"

namespace evenlight {
namespace {

double sum(std::span<const float> values) {
  double total = 0.0;
  for (float value : values) total += value;
  return total;
}

bool is_plain(const Chunk& chunk) {
  return std::ranges::all_of(chunk.weights, [](float weight) { return weight == 1.0f; });
}

void multiply(std::span<float> hidden, const Chunk& chunk, size_t width) {
  for (size_t token = 0; token < chunk.weights.size(); ++token) {
    for (float& value : hidden.subspan(token * width, width)) value *= chunk.weights[token];
  }
}

void move_from(std::span<const float> empty, std::span<float> hidden, const Chunk& chunk,
               size_t width) {
  for (size_t token = 0; token < chunk.weights.size(); ++token) {
    if (chunk.weights[token] == 1.0f) continue;
    for (size_t i = token * width; i < (token + 1) * width; ++i) {
      hidden[i] = (hidden[i] - empty[i]) * chunk.weights[token] + empty[i];
    }
  }
}

void multiply_and_keep_mean(std::span<float> hidden, const Chunk& chunk, size_t width) {
  const double before = sum(hidden);
  multiply(hidden, chunk, width);
  const double after = sum(hidden);
  if (before == after) return;
  const auto ratio = static_cast<float>(before / after);
  if (!std::isfinite(ratio)) {
    throw Error(ErrorKind::usage, say<"the weights in the prompt cancel each other out, so nothing "
                                      "is left to scale: use weights closer to 1">());
  }
  for (float& value : hidden) value *= ratio;
}

}  // namespace

bool needs_empty(std::span<const Chunk> chunks, Emphasis emphasis) {
  return emphasis == Emphasis::comfyui && !std::ranges::all_of(chunks, is_plain);
}

void apply_weights(std::span<float> hidden, std::span<const Chunk> chunks, int64_t width,
                   Emphasis emphasis, std::span<const float> empty) {
  EVENLIGHT_CHECK(width > 0, "vectors have a width");
  size_t at = 0;
  for (const Chunk& chunk : chunks) {
    const size_t count = chunk.weights.size() * static_cast<size_t>(width);
    EVENLIGHT_CHECK(at + count <= hidden.size(), "one vector for each token");
    const std::span<float> own = hidden.subspan(at, count);
    at += count;
    if (is_plain(chunk)) continue;
    if (emphasis == Emphasis::original) {
      multiply_and_keep_mean(own, chunk, size_t(width));
    } else if (emphasis == Emphasis::no_norm) {
      multiply(own, chunk, size_t(width));
    } else if (emphasis == Emphasis::comfyui) {
      EVENLIGHT_CHECK(empty.size() == count, "the empty chunk has the length of every other");
      move_from(empty, own, chunk, size_t(width));
    }
  }
  EVENLIGHT_CHECK(at == hidden.size(), "one token for each vector");
}

}  // namespace evenlight
