#include "app/gui/canvas/latent_preview.h"

#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

#include "engine/base/linear_solve.h"

namespace evenlight::studio {
namespace {

constexpr size_t terms = LatentPreview::channels + 1;
using Row = std::array<double, terms>;

// The channels of a pixel and 1.
Row row_of(std::span<const float> latent, size_t pixels, size_t at) {
  Row row;
  for (size_t c = 0; c + 1 < terms; ++c) row[c] = double(latent[c * pixels + at]);
  row[terms - 1] = 1;
  return row;
}

// Mean colour, 0 … 1, of the block of pixels that belongs to one latent pixel.
std::array<double, 3> block_colour(const Image& image, int scale, int x, int y) {
  std::array<double, 3> sum{};
  for (int v = y * scale; v < (y + 1) * scale; ++v) {
    for (int u = x * scale; u < (x + 1) * scale; ++u) {
      for (size_t k = 0; k < 3; ++k) {
        sum[k] += image.rgb[(size_t(v) * size_t(image.width) + size_t(u)) * 3 + k];
      }
    }
  }
  for (double& value : sum) value /= 255.0 * scale * scale;
  return sum;
}

}  // namespace

LatentPreview::LatentPreview()
    : factors_{{{0.149, 0.1035, 0.104},
                {0.0935, 0.143, 0.0865},
                {-0.079, 0.0945, 0.132},
                {-0.092, -0.1355, -0.2365},
                {0.5, 0.5, 0.5}}} {}

QImage LatentPreview::paint(std::span<const float> latent, int height, int width) const {
  const size_t pixels = size_t(height) * size_t(width);
  QImage image(width, height, QImage::Format_RGB888);
  for (int y = 0; y < height; ++y) {
    uchar* line = image.scanLine(y);
    for (int x = 0; x < width; ++x) {
      const Row row = row_of(latent, pixels, size_t(y) * size_t(width) + size_t(x));
      for (size_t k = 0; k < 3; ++k) {
        double value = 0;
        for (size_t c = 0; c < terms; ++c) value += row[c] * factors_[c][k];
        line[size_t(x) * 3 + k] = uchar(std::lround(std::clamp(value, 0.0, 1.0) * 255));
      }
    }
  }
  return image;
}

void LatentPreview::learn(std::span<const float> latent, int height, int width,
                          const Image& image) {
  const int scale = int(image.width) / width;
  Matrix a(terms, std::vector<double>(terms, 0)), b(terms, std::vector<double>(3, 0));
  for (int y = 0; y < height; ++y) {
    for (int x = 0; x < width; ++x) {
      const Row row =
          row_of(latent, size_t(height) * size_t(width), size_t(y) * size_t(width) + size_t(x));
      const auto colour = block_colour(image, scale, x, y);
      for (size_t i = 0; i < terms; ++i) {
        for (size_t j = 0; j < terms; ++j) a[i][j] += row[i] * row[j];
        for (size_t k = 0; k < 3; ++k) b[i][k] += row[i] * colour[k];
      }
    }
  }
  // A small ridge term keeps the fit solvable for a flat picture.
  for (size_t i = 0; i < terms; ++i) a[i][i] += 1e-3 * height * width;
  if (!solve_linear(std::move(a), b, 1e-9)) return;
  for (size_t i = 0; i < terms; ++i) std::copy_n(b[i].begin(), 3, factors_[i].begin());
  learned_ = true;
}

}  // namespace evenlight::studio
