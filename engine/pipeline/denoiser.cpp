#include "engine/pipeline/denoiser.h"

#include "engine/base/check.h"
#include "engine/pipeline/layout.h"

namespace evenlight {

std::vector<float> Denoiser::evaluate(Executable& unet, std::span<const float> x, double timestep,
                                      size_t copies) const {
  const size_t size = setup_.image_size, batch = copies * size_t(setup_.images);
  std::vector<float> pixels(batch * size);
  for (size_t n = 0; n < batch; ++n) {
    const size_t image = n % size_t(setup_.images);
    channels_last(x.subspan(image * size, size), setup_.channels,
                  std::span(pixels).subspan(n * size, size));
  }
  unet.write("latent", std::span<const float>(pixels));
  unet.write("timestep", std::span<const float>(std::vector<float>(batch, float(timestep))));
  unet.run(setup_.poll);
  unet.read("noise", pixels);
  std::vector<float> output(pixels.size());
  for (size_t at = 0; at < output.size(); at += size) {
    channels_first(std::span<const float>(pixels).subspan(at, size), setup_.channels,
                   std::span(output).subspan(at, size));
  }
  return output;
}

void Denoiser::predict(std::span<const float> x, const samplers::NoiseLevel& level,
                       std::span<float> x0) {
  // At zero terminal SNR σ is infinite, which is inside every interval without an upper end.
  const bool guided = setup_.guidance.acts_at(level.sigma / level.alpha);
  std::vector<float> output;
  if (guided) {
    EVENLIGHT_CHECK(setup_.guided, "the guided UNet was compiled");
    output = evaluate(*setup_.guided, x, level.timestep, 2);
    const std::span<const float> both(output);
    std::vector<float> mixed(x.size());
    guide(setup_.guidance, both.first(x.size()), both.last(x.size()), setup_.image_size, mixed);
    output = std::move(mixed);
  } else {
    EVENLIGHT_CHECK(setup_.plain, "the plain UNet was compiled");
    output = evaluate(*setup_.plain, x, level.timestep, 1);
  }
  for (size_t i = 0; i < x.size(); ++i) {
    const double value = setup_.prediction == Prediction::v
                             ? level.alpha * x[i] - level.sigma * output[i]
                             : (x[i] - level.sigma * output[i]) / level.alpha;
    x0[i] = float(value);
  }
}

}  // namespace evenlight
