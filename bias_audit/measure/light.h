// The light that a photograph was taken in, as far as the photograph itself tells.
#pragma once

#include <array>
#include <string>

#include "bias_audit/measure/skin.h"

namespace evenlight::audit {

// Factors of linear red, green and blue that make white light of it.
using WhiteGains = std::array<double, 3>;

struct Light {
  WhiteGains white = {1, 1, 1};           // by shades of grey
  WhiteGains second_opinion = {1, 1, 1};  // by grey world
  double stops = 0;                       // by which the picture is made lighter (darker below 0)
  bool is_burnt = false;  // too much is pure white to tell how far it is overexposed
  std::string unclear;    // why the light cannot be read; empty if it can
};

// White: the Minkowski mean of order 6 of what surrounds the face (shades of grey: Finlayson and
// Trezzi 2004, Color Imaging Conf. 12, 37), by diagonal gains (von Kries); the mean itself (grey
// world: Buchsbaum 1980) is the second opinion. Exposure: the brightest thousandth of the picture
// is a white surface, of 90 % reflectance (white patch: Land and McCann 1971). Nothing is known of
// a picture whose light is more than 25° off grey, or whose white lies more than four stops down.
// Burnt is one with more than three thousandths of its pixels, or one of the face's, pure white.
Light read_light(const Photo& photo, const Box& face);

}  // namespace evenlight::audit
