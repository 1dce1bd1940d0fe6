#include "app/common/pictures/heat_pictures.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <opencv2/core.hpp>
#include <opencv2/imgproc.hpp>

#include "app/common/files/output_path.h"

namespace evenlight {
namespace {

using Colour = std::array<double, 3>;

// Evenly spaced, of even steps in lightness (matplotlib's inferno, sampled).
constexpr std::array<Colour, 6> ramp = {
    {{0, 0, 4}, {66, 10, 104}, {147, 38, 103}, {221, 81, 58}, {252, 165, 10}, {252, 255, 164}}};

Colour colour_of(double share) {
  const double at = std::clamp(share, 0.0, 1.0) * double(ramp.size() - 1);
  const size_t low = std::min(size_t(at), ramp.size() - 2);
  const double rest = at - double(low);
  Colour colour{};
  for (size_t c = 0; c < 3; ++c) colour[c] = ramp[low][c] * (1 - rest) + ramp[low + 1][c] * rest;
  return colour;
}

std::string ascii(const std::string& text) {
  std::string plain;
  for (const char c : text) {
    const bool continues = (uint8_t(c) & 0xc0) == 0x80;  // of a letter that is said already
    if (!continues) plain += uint8_t(c) < 0x80 ? c : '?';
  }
  return plain;
}

// Pictures beside each other under their words.
Image sheet_of(const std::vector<HeatPicture>& pictures, std::span<const WordMap> maps) {
  constexpr int columns = 4, cell = 256, label = 28;
  const int count = int(pictures.size()), across = std::min(columns, count);
  const int rows = (count + columns - 1) / columns;
  cv::Mat sheet(rows * (cell + label), across * cell, CV_8UC3, cv::Scalar(255, 255, 255));
  for (int i = 0; i < count; ++i) {
    const Image& image = pictures[size_t(i)].image;
    const double scale = double(cell) / double(std::max(image.width, image.height));
    const PlaneSize size{std::max<int64_t>(1, std::llround(double(image.width) * scale)),
                         std::max<int64_t>(1, std::llround(double(image.height) * scale))};
    Image small = resized(image, size, *find_filter("box"));
    const int left = i % columns * cell, top = i / columns * (cell + label);
    cv::putText(sheet, ascii(maps[size_t(i)].word), {left + 6, top + label - 8},
                cv::FONT_HERSHEY_SIMPLEX, 0.55, cv::Scalar(0, 0, 0), 1, cv::LINE_AA);
    const cv::Mat from(int(size.height), int(size.width), CV_8UC3, small.rgb.data());
    from.copyTo(sheet(cv::Rect(left, top + label, from.cols, from.rows)));
  }
  return {sheet.cols, sheet.rows, std::vector<uint8_t>(sheet.datastart, sheet.dataend)};
}

}  // namespace

Image heat_overlay(const Image& picture, const WordMap& map, PlaneSize latent) {
  const std::vector<float> heat =
      resampled(map.heat, latent, {picture.width, picture.height}, 1, *find_filter("bicubic"));
  const double most = std::max(1e-12f, *std::ranges::max_element(heat));
  Image out = picture;
  for (size_t p = 0; p < heat.size(); ++p) {
    constexpr double of_map = 0.65;
    uint8_t* pixel = &out.rgb[3 * p];
    const double grey = 0.299 * pixel[0] + 0.587 * pixel[1] + 0.114 * pixel[2];
    const Colour colour = colour_of(double(heat[p]) / most);
    for (size_t c = 0; c < 3; ++c) {
      pixel[c] = uint8_t(std::lround(of_map * colour[c] + (1 - of_map) * grey));
    }
  }
  return out;
}

std::vector<HeatPicture> heat_pictures(const Image& picture, std::span<const WordMap> maps,
                                       PlaneSize latent) {
  std::vector<HeatPicture> pictures;
  for (size_t i = 0; i < maps.size(); ++i) {
    pictures.push_back({fmt::format("{:02}-{}", i + 1, prompt_for_path(maps[i].word)),
                        heat_overlay(picture, maps[i], latent)});
  }
  if (!pictures.empty()) pictures.push_back({"words", sheet_of(pictures, maps)});
  return pictures;
}

}  // namespace evenlight
