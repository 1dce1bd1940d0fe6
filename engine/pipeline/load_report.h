#pragma once

#include <functional>

namespace evenlight {

// Told while weights are read and made ready: which part of their elements is, from 0 to 1. Not
// called when everything was ready before.
using LoadReport = std::function<void(double)>;

}  // namespace evenlight
