// Generators of unit normals that give the same numbers as the programs people compare pictures
// with.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace evenlight::samplers {

// A stream of normals from one seed. Each call of normal() is one torch.randn() of that many
// elements; later calls go on in the same stream.
class NoiseSource {
 public:
  virtual ~NoiseSource() = default;
  virtual void normal(std::span<float> out) = 0;
};

// The generators:
//
// - "torch": torch.randn on a CPU generator, bit by bit. As in torch only the lower 32 bits of the
//   seed count.
// - "philox": randn on an NVIDIA GPU (the "NV" source of AUTOMATIC1111's web UI), to about 1e-6.
//   All 64 bits of the seed count.
//
// Throws ArgumentError that lists the accepted names.
std::unique_ptr<NoiseSource> make_noise_source(std::string_view name, uint64_t seed);
std::span<const std::string_view> noise_source_names();

struct StartNoise;

// One generator per image: image k has the seed `seed + k` (modulo 2⁶⁴) and gets the noise it would
// get alone.
class BatchNoise {
 public:
  // Throws ArgumentError for an unknown name or no images.
  BatchNoise(std::string_view name, uint64_t seed, size_t images);
  // The same for any seeds, one per image.
  BatchNoise(std::string_view name, std::span<const uint64_t> seeds);

  // out: the latents of all images one after another; each image draws its equal part.
  // Throws ArgumentError when out cannot be parted equally.
  void normal(std::span<float> out);

  // The first noise of each image, as start_noise.h says; `start.variation_seed` is the same for
  // all.
  void start(const StartNoise& start, std::span<float> out);

  // What comes next are the first draws of new generators, of each seed plus `delta`: A1111's "eta
  // noise seed delta".
  void restart(int64_t delta);

 private:
  std::string name_;
  std::vector<uint64_t> seeds_;
  std::vector<std::unique_ptr<NoiseSource>> images_;
};

}  // namespace evenlight::samplers
