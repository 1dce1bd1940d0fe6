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

void weigh(std::span<float> hidden, const Chunk& chunk, size_t width) {
  const double before = sum(hidden);
  for (size_t token = 0; token < chunk.weights.size(); ++token) {
    for (float& value : hidden.subspan(token * width, width)) value *= chunk.weights[token];
  }
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

void apply_weights(std::span<float> hidden, std::span<const Chunk> chunks, int64_t width) {
  EVENLIGHT_CHECK(width > 0, "vectors have a width");
  size_t at = 0;
  for (const Chunk& chunk : chunks) {
    const size_t count = chunk.weights.size() * static_cast<size_t>(width);
    EVENLIGHT_CHECK(at + count <= hidden.size(), "one vector for each token");
    const bool plain = std::all_of(chunk.weights.begin(), chunk.weights.end(),
                                   [](float weight) { return weight == 1.0f; });
    if (!plain) weigh(hidden.subspan(at, count), chunk, static_cast<size_t>(width));
    at += count;
  }
  EVENLIGHT_CHECK(at == hidden.size(), "one token for each vector");
}

}  // namespace evenlight
