#include "engine/pipeline/picture/mask.h"

#include <algorithm>
#include <cmath>
#include <functional>

#include "engine/base/check.h"
#include "engine/pipeline/picture/resample.h"

namespace evenlight {
namespace {

// Each share out of those that lie up to `reach` from it along one axis (`step` apart, `count` in
// a line), the last one repeated; `combine` gets offset and share.
template <class Start, class Combine>
std::vector<float> along(const Mask& mask, bool rows, int64_t reach, const Start& start,
                         const Combine& combine) {
  const int64_t lines = rows ? mask.height : mask.width, count = rows ? mask.width : mask.height;
  const int64_t step = rows ? 1 : mask.width, next = rows ? mask.width : 1;
  std::vector<float> out(mask.share.size());
  for (int64_t line = 0; line < lines; ++line) {
    for (int64_t i = 0; i < count; ++i) {
      double value = start();
      for (int64_t k = -reach; k <= reach; ++k) {
        const int64_t at = std::clamp<int64_t>(i + k, 0, count - 1);
        value = combine(value, k, double(mask.share[size_t(line * next + at * step)]));
      }
      out[size_t(line * next + i * step)] = float(value);
    }
  }
  return out;
}

template <class Start, class Combine>
Mask along_both(Mask mask, int64_t reach, const Start& start, const Combine& combine) {
  mask.share = along(mask, true, reach, start, combine);
  mask.share = along(mask, false, reach, start, combine);
  return mask;
}

}  // namespace

Mask mask_of(const Image& image) {
  Mask mask{image.width, image.height, {}};
  mask.share.reserve(image.rgb.size() / 3);
  for (size_t i = 0; i < image.rgb.size(); i += 3) {
    const unsigned luma = 299u * image.rgb[i] + 587u * image.rgb[i + 1] + 114u * image.rgb[i + 2];
    mask.share.push_back(float(double(luma) / 255000.0));
  }
  return mask;
}

Mask hard(Mask mask) {
  for (float& share : mask.share) share = share >= 0.5f ? 1.0f : 0.0f;
  return mask;
}

Mask grown(const Mask& mask, int64_t pixels) {
  if (pixels == 0) return mask;
  const bool larger = pixels > 0;
  return along_both(
      mask, std::abs(pixels), [&] { return larger ? 0.0 : 1.0; },
      [&](double value, int64_t, double share) {
        return larger ? std::max(value, share) : std::min(value, share);
      });
}

Mask blurred(const Mask& mask, int64_t deviation) {
  if (deviation == 0) return mask;
  const int64_t reach = 3 * deviation;
  std::vector<double> bell;
  double sum = 0;
  for (int64_t k = -reach; k <= reach; ++k) {
    bell.push_back(std::exp(-0.5 * double(k * k) / double(deviation * deviation)));
    sum += bell.back();
  }
  return along_both(
      mask, reach, [] { return 0.0; },
      [&](double value, int64_t k, double share) {
        return value + bell[size_t(k + reach)] / sum * share;
      });
}

Mask cropped(const Mask& mask, const Rect& part) {
  EVENLIGHT_CHECK(part.x >= 0 && part.y >= 0 && part.x + part.width <= mask.width &&
                      part.y + part.height <= mask.height,
                  "a part lies inside its mask");
  Mask out{part.width, part.height, {}};
  for (int64_t y = part.y; y < part.y + part.height; ++y) {
    const auto row = mask.share.begin() + ptrdiff_t(y * mask.width + part.x);
    out.share.insert(out.share.end(), row, row + ptrdiff_t(part.width));
  }
  return out;
}

Mask resized(const Mask& mask, PlaneSize to) {
  Mask out{to.width, to.height, {}};
  out.share = resampled(mask.share, {mask.width, mask.height}, to, 1, *find_filter("bilinear"));
  for (float& share : out.share) share = std::clamp(share, 0.0f, 1.0f);
  return out;
}

std::optional<Rect> bounds_of(const Mask& mask) {
  int64_t left = mask.width, top = mask.height, right = -1, bottom = -1;
  for (int64_t y = 0; y < mask.height; ++y) {
    for (int64_t x = 0; x < mask.width; ++x) {
      if (mask.share[size_t(y * mask.width + x)] <= 0) continue;
      left = std::min(left, x), right = std::max(right, x);
      top = std::min(top, y), bottom = std::max(bottom, y);
    }
  }
  if (right < 0) return std::nullopt;
  return Rect{left, top, right - left + 1, bottom - top + 1};
}

namespace {

// `size` of them around the middle of begin … begin + length, inside 0 … limit.
void widen(int64_t& begin, int64_t& length, int64_t size, int64_t limit) {
  size = std::min(size, limit);
  begin = std::clamp<int64_t>(begin - (size - length) / 2, 0, limit - size);
  length = size;
}

}  // namespace

Rect with_surroundings(const Rect& wanted, int64_t padding, PlaneSize shape, PlaneSize picture) {
  Rect part = wanted;
  const int64_t right = std::min(picture.width, wanted.x + wanted.width + padding);
  const int64_t bottom = std::min(picture.height, wanted.y + wanted.height + padding);
  part.x = std::max<int64_t>(0, wanted.x - padding);
  part.y = std::max<int64_t>(0, wanted.y - padding);
  part.width = right - part.x;
  part.height = bottom - part.y;
  if (part.width * shape.height < part.height * shape.width) {
    const int64_t width = (part.height * shape.width + shape.height - 1) / shape.height;
    widen(part.x, part.width, width, picture.width);
  } else {
    const int64_t height = (part.width * shape.height + shape.width - 1) / shape.width;
    widen(part.y, part.height, height, picture.height);
  }
  return part;
}

std::vector<float> latent_mask(const Mask& mask, int64_t scale, bool soft) {
  const int64_t width = mask.width / scale, height = mask.height / scale;
  std::vector<float> shares;
  for (int64_t y = 0; y < height; ++y) {
    for (int64_t x = 0; x < width; ++x) {
      double sum = 0;
      for (int64_t v = 0; v < (soft ? scale : 1); ++v) {
        for (int64_t u = 0; u < (soft ? scale : 1); ++u) {
          sum += mask.share[size_t((y * scale + v) * mask.width + x * scale + u)];
        }
      }
      shares.push_back(soft ? float(sum / double(scale * scale)) : sum >= 0.5 ? 1.0f : 0.0f);
    }
  }
  return shares;
}

std::vector<float> masked_pixels(const Image& image, const Mask& mask) {
  std::vector<float> pixels(image.rgb.size());
  for (size_t i = 0; i < pixels.size(); ++i) {
    const bool is_new = mask.share[i / 3] >= 0.5f;
    pixels[i] = is_new ? 0.0f : float(image.rgb[i]) / 255.0f * 2.0f - 1.0f;
  }
  return pixels;
}

Image pasted(const Paste& paste, const Image& part) {
  const Rect& place = paste.place;
  const Image fitting = resized(part, {place.width, place.height}, *find_filter("lanczos"));
  Image whole = paste.whole;
  for (int64_t y = 0; y < place.height; ++y) {
    for (int64_t x = 0; x < place.width; ++x) {
      const double share = paste.share.share[size_t(y * place.width + x)];
      for (int64_t c = 0; c < 3; ++c) {
        uint8_t& old = whole.rgb[size_t(((place.y + y) * whole.width + place.x + x) * 3 + c)];
        const uint8_t fresh = fitting.rgb[size_t((y * place.width + x) * 3 + c)];
        old = uint8_t(std::lround(double(old) + share * (double(fresh) - double(old))));
      }
    }
  }
  return whole;
}

}  // namespace evenlight
