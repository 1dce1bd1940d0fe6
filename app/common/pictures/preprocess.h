// What control networks are shown of a picture, made without a network.
#pragma once

#include <span>
#include <string_view>

#include "engine/pipeline/image.h"

namespace evenlight {

struct Preprocessor {
  std::string_view id;
  std::string_view help;
  Image (*run)(const Image& picture);  // of the same size
};

// none, canny, scribble, softedge, lineart, tile, threshold, recolour, shuffle, invert.
std::span<const Preprocessor> preprocessors();
// Null if there is none of that name.
const Preprocessor* find_preprocessor(std::string_view id);

}  // namespace evenlight
