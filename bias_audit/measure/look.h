// What pictures are compared with each other by: no reading of people, no class.
#pragma once

#include <string>
#include <vector>

#include "bias_audit/measure/picture.h"

namespace evenlight::audit {

// Colours and edges of a picture in 4 × 4 fields, two vectors of 8-bit numbers in base64, joined by
// a '.': mean CIELAB of each field around middle grey [4·4·3], and the strength of edges in eight
// directions in each field, less their mean [4·4·8], after the histograms of Dalal and Triggs 2005.
// Whether it is the same person, or the same thing from elsewhere, it cannot tell.
std::string look_of(const Photo& photo);

// A network's vector as one such part: scaled by its largest value. Empty for zeros.
std::string packed_look(const std::vector<double>& values);

}  // namespace evenlight::audit
