// Where a picture is to be new.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "engine/pipeline/image.h"
#include "engine/pipeline/picture/fit.h"

namespace evenlight {

struct Mask {
  int64_t width = 0, height = 0;
  std::vector<float> share;  // [height,width]: 0 stays, 1 is new
  bool operator==(const Mask&) const = default;
};

// White is 1, black 0: the luma of ITU-R BT.601.
Mask mask_of(const Image& image);
// 1 from one half on, else 0.
Mask hard(Mask mask);
// The largest share within `pixels` along both axes; with less than 0 the smallest.
Mask grown(const Mask& mask, int64_t pixels);
// By a Gaussian of that standard deviation, to three of them; 0: as it is. The edges are repeated.
Mask blurred(const Mask& mask, int64_t deviation);

Mask cropped(const Mask& mask, const Rect& part);
Mask resized(const Mask& mask, PlaneSize to);

// Of every share above 0; nothing where there is none.
std::optional<Rect> bounds_of(const Mask& mask);
// A part of a picture of that size: `wanted` and `padding` around it, then as much more on its
// short sides as gives the proportions of `shape`, as far as the picture goes.
Rect with_surroundings(const Rect& wanted, int64_t padding, PlaneSize shape, PlaneSize picture);

// For the latents of a picture: [height/scale,width/scale]. A hard mask's share is that of the
// first pixel of each block, as diffusers does it, a soft one's the block's mean.
std::vector<float> latent_mask(const Mask& mask, int64_t scale, bool soft);

// The picture with zeros (grey, once it is −1 … 1) where it is new: 1 − hard(share) of every pixel.
// What an inpainting network is shown, [height,width,3].
std::vector<float> masked_pixels(const Image& image, const Mask& mask);

// A part that was made anew, on its way back into the whole picture.
struct Paste {
  Image whole;
  Rect place;
  Mask share;  // of the place's size: how much of the new part is seen
};
Image pasted(const Paste& paste, const Image& part);

}  // namespace evenlight
