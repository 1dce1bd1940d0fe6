#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "bias_audit/measure/picture.h"

namespace evenlight::audit {

struct Box {
  double x = 0, y = 0, width = 0, height = 0;  // pixels
};
struct Point {
  double x = 0, y = 0;
};

// Where skin is looked for: one mark a pixel of the picture, 0 for nowhere.
using Mask = std::vector<uint8_t>;
inline constexpr uint8_t cheek_bit = 1, forehead_bit = 2;

// Cheeks and forehead of a face of which only the box is known: the parts of an upright face that
// hair, eyes and mouth seldom reach.
Mask face_mask(const Photo& photo, const Box& face);

// The same from 68 landmarks in the order of iBUG 300-W.
Mask face_mask(const Photo& photo, std::span<const Point> landmarks);

// One colour on every scale.
struct SkinTone {
  Lab colour;      // median over the trimmed skin
  double hue = 0;  // degrees
  double ita = 0;  // degrees
  std::string ita_class;
  std::string split;  // lightness_and_hue()
  int monk = 0;       // 1 … 10
  std::string band;   // light, medium, dark
  double spread = 0;  // interquartile range of L* within the face
  int pixels = 0;
};

// Of a photograph: what the reading would be, had one stop less or more of light fallen. It is
// information, not an error of measurement.
struct StopRange {
  double ita_darker = 0, ita_lighter = 0;
  std::string class_darker, class_lighter;
};

// Either a tone, or why there is none. A forehead of another colour than the cheeks (ΔE2000 above
// 12) is a fringe or a hat and is left out. Highlights and shadows (outside the middle 80 % of L*,
// and clipped pixels) are trimmed before the median. There is no tone when there are fewer than 40
// pixels, when half the skin is clipped, when light falls from one side only (L* of the halves
// differs by more than 18), when the spread exceeds 20, or when the colour is none that skin has
// (hue outside 20°–100°, or nearly grey or garish for its lightness): then light, not skin, was
// measured.
struct SkinReading {
  std::optional<SkinTone> tone;
  std::string unclear;             // empty with a tone
  std::optional<StopRange> stops;  // of a photograph
};

// Of a drawing: its colours as they are, in bands of the Monk scale.
SkinReading read_skin(const Photo& photo, const Mask& mask);

struct Light;

// Of a photograph: in white light and at the exposure that `light` tells, in bands of ITA. What
// depends on how the light is read is unclear: the band (then there is no tone), the ITA class or
// the split, each where the second opinion on white, or one stop less of a burnt picture, would
// give another one.
SkinReading read_skin(const Photo& photo, const Mask& mask, const Light& light);

}  // namespace evenlight::audit
