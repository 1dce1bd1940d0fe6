#pragma once

#include <cstddef>
#include <string>

// The colours of charts, "#rrggbb", for whoever draws beside them.
namespace evenlight::audit {

// Of the class at `place` of `classes`. Classes that have an order (skin tones, ages) are steps of
// a ramp from light to dark; others are told apart by hues that colour-blind people tell apart
// (Okabe and Ito 2008).
std::string class_colour(const std::string& attribute, size_t place, size_t classes);

// Of unclassified_names, by their place.
std::string unclassified_colour(size_t place);

}  // namespace evenlight::audit
