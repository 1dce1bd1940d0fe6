#pragma once

#include <memory>

#include "engine/graph/backend.h"

namespace evenlight {

// The oracle of every test: one plain loop per op, sums in double, values in f32. Slow and simple
// on purpose; when a fast backend differs, this one is right.
std::unique_ptr<Backend> open_reference();

}  // namespace evenlight
