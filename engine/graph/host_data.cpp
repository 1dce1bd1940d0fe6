#include "engine/graph/host_data.h"

#include <fmt/format.h>

#include <stdexcept>
#include <string>

#include "engine/base/check.h"
#include "engine/base/error.h"
#include "engine/tensor/widen.h"

namespace evenlight {

namespace {

std::string names_of(const Plan& plan, const std::vector<ValueId>& ids) {
  std::string names;
  for (const ValueId id : ids) {
    names += (names.empty() ? "" : ", ") + plan.graph.info(id).name;
  }
  return names;
}

// `kind` is "input" or "output", for the message.
ValueId named(const Plan& plan, const std::vector<ValueId>& among, const char* kind,
              std::string_view name, size_t count) {
  for (const ValueId id : among) {
    const ValueInfo& info = plan.graph.info(id);
    if (info.name != name) continue;
    if (size_t(info.shape.count()) == count) return id;
    throw std::logic_error(
        fmt::format("internal error: the graph's {} \"{}\" is {}, not {} numbers", kind, name,
                    to_string(info.shape), count));
  }
  throw std::logic_error(fmt::format("internal error: the graph has no {} \"{}\"; it has {}", kind,
                                     name, names_of(plan, among)));
}

}  // namespace

ValueId input_named(const Plan& plan, std::string_view name, DType dtype, size_t count) {
  const ValueId id = named(plan, plan.graph.inputs(), "input", name, count);
  EVENLIGHT_CHECK(plan.graph.info(id).dtype == dtype, "an input is given in its element type");
  return id;
}

ValueId output_named(const Plan& plan, std::string_view name, size_t count) {
  return named(plan, plan.graph.outputs(), "output", name, count);
}

void check_ids(const Plan& plan, ValueId ids, std::span<const int32_t> data) {
  for (const Node& node : plan.graph.nodes()) {
    const auto* embedding = std::get_if<Embedding>(&node.op);
    if (!embedding || embedding->ids != ids) continue;
    const int64_t rows = plan.graph.info(embedding->table).shape[0];
    for (const int32_t id : data) {
      if (id >= 0 && id < rows) continue;
      throw Error(ErrorKind::input, say<"token id {0} is not in the model's {1} token embeddings; "
                                        "the tokenizer is of another model">(id, rows));
    }
  }
}

void widen(const HostWeight& weight, std::span<float> out) {
  EVENLIGHT_CHECK(out.size() == size_t(weight.shape.count()), "one float for each element");
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
