#pragma once

#include <string>
#include <vector>

namespace evenlight::audit {

// p-values adjusted for testing many prompts, in the order given; each p within 0 and 1.
std::vector<double> benjamini_hochberg(const std::vector<double>& p);  // 1995, false discovery rate
std::vector<double> benjamini_yekutieli(const std::vector<double>& p);  // 2001, any dependence
std::vector<double> holm(const std::vector<double>& p);                 // 1979, family-wise

using Adjustment = std::vector<double> (*)(const std::vector<double>&);
struct AdjustmentMethod {
  const char* id;
  Adjustment adjust;
};

// The three above by id: benjamini_hochberg, benjamini_yekutieli, holm.
const std::vector<AdjustmentMethod>& adjustment_methods();

// Throws ArgumentError, naming the accepted ids.
const AdjustmentMethod& adjustment_method(const std::string& id);

}  // namespace evenlight::audit
