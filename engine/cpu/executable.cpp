#include <array>
#include <chrono>

#include "engine/base/check.h"
#include "engine/cpu/backend.h"
#include "engine/cpu/step.h"
#include "engine/graph/host_data.h"

namespace evenlight::cpu {

Rows Frame::rows(ValueId id) const {
  const ValueInfo& info = plan.graph.info(id);
  const size_t channels = size_t(info.shape.back());
  if (info.kind == ValueKind::weight) {
    return {weights[size_t(id)]->data(), DType::f32, channels};
  }
  const Place& place = plan.places[size_t(id)];
  EVENLIGHT_CHECK(place.region != Region::none, "a value that is read has a place in memory");
  return {(place.region == Region::kept ? kept : arena) + place.offset, plan.dtype(id), channels};
}

namespace {

class CpuExecutable : public Executable, private Builder {
 public:
  CpuExecutable(const Plan& plan, const WeightSource& source, std::shared_ptr<Shared> shared,
                bool profile)
      : plan_(plan),
        shared_(std::move(shared)),
        source_(&source),
        profile_(profile),
        kept_(plan.kept_bytes, "values kept for a prompt"),
        plain_(plan.places.size()) {
    shared_->weights.drop_unused();
    // The backend's and this one's: nothing else works here, and what a larger part took goes back.
    if (shared_.use_count() == 2) shared_->workspace = Workspace();
    shared_->workspace.arena.grow(plan.arena_bytes, "values of the model");
    for (const Node& node : plan_.graph.nodes()) {
      steps_.push_back(
          std::visit([&](const auto& op) { return make_step(op, node.result, *this); }, node.op));
    }
    seconds_.resize(steps_.size());
    source_ = nullptr;
  }

  void write(std::string_view input, std::span<const float> data) override {
    const ValueId id = input_named(plan_, input, DType::f32, data.size());
    const Rows rows = frame({}).rows(id);
    narrow(data.data(), rows.data, rows.type, data.size());
  }
  void write(std::string_view input, std::span<const int32_t> data) override {
    const ValueId id = input_named(plan_, input, DType::i32, data.size());
    check_ids(plan_, id, data);
    std::memcpy(frame({}).rows(id).data, data.data(), data.size_bytes());
  }
  void prepare(const Poll& poll) override {
    std::fill(seconds_.begin(), seconds_.end(), 0.0);
    compute(plan_.prompt_nodes, poll);
  }
  void run(const Poll& poll) override { compute(plan_.step_nodes, poll); }
  void read(std::string_view output, std::span<float> data) override {
    const Rows rows = frame({}).rows(output_named(plan_, output, data.size()));
    cpu::widen(rows.data, rows.type, data.data(), data.size());
  }
  std::vector<NodeTime> profile() const override {
    std::vector<NodeTime> times;
    for (size_t i = 0; profile_ && i < seconds_.size(); ++i) times.push_back({i, seconds_[i]});
    return times;
  }
  std::optional<uint64_t> executed_flops(size_t node) const override {
    return steps_[node]->executed_flops();
  }

 private:
  Frame frame(const Poll& poll) const {
    const Workspace& w = shared_->workspace;
    return {shared_->pool,  poll,          plan_,           w.arena.data(),
            kept_.data(),   plain_,        w.shared.data(), w.workers.data(),
            w.worker_bytes, w.zeros.data()};
  }

  void compute(const std::vector<size_t>& nodes, const Poll& poll) {
    using Clock = std::chrono::steady_clock;
    const Frame now = frame(poll);
    for (const size_t i : nodes) {
      if (poll) poll();
      const auto start = Clock::now();
      steps_[i]->run(now);
      seconds_[i] = std::chrono::duration<double>(Clock::now() - start).count();
    }
  }

  // Builder
  const Plan& plan() const override { return plan_; }
  ThreadPool& pool() const override { return shared_->pool; }
  std::shared_ptr<const PackedMatrix> matrix(ValueId weight, Inner inner, bool gated,
                                             DType type) override {
    const auto& parts = plan_.graph.info(weight).parts;
    std::string key = content_key(plan_.graph.info(weight), *source_);
    key.append(gated ? "gated " : "matrix ")
        .append(name_of(type))
        .append(std::to_string(inner.taps));
    for (const size_t depth : inner.depths) key.append(",").append(std::to_string(depth));
    return shared_->weights.get<PackedMatrix>(key, [&] {
      return pack_matrix(HostRows(*source_, parts), inner, gated, type, shared_->pool);
    });
  }
  std::shared_ptr<const Memory> bias(ValueId bias, const PackedMatrix& matrix) override {
    return std::make_shared<const Memory>(
        pack_bias(HostRows(*source_, plan_.graph.info(bias).parts), matrix));
  }
  std::shared_ptr<const Table> table(ValueId weight) override {
    const auto& parts = plan_.graph.info(weight).parts;
    return shared_->weights.get<Table>(content_key(plan_.graph.info(weight), *source_) + "table",
                                       [&] {
                                         return std::make_shared<const Table>(
                                             copy_table(HostRows(*source_, parts), shared_->pool));
                                       });
  }
  void plain(ValueId weight) override {
    const auto& parts = plan_.graph.info(weight).parts;
    const std::string key = content_key(plan_.graph.info(weight), *source_) + "plain";
    plain_[size_t(weight)] = shared_->weights.get<Memory>(key, [&] {
      return std::make_shared<const Memory>(pack_plain(HostRows(*source_, parts), shared_->pool));
    });
  }
  void reserve(size_t shared_bytes, size_t worker_bytes) override {
    shared_->workspace.reserve(shared_bytes, worker_bytes, shared_->pool.size());
  }
  void reserve_zeros(size_t bytes) override { shared_->workspace.zeros.grow(bytes, "padding"); }

  Plan plan_;
  std::shared_ptr<Shared> shared_;
  const WeightSource* source_;  // while compiling
  bool profile_;
  Memory kept_;
  std::vector<std::shared_ptr<const Memory>> plain_;  // by ValueId
  std::vector<std::unique_ptr<Step>> steps_;          // by node
  std::vector<double> seconds_;
};

}  // namespace

std::unique_ptr<Executable> make_executable(const Plan& plan, const WeightSource& weights,
                                            std::shared_ptr<Shared> shared, bool profile) {
  return std::make_unique<CpuExecutable>(plan, weights, std::move(shared), profile);
}

}  // namespace evenlight::cpu
