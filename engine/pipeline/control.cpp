#include "engine/pipeline/control.h"

#include <algorithm>

namespace evenlight {
namespace {

constexpr int64_t block = 8;  // pixels along a side of what an adapter takes for one place

}  // namespace

std::vector<float> unshuffled(const Image& picture) {
  const int64_t width = picture.width / block, height = picture.height / block;
  std::vector<float> places(size_t(width * height * 3 * block * block));
  size_t at = 0;
  for (int64_t y = 0; y < height; ++y) {
    for (int64_t x = 0; x < width; ++x) {
      for (int64_t c = 0; c < 3; ++c) {
        for (int64_t inside = 0; inside < block * block; ++inside) {
          const int64_t row = y * block + inside / block, column = x * block + inside % block;
          places[at++] =
              float(picture.rgb[size_t((row * picture.width + column) * 3 + c)]) / 255.0f;
        }
      }
    }
  }
  return places;
}

std::vector<float> halved(const std::vector<float>& feature, int64_t height, int64_t width,
                          int64_t channels) {
  const int64_t rows = (height + 1) / 2, columns = (width + 1) / 2;
  std::vector<float> half(size_t(rows * columns * channels));
  for (int64_t y = 0; y < rows; ++y) {
    for (int64_t x = 0; x < columns; ++x) {
      const int64_t bottom = std::min(2 * y + 2, height), right = std::min(2 * x + 2, width);
      for (int64_t c = 0; c < channels; ++c) {
        double sum = 0;
        for (int64_t v = 2 * y; v < bottom; ++v) {
          for (int64_t u = 2 * x; u < right; ++u) {
            sum += double(feature[size_t((v * width + u) * channels + c)]);
          }
        }
        const double count = double((bottom - 2 * y) * (right - 2 * x));
        half[size_t((y * columns + x) * channels + c)] = float(sum / count);
      }
    }
  }
  return half;
}

}  // namespace evenlight
