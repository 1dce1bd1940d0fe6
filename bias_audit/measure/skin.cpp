#include "bias_audit/measure/skin.h"

#include <algorithm>
#include <cmath>

namespace evenlight::audit {

namespace {

constexpr std::size_t kLeastPixels = 40;
constexpr double kTrim = 0.10;  // of each end of L*
constexpr double kMostSideDifference = 18;
constexpr double kMostSpread = 20;
constexpr double kLeastHue = 20, kMostHue = 100;
constexpr double kOtherColour = 12;  // ΔE2000

void add_ellipse(Mask& mask, const Photo& photo, std::uint8_t mark, double cx, double cy, double rx,
                 double ry) {
  if (!(rx > 0 && ry > 0)) return;
  const int x0 = static_cast<int>(std::ceil(std::clamp(cx - rx, 0.0, photo.width * 1.0)));
  const int y0 = static_cast<int>(std::ceil(std::clamp(cy - ry, 0.0, photo.height * 1.0)));
  const double x1 = std::min(cx + rx, photo.width - 1.0);
  const double y1 = std::min(cy + ry, photo.height - 1.0);
  for (int y = y0; y <= y1; ++y) {
    for (int x = x0; x <= x1; ++x) {
      const double u = (x - cx) / rx, v = (y - cy) / ry;
      if (u * u + v * v > 1) continue;
      mask[static_cast<std::size_t>(y) * static_cast<std::size_t>(photo.width) +
           static_cast<std::size_t>(x)] = mark;
    }
  }
}

Mask empty_mask(const Photo& photo) {
  return Mask(static_cast<std::size_t>(photo.width) * static_cast<std::size_t>(photo.height), 0);
}

struct Pixel {
  Lab lab;
  double x = 0;
  std::uint8_t mark = kCheek;
};

double quantile(std::vector<double> values, double share) {
  const auto at = static_cast<std::size_t>(share * static_cast<double>(values.size() - 1) + 0.5);
  std::nth_element(values.begin(), values.begin() + static_cast<std::ptrdiff_t>(at), values.end());
  return values[at];
}

double quantile_of(const std::vector<Pixel>& pixels, double Lab::*axis, double share) {
  std::vector<double> values;
  for (const Pixel& pixel : pixels) values.push_back(pixel.lab.*axis);
  return quantile(std::move(values), share);
}

Lab median_of(const std::vector<Pixel>& pixels) {
  return {quantile_of(pixels, &Lab::l, 0.5), quantile_of(pixels, &Lab::a, 0.5),
          quantile_of(pixels, &Lab::b, 0.5)};
}

void leave_out_covered_forehead(std::vector<Pixel>& pixels) {
  std::vector<Pixel> cheeks, forehead;
  for (const Pixel& pixel : pixels) (pixel.mark == kCheek ? cheeks : forehead).push_back(pixel);
  if (cheeks.size() < kLeastPixels || forehead.empty()) return;
  if (delta_e_2000(median_of(cheeks), median_of(forehead)) > kOtherColour) pixels = cheeks;
}

bool is_clipped(Rgb p) {
  return std::max({p.r, p.g, p.b}) >= 254 || std::max({p.r, p.g, p.b}) <= 4;
}

// Light that falls from one side only: medians of the left and the right half.
bool is_lit_from_one_side(const std::vector<Pixel>& pixels) {
  std::vector<double> xs, left, right;
  for (const Pixel& pixel : pixels) xs.push_back(pixel.x);
  const auto [least, most] = std::minmax_element(xs.begin(), xs.end());
  const double middle = (*least + *most) / 2;
  for (const Pixel& pixel : pixels) {
    if (pixel.x < middle) left.push_back(pixel.lab.l);
    if (pixel.x > middle) right.push_back(pixel.lab.l);
  }
  if (left.empty() || right.empty()) return false;
  return std::abs(quantile(left, 0.5) - quantile(right, 0.5)) > kMostSideDifference;
}

// Chroma that skin of this lightness can have: the scale's darkest and lightest tones are nearly
// grey, those between are not; more than 45 is paint or coloured light.
bool is_skin_colour(const Lab& colour) {
  const double c = chroma(colour), hue = hue_degrees(colour);
  const double least = colour.l > 25 && colour.l < 85 ? 6 : 2;
  return c >= least && c <= 45 && hue >= kLeastHue && hue <= kMostHue;
}

SkinTone tone_of(const std::vector<Pixel>& skin, double spread) {
  SkinTone tone;
  tone.colour = median_of(skin);
  tone.hue = hue_degrees(tone.colour);
  tone.ita = ita_degrees(tone.colour);
  tone.ita_class = ita_class(tone.ita);
  tone.monk = nearest_monk(tone.colour);
  tone.band = tone_band(tone.monk);
  tone.spread = spread;
  tone.pixels = static_cast<int>(skin.size());
  return tone;
}

}  // namespace

Mask face_mask(const Photo& photo, const Box& face) {
  Mask mask = empty_mask(photo);
  const auto add = [&](std::uint8_t mark, double cx, double cy, double rx, double ry) {
    add_ellipse(mask, photo, mark, face.x + cx * face.width, face.y + cy * face.height,
                rx * face.width, ry * face.height);
  };
  add(kCheek, 0.30, 0.62, 0.11, 0.10);
  add(kCheek, 0.70, 0.62, 0.11, 0.10);
  add(kForehead, 0.50, 0.25, 0.16, 0.07);
  return mask;
}

Mask face_mask(const Photo& photo, std::span<const Point> p) {
  Mask mask = empty_mask(photo);
  if (p.size() != 68) return mask;
  const double eyes = std::hypot(p[45].x - p[36].x, p[45].y - p[36].y);
  // Cheeks: between the outer eye corner, the mouth's corner and the nose's wing.
  const auto cheek = [&](std::size_t eye, std::size_t mouth, std::size_t jaw) {
    const Point centre{(p[eye].x + p[mouth].x + p[jaw].x) / 3,
                       (p[eye].y + p[mouth].y + p[jaw].y) / 3};
    add_ellipse(mask, photo, kCheek, centre.x, centre.y, 0.16 * eyes, 0.16 * eyes);
  };
  cheek(36, 48, 3);
  cheek(45, 54, 13);
  // Forehead: above the brows' inner ends, along the line from the nose's tip to its root.
  const Point brows{(p[21].x + p[22].x) / 2, (p[21].y + p[22].y) / 2};
  const double dx = brows.x - p[30].x, dy = brows.y - p[30].y;
  const double length = std::max(std::hypot(dx, dy), 1e-9);
  add_ellipse(mask, photo, kForehead, brows.x + dx / length * 0.22 * eyes,
              brows.y + dy / length * 0.22 * eyes, 0.22 * eyes, 0.11 * eyes);
  return mask;
}

SkinReading read_skin(const Photo& photo, const Mask& mask) {
  std::vector<Pixel> pixels;
  std::size_t marked = 0, clipped = 0;
  for (int y = 0; y < photo.height; ++y) {
    for (int x = 0; x < photo.width; ++x) {
      const auto at = static_cast<std::size_t>(y) * static_cast<std::size_t>(photo.width) +
                      static_cast<std::size_t>(x);
      if (mask[at] == 0) continue;
      ++marked;
      if (is_clipped(photo.at(x, y))) {
        ++clipped;
      } else {
        pixels.push_back({lab_of(photo.at(x, y)), static_cast<double>(x), mask[at]});
      }
    }
  }
  if (marked < kLeastPixels) return {std::nullopt, "the face is too small"};
  if (2 * clipped > marked) return {std::nullopt, "too much of the face is black or burnt out"};
  leave_out_covered_forehead(pixels);
  if (is_lit_from_one_side(pixels)) return {std::nullopt, "light falls from one side only"};

  const double spread = quantile_of(pixels, &Lab::l, 0.75) - quantile_of(pixels, &Lab::l, 0.25);
  if (spread > kMostSpread) return {std::nullopt, "the face's lightness varies too much"};
  const double low = quantile_of(pixels, &Lab::l, kTrim);
  const double high = quantile_of(pixels, &Lab::l, 1 - kTrim);
  std::vector<Pixel> skin;
  for (const Pixel& pixel : pixels) {
    if (pixel.lab.l >= low && pixel.lab.l <= high) skin.push_back(pixel);
  }
  const SkinTone tone = tone_of(skin, spread);
  if (!is_skin_colour(tone.colour)) return {std::nullopt, "the colour is not one of skin"};
  return {tone, ""};
}

}  // namespace evenlight::audit
