// What is left of a latent that was never denoised, or that the decoder could not read: middle
// grey with a little noise.
#include <cmath>

#include "engine/pipeline/artifacts/rows.h"

namespace evenlight {

// 1 for middle grey everywhere, 0 for black and white alone.
double grey(const Image& image) {
  double squares = 0;
  for (const uint8_t value : image.rgb) {
    const double away = double(value) - 128;
    squares += away * away;
  }
  return 1 - std::sqrt(squares / double(image.rgb.size())) / 128;
}

Message grey_sentence(double) {
  return say<"the picture is nothing but grey, as one that was not decoded">();
}

}  // namespace evenlight
