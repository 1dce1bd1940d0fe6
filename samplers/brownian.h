// A Brownian path that belongs to a seed, whatever the places it is asked about.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace evenlight::samplers {

// The same as torchsde's BrownianTree that k-diffusion's BrownianTreeNoiseSampler draws from: the
// gain over the whole range is normal, and each half's is found from its parent's by one more
// normal, down to ranges of a millionth. google-research/torchsde:torchsde/_brownian/
// {derived,brownian_interval}.py; crowsonkb/k-diffusion:k_diffusion/sampling.py.
class BrownianPath {
 public:
  // From `low` to `high`. source: of noise.h, a generator for each node of the tree. Throws
  // ArgumentError for a name that is unknown or an empty range.
  BrownianPath(std::string_view source, uint64_t seed, double low, double high);

  // Unit normals: the gain from `from` to `to` by √|from − to|, with the sign that k-diffusion
  // gives it for a walk from high to low. Ends beyond the range are taken as its ends; the same
  // place twice gives 0.
  void normal(double from, double to, std::span<float> out) const;

 private:
  struct Node;
  void add(const Node& node, double from, double to, std::span<float> out) const;
  std::vector<float> draw(uint32_t seed, size_t size) const;

  std::string source_;
  uint64_t seed_;
  double low_, high_;
};

// One path an image.
class BatchBrownian {
 public:
  BatchBrownian(std::string_view source, std::span<const uint64_t> seeds, double low, double high);

  // out: the latents of all images one after another.
  void normal(double from, double to, std::span<float> out) const;

 private:
  std::vector<BrownianPath> images_;
};

}  // namespace evenlight::samplers
