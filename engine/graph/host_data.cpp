#include "engine/graph/host_data.h"

#include <cassert>

#include "engine/base/error.h"
#include "engine/tensor/widen.h"

namespace evenlight {

namespace {
ValueId named(const Plan& plan, const std::vector<ValueId>& among, std::string_view name,
              [[maybe_unused]] size_t count) {
  for (const ValueId id : among) {
    if (plan.graph.info(id).name != name) continue;
    assert(size_t(plan.graph.info(id).shape.count()) == count);
    return id;
  }
  assert(!"no input or output of that name");
  return no_value;
}
}  // namespace

ValueId input_named(const Plan& plan, std::string_view name, [[maybe_unused]] DType dtype,
                    size_t count) {
  const ValueId id = named(plan, plan.graph.inputs(), name, count);
  assert(plan.graph.info(id).dtype == dtype);
  return id;
}

ValueId output_named(const Plan& plan, std::string_view name, size_t count) {
  return named(plan, plan.graph.outputs(), name, count);
}

void check_ids(const Plan& plan, ValueId ids, std::span<const int32_t> data) {
  for (const Node& node : plan.graph.nodes()) {
    const auto* embedding = std::get_if<Embedding>(&node.op);
    if (!embedding || embedding->ids != ids) continue;
    const int64_t rows = plan.graph.info(embedding->table).shape[0];
    for (const int32_t id : data) {
      if (id >= 0 && id < rows) continue;
      throw Error(ErrorKind::input, "token id " + std::to_string(id) + " is not in the model's " +
                                        std::to_string(rows) +
                                        " token embeddings; the tokenizer is of another model");
    }
  }
}

void widen(const HostWeight& weight, std::span<float> out) {
  assert(out.size() == size_t(weight.shape.count()));
  widen(weight.dtype, weight.bytes, out);
}

std::vector<float> read_weight(const ValueInfo& weight, const WeightSource& source) {
  std::vector<float> all(size_t(weight.shape.count()));
  size_t at = 0;
  for (const WeightPart& part : weight.parts) {
    const HostWeight host = source.get(part.name, part.shape);
    const size_t count = size_t(part.shape.count());
    widen(host, std::span(all).subspan(at, count));
    source.release(host);
    at += count;
  }
  return all;
}

}  // namespace evenlight
