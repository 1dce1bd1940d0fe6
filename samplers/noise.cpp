#include "samplers/noise.h"

#include <stdexcept>
#include <string>

#include "samplers/argument_error.h"
#include "samplers/noise_sources.h"

namespace evenlight::samplers {
namespace {

constexpr std::string_view names[] = {"torch", "philox"};

}  // namespace

std::span<const std::string_view> noise_source_names() {
  return names;
}

std::unique_ptr<NoiseSource> make_noise_source(std::string_view name, uint64_t seed) {
  if (name == "torch") return torch_noise(seed);
  if (name == "philox") return philox_noise(seed);
  throw ArgumentError("unknown noise generator \"" + std::string(name) +
                      "\"; accepted are torch and philox");
}

BatchNoise::BatchNoise(std::string_view name, uint64_t seed, size_t images) {
  if (images == 0) throw ArgumentError("a batch needs at least one image");
  for (size_t k = 0; k < images; ++k) images_.push_back(make_noise_source(name, seed + k));
}

BatchNoise::BatchNoise(std::string_view name, std::span<const uint64_t> seeds) {
  if (seeds.empty()) throw ArgumentError("a batch needs at least one image");
  for (const uint64_t seed : seeds) images_.push_back(make_noise_source(name, seed));
}

void BatchNoise::normal(std::span<float> out) {
  if (out.size() % images_.size() != 0) {
    throw ArgumentError("the latents cannot be parted equally among " +
                        std::to_string(images_.size()) + " images");
  }
  const size_t part = out.size() / images_.size();
  for (size_t k = 0; k < images_.size(); ++k) images_[k]->normal(out.subspan(k * part, part));
}

}  // namespace evenlight::samplers
