#include "engine/pipeline/checks.h"

#include <algorithm>
#include <cmath>
#include <string>

#include "engine/base/error.h"
#include "engine/pipeline/artifacts/artifacts.h"

namespace evenlight {

namespace {
// White and black paper decode to ±1.1 or so; with nine tenths beyond this nothing is left to see.
constexpr float beyond_white = 1.5f;
constexpr double clipped_share = 0.9;

Message hint_converge() {
  return say<"take more {0}, another {1} or {2}, or a lower {3}">(Field{"steps"}, Field{"schedule"},
                                                                  Field{"sampler"}, Field{"cfg"});
}
}  // namespace

void check_finite(std::span<const float> values, const Message& what) {
  const auto bad =
      std::find_if_not(values.begin(), values.end(), [](float v) { return std::isfinite(v); });
  if (bad == values.end()) return;
  throw Error(ErrorKind::check,
              say<"the {0} is not a number at position {1}; the model overflowed or has damaged "
                  "weights: {2}">(what, bad - values.begin(),
                                  say<"try the precision f32, lower guidance or another sampler, "
                                      "and have the model checked">()));
}

void check_converged(std::span<const float> latent, double strongest) {
  double squares = 0;
  for (const float v : latent) squares += double(v) * v;
  const double strength = std::sqrt(squares / double(std::max<size_t>(latent.size(), 1)));
  if (strength <= strongest) return;
  throw Error(ErrorKind::check,
              say<"the picture did not converge: its latent is {0:.0f} times as strong as one of a "
                  "picture, so that it would show noise; {1}, and give starting noise out of a "
                  "file as it was drawn, not scaled">(strength, hint_converge()));
}

void check_not_clipped(std::span<const float> decoded) {
  const auto beyond =
      std::ranges::count_if(decoded, [](float v) { return std::abs(v) > beyond_white; });
  if (double(beyond) < clipped_share * double(decoded.size()) || decoded.empty()) return;
  throw Error(ErrorKind::check,
              say<"the picture did not converge: {0:.0f} % of it lie beyond black and white; {1}">(
                  100.0 * double(beyond) / double(decoded.size()), hint_converge()));
}

void check_picture(const Image& image, int64_t width, int64_t height) {
  if (image.width != width || image.height != height ||
      image.rgb.size() != size_t(width) * size_t(height) * 3) {
    throw Error(ErrorKind::check, say<"the picture is {0}×{1} instead of {2}×{3}">(
                                      image.width, image.height, width, height));
  }
  for (const ArtifactKind& kind : artifact_kinds()) {
    if (!kind.is_no_picture) continue;
    const double value = kind.measure(image);
    if (value < kind.limit) continue;
    throw Error(ErrorKind::check, say<"{0}; try other settings or {1}">(kind.sentence(value),
                                                                        say<"check the model">()));
  }
}

}  // namespace evenlight
