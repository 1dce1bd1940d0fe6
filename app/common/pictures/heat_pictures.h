// Maps of words as pictures.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "engine/pipeline/image.h"
#include "engine/pipeline/picture/resample.h"
#include "engine/pipeline/word_map.h"

namespace evenlight {

struct HeatPicture {
  std::string name;  // "03-red", to be a file's
  Image image;
};

// The picture in grey under the map's colours, dark blue to yellow, where yellow is the place that
// heeds the word most. `latent`: the size of the map.
Image heat_overlay(const Image& picture, const WordMap& map, PlaneSize latent);

// One for each map, and last "words": all of them in a sheet, each with its word, in the order of
// the prompt. The sheet's letters are ASCII; others are question marks there.
std::vector<HeatPicture> heat_pictures(const Image& picture, std::span<const WordMap> maps,
                                       PlaneSize latent);

}  // namespace evenlight
