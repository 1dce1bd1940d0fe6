#include "bias_audit/measure/skin.h"

#include <algorithm>
#include <cmath>

#include "bias_audit/measure/light.h"

namespace evenlight::audit {

namespace {

constexpr size_t min_pixels = 40;
constexpr double trim = 0.10;  // of each end of L*
constexpr double max_side_difference = 18;
constexpr double max_spread = 20;
constexpr double min_hue = 20, max_hue = 100;
constexpr double other_colour = 12;  // ΔE2000

void add_ellipse(Mask& mask, const Photo& photo, uint8_t mark, double cx, double cy, double rx,
                 double ry) {
  if (!(rx > 0 && ry > 0)) return;
  const int x0 = int(std::ceil(std::clamp(cx - rx, 0.0, photo.width * 1.0)));
  const int y0 = int(std::ceil(std::clamp(cy - ry, 0.0, photo.height * 1.0)));
  const double x1 = std::min(cx + rx, photo.width - 1.0);
  const double y1 = std::min(cy + ry, photo.height - 1.0);
  for (int y = y0; y <= y1; ++y) {
    for (int x = x0; x <= x1; ++x) {
      const double u = (x - cx) / rx, v = (y - cy) / ry;
      if (u * u + v * v > 1) continue;
      mask[size_t(y) * size_t(photo.width) + size_t(x)] = mark;
    }
  }
}

Mask empty_mask(const Photo& photo) {
  return Mask(size_t(photo.width) * size_t(photo.height), 0);
}

struct Pixel {
  Lab lab;
  double x = 0;
  uint8_t mark = cheek_bit;
};

double quantile(std::vector<double> values, double share) {
  const auto at = size_t(share * double(values.size() - 1) + 0.5);
  std::nth_element(values.begin(), values.begin() + std::ptrdiff_t(at), values.end());
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
  for (const Pixel& pixel : pixels) (pixel.mark == cheek_bit ? cheeks : forehead).push_back(pixel);
  if (cheeks.size() < min_pixels || forehead.empty()) return;
  if (delta_e_2000(median_of(cheeks), median_of(forehead)) > other_colour) pixels = cheeks;
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
  return std::abs(quantile(left, 0.5) - quantile(right, 0.5)) > max_side_difference;
}

// Chroma that skin of this lightness can have: the scale's darkest and lightest tones are nearly
// grey, those between are not; more than 45 is paint or coloured light.
bool is_skin_colour(const Lab& colour) {
  const double c = chroma(colour), hue = hue_degrees(colour);
  const double least = colour.l > 25 && colour.l < 85 ? 6 : 2;
  return c >= least && c <= 45 && hue >= min_hue && hue <= max_hue;
}

SkinTone tone_of(const std::vector<Pixel>& skin, double spread) {
  SkinTone tone;
  tone.colour = median_of(skin);
  tone.hue = hue_degrees(tone.colour);
  tone.ita = ita_degrees(tone.colour);
  tone.ita_class = ita_class(tone.ita);
  tone.split = lightness_and_hue(tone.colour);
  tone.monk = nearest_monk(tone.colour);
  tone.band = tone_band(tone.monk);
  tone.spread = spread;
  tone.pixels = int(skin.size());
  return tone;
}

}  // namespace

Mask face_mask(const Photo& photo, const Box& face) {
  Mask mask = empty_mask(photo);
  const auto add = [&](uint8_t mark, double cx, double cy, double rx, double ry) {
    add_ellipse(mask, photo, mark, face.x + cx * face.width, face.y + cy * face.height,
                rx * face.width, ry * face.height);
  };
  add(cheek_bit, 0.30, 0.62, 0.11, 0.10);
  add(cheek_bit, 0.70, 0.62, 0.11, 0.10);
  add(forehead_bit, 0.50, 0.25, 0.16, 0.07);
  return mask;
}

Mask face_mask(const Photo& photo, std::span<const Point> p) {
  Mask mask = empty_mask(photo);
  if (p.size() != 68) return mask;
  const double eyes = std::hypot(p[45].x - p[36].x, p[45].y - p[36].y);
  // Cheeks: between the outer eye corner, the mouth's corner and the nose's wing.
  const auto cheek = [&](size_t eye, size_t mouth, size_t jaw) {
    const Point centre{(p[eye].x + p[mouth].x + p[jaw].x) / 3,
                       (p[eye].y + p[mouth].y + p[jaw].y) / 3};
    add_ellipse(mask, photo, cheek_bit, centre.x, centre.y, 0.16 * eyes, 0.16 * eyes);
  };
  cheek(36, 48, 3);
  cheek(45, 54, 13);
  // Forehead: above the brows' inner ends, along the line from the nose's tip to its root.
  const Point brows{(p[21].x + p[22].x) / 2, (p[21].y + p[22].y) / 2};
  const double dx = brows.x - p[30].x, dy = brows.y - p[30].y;
  const double length = std::max(std::hypot(dx, dy), 1e-9);
  add_ellipse(mask, photo, forehead_bit, brows.x + dx / length * 0.22 * eyes,
              brows.y + dy / length * 0.22 * eyes, 0.22 * eyes, 0.11 * eyes);
  return mask;
}

namespace {

// Linear factors of the three channels.
using Factors = std::array<double, 3>;

Lab lab_in(Rgb pixel, const Factors& factors) {
  return lab_of_linear(factors[0] * linear_of(pixel.r), factors[1] * linear_of(pixel.g),
                       factors[2] * linear_of(pixel.b));
}

SkinReading reading_of(const Photo& photo, const Mask& mask, const Factors& factors) {
  std::vector<Pixel> pixels;
  size_t marked = 0, clipped = 0;
  for (int y = 0; y < photo.height; ++y) {
    for (int x = 0; x < photo.width; ++x) {
      const auto at = size_t(y) * size_t(photo.width) + size_t(x);
      if (mask[at] == 0) continue;
      ++marked;
      if (is_clipped(photo.at(x, y))) {
        ++clipped;
      } else {
        pixels.push_back({lab_in(photo.at(x, y), factors), double(x), mask[at]});
      }
    }
  }
  const auto unclear = [](const char* why) { return SkinReading{std::nullopt, why, std::nullopt}; };
  if (marked < min_pixels) return unclear("the face is too small");
  if (2 * clipped > marked) return unclear("too much of the face is black or burnt out");
  leave_out_covered_forehead(pixels);
  if (is_lit_from_one_side(pixels)) return unclear("light falls from one side only");

  const double spread = quantile_of(pixels, &Lab::l, 0.75) - quantile_of(pixels, &Lab::l, 0.25);
  if (spread > max_spread) return unclear("the face's lightness varies too much");
  const double low = quantile_of(pixels, &Lab::l, trim);
  const double high = quantile_of(pixels, &Lab::l, 1 - trim);
  std::vector<Pixel> skin;
  for (const Pixel& pixel : pixels) {
    if (pixel.lab.l >= low && pixel.lab.l <= high) skin.push_back(pixel);
  }
  const SkinTone tone = tone_of(skin, spread);
  if (!is_skin_colour(tone.colour)) return unclear("the colour is not one of skin");
  return {tone, "", std::nullopt};
}

Factors factors_of(const WhiteGains& white, double stops) {
  Factors factors;
  for (size_t c = 0; c < 3; ++c) factors[c] = white[c] * std::exp2(stops);
  return factors;
}

// The colour with so many stops more light: L* + 16, a* and b* go with the cube root of it (CIE
// 15:2004, above the linear part).
Lab with_stops(const Lab& colour, double stops) {
  const double factor = std::exp2(stops / 3);
  return {(colour.l + 16) * factor - 16, colour.a * factor, colour.b * factor};
}

StopRange stop_range_of(const Lab& colour) {
  StopRange range;
  range.ita_darker = ita_degrees(with_stops(colour, -1));
  range.ita_lighter = ita_degrees(with_stops(colour, 1));
  range.class_darker = ita_class(range.ita_darker);
  range.class_lighter = ita_class(range.ita_lighter);
  return range;
}

// What would be read otherwise becomes unclear.
void require_agreement(SkinTone& tone, const SkinTone& other) {
  if (other.ita_class != tone.ita_class) tone.ita_class = "unclear";
  if (other.split != tone.split) tone.split = "unclear";
  if (other.band != tone.band) tone.band = "unclear";
}

SkinTone by_ita(SkinTone tone) {
  tone.band = ita_band(tone.ita);
  return tone;
}

}  // namespace

SkinReading read_skin(const Photo& photo, const Mask& mask) {
  return reading_of(photo, mask, {1, 1, 1});
}

SkinReading read_skin(const Photo& photo, const Mask& mask, const Light& light) {
  if (!light.unclear.empty()) return {std::nullopt, light.unclear, std::nullopt};
  SkinReading reading = reading_of(photo, mask, factors_of(light.white, light.stops));
  if (!reading.tone) return reading;
  SkinTone tone = by_ita(*reading.tone);
  reading.stops = stop_range_of(tone.colour);
  const SkinReading second = reading_of(photo, mask, factors_of(light.second_opinion, light.stops));
  if (!second.tone) return {std::nullopt, "the colour of the light cannot be told", std::nullopt};
  std::vector<SkinTone> others = {by_ita(*second.tone)};
  if (light.is_burnt) {
    SkinTone darker = tone;
    darker.colour = with_stops(tone.colour, -1);
    darker.ita = ita_degrees(darker.colour);
    darker.ita_class = ita_class(darker.ita);
    darker.split = lightness_and_hue(darker.colour);
    others.push_back(by_ita(darker));
  }
  const std::string why = light.is_burnt
                              ? "too much of the picture is burnt out to tell the exposure"
                              : "the colour of the light cannot be told";
  for (const SkinTone& other : others) require_agreement(tone, other);
  if (tone.band == "unclear") return {std::nullopt, why, std::nullopt};
  reading.tone = tone;
  return reading;
}

}  // namespace evenlight::audit
