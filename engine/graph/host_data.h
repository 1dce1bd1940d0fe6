// What every backend does with data that comes from the host.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "engine/graph/plan.h"
#include "engine/tensor/weight_source.h"

namespace evenlight {

// The value of that name. A wrong name, type or size is the caller's mistake: std::logic_error
// that says what the graph has.
ValueId input_named(const Plan& plan, std::string_view name, DType dtype, size_t count);
ValueId output_named(const Plan& plan, std::string_view name, size_t count);

// Every embedding that reads `ids` must have a row for each id: else Error(input).
void check_ids(const Plan& plan, ValueId ids, std::span<const int32_t> data);

// f32, f16 or bf16 bytes → f32; `out` has one float per element.
void widen(const HostWeight& weight, std::span<float> out);

// All parts of a weight, below each other, as f32.
std::vector<float> read_weight(const ValueInfo& weight, const WeightSource& source);

}  // namespace evenlight
