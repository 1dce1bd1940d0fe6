#include "samplers/noise.h"

#include <stdexcept>
#include <string>

#include "samplers/argument_error.h"
#include "samplers/noise_sources.h"
#include "samplers/start_noise.h"

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

namespace {

std::vector<uint64_t> counted_up(uint64_t seed, size_t images) {
  std::vector<uint64_t> seeds;
  for (size_t k = 0; k < images; ++k) seeds.push_back(seed + k);
  return seeds;
}

}  // namespace

BatchNoise::BatchNoise(std::string_view name, uint64_t seed, size_t images)
    : BatchNoise(name, counted_up(seed, images)) {}

BatchNoise::BatchNoise(std::string_view name, std::span<const uint64_t> seeds)
    : name_(name), seeds_(seeds.begin(), seeds.end()) {
  if (seeds.empty()) throw ArgumentError("a batch needs at least one image");
  restart(0);
}

void BatchNoise::restart(int64_t delta) {
  images_.clear();
  for (const uint64_t seed : seeds_) {
    images_.push_back(make_noise_source(name_, seed + uint64_t(delta)));
  }
}

void BatchNoise::start(const StartNoise& start, std::span<float> out) {
  const size_t part = start.shape.size();
  if (out.size() != part * images_.size()) {
    throw ArgumentError("the start's noise has another size than its latents");
  }
  for (size_t k = 0; k < images_.size(); ++k) {
    draw_start_noise(start, name_, seeds_[k], *images_[k], out.subspan(k * part, part));
  }
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
