#pragma once

#include <vector>

namespace evenlight {

using Matrix = std::vector<std::vector<double>>;  // rows of equal length

// a·x = b, by elimination with row pivoting: `a` is [n][n], `b` [n][k] becomes x. False, with `b`
// spoiled, where no pivot of at least `min_pivot` is left.
bool solve_linear(Matrix a, Matrix& b, double min_pivot);

}  // namespace evenlight
