#include "engine/models/freeu.h"

#include <fmt/format.h>

#include <cmath>
#include <numbers>

namespace evenlight {
namespace {

// Heads of the attention that only adds up: of at most 64 channels, as other heads are.
int64_t heads_for(int64_t channels) {
  for (int64_t width = 64; width > 1; --width) {
    if (channels % width == 0) return channels / width;
  }
  return channels;
}

// Along an axis of that length, the frequencies around the middle of the shifted spectrum: 0, and
// −1 if there is one.
int64_t lowest(int64_t length) {
  return length > 1 ? -1 : 0;
}

// How many frequencies pass, 0 apart from them.
double waves(int64_t height, int64_t width) {
  return double((1 - lowest(height)) * (1 - lowest(width)) - 1);
}

std::string input_name(int64_t height, int64_t width) {
  return fmt::format("freeu_{}x{}", height, width);
}

// The real part of what those frequencies make of x: its mean m, and for each other one the sum
// over places q of x(q)·cos(θ(p) − θ(q))/L. With n of them these are n·A − (n − 1)·m, where A
// weights each place with (n + Σ cos)/(n·L): no weight is below 0 and they sum to 1, so A is an
// attention whose scores are their logarithms alone (freeu_bias, [L,L]), on every backend.
Value low_frequencies(Graph& g, Value x, Value& bias) {
  const Shape shape = g.shape(x);
  const int64_t height = shape[1], width = shape[2], places = height * width;
  const int64_t heads = heads_for(shape.back());
  const Value mean = mean_of_places(g, x, heads);
  const double n = waves(height, width);
  if (n == 0) return mean;
  if (!bias) bias = g.input(input_name(height, width), {1, 1, places, places}, Rate::per_prompt);
  const Value nothing = g.mul(x, 0.0f);
  const Value weighted = g.attention(nothing, nothing, x, heads, false, bias);
  return g.add(g.mul(weighted, float(n)), g.mul(mean, float(1.0 - n)));
}

std::vector<float> freeu_bias(int64_t height, int64_t width) {
  const double n = waves(height, width);
  const auto angle = [](int64_t frequency, int64_t distance, int64_t length) {
    return 2.0 * std::numbers::pi * double(frequency * distance) / double(length);
  };
  std::vector<float> bias;
  for (int64_t p = 0; p < height * width; ++p) {
    for (int64_t q = 0; q < height * width; ++q) {
      double sum = n;
      for (int64_t v = lowest(height); v <= 0; ++v) {
        for (int64_t u = lowest(width); u <= 0; ++u) {
          if (u == 0 && v == 0) continue;
          sum += std::cos(angle(v, p / width - q / width, height) +
                          angle(u, p % width - q % width, width));
        }
      }
      constexpr double zero = 1e-9;  // as far as cosines are exact
      bias.push_back(sum > zero ? float(std::log(sum)) : -INFINITY);
    }
  }
  return bias;
}

}  // namespace

std::map<std::string, std::vector<float>> freeu_inputs(int64_t height, int64_t width,
                                                       int64_t levels) {
  std::map<std::string, std::vector<float>> inputs;
  for (int64_t level = 0; level < levels; ++level) {
    const bool acts = level + int64_t(FreeU().backbone.size()) >= levels;
    if (acts && waves(height, width) > 0) {
      inputs[input_name(height, width)] = freeu_bias(height, width);
    }
    height = (height + 1) / 2, width = (width + 1) / 2;
  }
  return inputs;
}

Value mean_of_places(Graph& g, Value x, int64_t heads) {
  const Value nothing = g.mul(x, 0.0f);
  return g.attention(nothing, nothing, x, heads);
}

void apply_freeu(Graph& g, const FreeU& freeu, int64_t block, Value& h, Value& skip, Value& bias) {
  if (block >= int64_t(freeu.backbone.size())) return;
  const int64_t channels = g.shape(h).back(), half = channels / 2;
  h = g.concat(g.mul(g.slice(h, -1, 0, half), float(freeu.backbone[size_t(block)])),
               g.slice(h, -1, half, channels - half));
  const Value low = low_frequencies(g, skip, bias);
  skip = g.add(skip, g.mul(low, float(freeu.skip[size_t(block)] - 1.0)));
}

}  // namespace evenlight
