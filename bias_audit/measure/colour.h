#pragma once

#include <array>
#include <cstdint>

namespace evenlight::audit {

// CIELAB under D65, in its real units: L* 0 … 100, a* and b* signed.
struct Lab {
  double l = 0, a = 0, b = 0;
};

struct Rgb {
  uint8_t r = 0, g = 0, b = 0;
};

// IEC 61966-2-1 (sRGB) to linear light to XYZ to CIELAB with the D65 white of the 2° observer.
Lab lab_of(Rgb colour);
Lab lab_of_linear(double red, double green, double blue);  // each 0 … 1, or beyond
double linear_of(uint8_t value);                           // 0 … 1

// CIE ΔE2000 with kL = kC = kH = 1 (Sharma, Wu and Dalal 2005).
double delta_e_2000(const Lab& x, const Lab& y);

double hue_degrees(const Lab& colour);  // 0 … 360, from atan2(b*, a*)
double chroma(const Lab& colour);

// Individual typology angle, atan2(L* - 50, b*) in degrees; Chardon, Cretois and Hourseau 1991.
double ita_degrees(const Lab& colour);
const char* ita_class(double ita);

// The three bands of it, two classes each: light (above 41°), medium (above 10°), dark.
const char* ita_band(double ita);

// Thong, Joniak and Xiang 2023 (ICCV, "Beyond Skin Tone"): light above L* 60, else dark; yellow
// above a hue of 55°, else red. "light_yellow", …
const char* lightness_and_hue(const Lab& colour);

// The Monk Skin Tone scale (Monk 2019), swatches 1 … 10.
const std::array<Rgb, 10>& monk_swatches();
int nearest_monk(const Lab& colour);  // 1 … 10 by ΔE2000

// 1–4 light, 5–6 medium, 7–10 dark: as fine as the scale can be told apart in a picture.
const char* tone_band(int monk);

}  // namespace evenlight::audit
