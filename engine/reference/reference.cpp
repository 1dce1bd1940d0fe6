#include "engine/reference/reference.h"

#include <algorithm>
#include <cstring>

#include "engine/base/check.h"
#include "engine/graph/host_data.h"
#include "engine/reference/kernels.h"

namespace evenlight {

namespace {

using Arena = std::vector<std::byte>;

class ReferenceExecutable : public Executable {
 public:
  ReferenceExecutable(const Plan& plan, const WeightSource& weights, std::shared_ptr<Arena> arena)
      : plan_(plan), arena_(std::move(arena)), kept_(plan.kept_bytes), values_(read(weights)) {}

  void write(std::string_view input, std::span<const float> data) override {
    const ValueId id = input_named(plan_, input, DType::f32, data.size());
    std::copy(data.begin(), data.end(), values_[id].data);
  }
  void write(std::string_view input, std::span<const int32_t> data) override {
    const ValueId id = input_named(plan_, input, DType::i32, data.size());
    check_ids(plan_, id, data);
    std::memcpy(values_[id].data, data.data(), data.size_bytes());
  }
  void prepare(const Poll& poll) override { compute(plan_.prompt_nodes, poll); }
  void run(const Poll& poll) override { compute(plan_.step_nodes, poll); }
  void read(std::string_view output, std::span<float> data) override {
    const ValueId id = output_named(plan_, output, data.size());
    std::copy_n(values_[id].data, data.size(), data.begin());
  }

 private:
  void compute(const std::vector<size_t>& nodes, const Poll& poll) {
    for (const size_t i : nodes) {
      if (poll) poll();
      const Node& node = plan_.graph.nodes()[i];
      std::visit([&](const auto& op) { reference::compute(op, values_, values_[node.result]); },
                 node.op);
    }
  }

  // Where every value lies; weights are read as f32.
  reference::Values read(const WeightSource& weights) {
    std::vector<reference::View> views;
    for (size_t id = 0; id < plan_.places.size(); ++id) {
      const ValueInfo& info = plan_.graph.info(ValueId(id));
      const Place& place = plan_.places[id];
      float* data = nullptr;
      if (info.kind == ValueKind::weight) {
        weights_.push_back(read_weight(info, weights));
        data = weights_.back().data();
      } else if (place.region != Region::none) {
        auto* base = place.region == Region::kept ? kept_.data() : arena_->data();
        data = reinterpret_cast<float*>(base + place.offset);
      }
      views.push_back({data, info.shape});
    }
    return reference::Values(std::move(views));
  }

  Plan plan_;
  std::shared_ptr<Arena> arena_;
  Arena kept_;
  std::vector<std::vector<float>> weights_;
  reference::Values values_;
};

class ReferenceBackend : public Backend {
 public:
  ReferenceBackend() {
    device_.id = device_.name = "reference";
    device_.kind = "cpu";
    device_.precisions = {DType::f32};
  }
  const DeviceInfo& device() const override { return device_; }
  DType precision() const override { return DType::f32; }

  std::unique_ptr<Executable> compile(const Plan& plan, const WeightSource& weights) override {
    EVENLIGHT_CHECK(plan.storage == DType::f32, "the reference stores f32");
    // An arena that others point into is never moved: a larger one takes its place for later.
    if (!arena_ || arena_->size() < plan.arena_bytes) {
      arena_ = std::make_shared<Arena>(plan.arena_bytes);
    }
    return std::make_unique<ReferenceExecutable>(plan, weights, arena_);
  }

 private:
  DeviceInfo device_;
  std::shared_ptr<Arena> arena_;
};

}  // namespace

std::unique_ptr<Backend> open_reference() {
  return std::make_unique<ReferenceBackend>();
}

}  // namespace evenlight
