#include "samplers/brownian.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include "samplers/argument_error.h"
#include "samplers/noise.h"
#include "samplers/seed_sequence.h"

namespace evenlight::samplers {
namespace {

// As Python's round(x, 6): the nearest of such decimals to exactly this double.
double rounded(double x) {
  char text[64];
  const auto written = std::to_chars(text, text + sizeof text, x, std::chars_format::fixed, 6);
  double value = x;
  std::from_chars(text, written.ptr, value);
  return value;
}

}  // namespace

struct BrownianPath::Node {
  double start, end;
  uint32_t key, depth;
  std::vector<float> gain;
};

BrownianPath::BrownianPath(std::string_view source, uint64_t seed, double low, double high)
    : source_(source), seed_(seed), low_(low), high_(high) {
  if (!(low < high)) throw ArgumentError("a Brownian path needs a range that is not empty");
  make_noise_source(source, 0);
}

std::vector<float> BrownianPath::draw(uint32_t seed, size_t size) const {
  std::vector<float> noise(size);
  make_noise_source(source_, seed)->normal(noise);
  return noise;
}

void BrownianPath::add(const Node& node, double from, double to, std::span<float> out) const {
  if (from == node.start && to == node.end) {
    for (size_t i = 0; i < out.size(); ++i) out[i] += node.gain[i];
    return;
  }
  const double middle = rounded(0.5 * (node.end + node.start));
  if (middle <= node.start || middle >= node.end) return;  // nothing finer is told apart
  const std::vector<float> fresh =
      draw(seed_words(seed_, std::array{node.key, node.depth}, 1).front(), out.size());
  const double width = 1.0 / (node.end - node.start);
  const double left_width = middle - node.start, right_width = node.end - middle;
  const auto deviation = float(std::sqrt(left_width * right_width * width));
  std::vector<float> left(out.size());
  for (size_t i = 0; i < out.size(); ++i) {
    left[i] = node.gain[i] * float(left_width) * float(width) + deviation * fresh[i];
  }
  const uint32_t depth = node.depth + 1;
  std::vector<float> right = node.gain;
  for (size_t i = 0; i < right.size(); ++i) right[i] -= left[i];
  if (from < middle) {
    add({node.start, middle, 2 * node.key, depth, std::move(left)}, from, std::min(to, middle),
        out);
  }
  if (to > middle) {
    add({middle, node.end, 2 * node.key + 1, depth, std::move(right)}, std::max(from, middle), to,
        out);
  }
}

void BrownianPath::normal(double from, double to, std::span<float> out) const {
  std::ranges::fill(out, 0.0f);
  // k-diffusion's σ are in single precision.
  const auto place = [&](double t) { return rounded(std::clamp(double(float(t)), low_, high_)); };
  const double first = place(std::min(from, to)), last = place(std::max(from, to));
  if (first == last) return;
  Node top{rounded(low_), rounded(high_), 0, 0, draw(seed_words(seed_, {}, 1).front(), out.size())};
  for (float& value : top.gain) value *= float(std::sqrt(high_ - low_));
  add(top, first, last, out);
  const double sign = from < to ? 1.0 : -1.0;
  const auto scale = float(sign / std::sqrt(std::abs(to - from)));
  for (float& value : out) value *= scale;
}

BatchBrownian::BatchBrownian(std::string_view source, std::span<const uint64_t> seeds, double low,
                             double high) {
  if (seeds.empty()) throw ArgumentError("a batch needs at least one image");
  for (const uint64_t seed : seeds) images_.emplace_back(source, seed, low, high);
}

void BatchBrownian::normal(double from, double to, std::span<float> out) const {
  if (out.size() % images_.size() != 0) {
    throw ArgumentError("the latents cannot be parted equally among their images");
  }
  const size_t part = out.size() / images_.size();
  for (size_t k = 0; k < images_.size(); ++k) {
    images_[k].normal(from, to, out.subspan(k * part, part));
  }
}

}  // namespace evenlight::samplers
