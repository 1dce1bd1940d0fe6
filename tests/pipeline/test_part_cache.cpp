// Which compiled parts stay from one picture to the next.
#include <gtest/gtest.h>

#include <cmath>

#include "engine/base/error.h"
#include "engine/pipeline/part_cache.h"
#include "tests/support/memory_weights.h"
#include "tests/support/patched_weights.h"

namespace evenlight {
namespace {

// Counts what is alive; refuses to hold more than `room`.
class CountingBackend : public Backend {
 public:
  struct Part : Executable {
    explicit Part(int& alive) : alive_(alive) { ++alive_; }
    ~Part() override { --alive_; }
    void write(std::string_view, std::span<const float>) override {}
    void write(std::string_view, std::span<const int32_t>) override {}
    void prepare(const Poll&) override {}
    void run(const Poll&) override {}
    void read(std::string_view, std::span<float>) override {}
    int& alive_;
  };
  const DeviceInfo& device() const override { return device_; }
  DType precision() const override { return DType::f32; }
  std::unique_ptr<Executable> compile(const Plan& plan, const WeightSource&) override {
    if (alive == room) throw Error(ErrorKind::device, "no more memory");
    arenas.push_back(plan.arena_bytes);
    return std::make_unique<Part>(alive);
  }

  int alive = 0, room = 100;
  std::vector<uint64_t> arenas;  // of every compiled plan, in order

 private:
  DeviceInfo device_;
};

WantedPart part(const std::string& name, const std::string& key, uint64_t arena = 1) {
  return {name, key, [arena] {
            Plan plan;
            plan.arena_bytes = arena;
            return plan;
          }};
}

class CachedParts : public ::testing::Test {
 protected:
  void provide(const std::vector<WantedPart>& wanted) { cache_.provide(wanted, weights_); }

  CountingBackend backend_;
  MemoryWeights weights_;
  PartCache cache_{backend_};
};

TEST_F(CachedParts, StayWhereNothingThatDecidesThemChanged) {
  provide({part("text", "skip 1"), part("unet", "64×64")});
  const Executable* text = &cache_.at("text");
  provide({part("text", "skip 1"), part("unet", "96×64")});
  EXPECT_EQ(&cache_.at("text"), text);
  EXPECT_EQ(backend_.arenas.size(), 3u);
  EXPECT_EQ(backend_.alive, 2) << "the UNet of another size is dropped";
  provide({part("unet", "96×64")});
  EXPECT_EQ(backend_.alive, 1);
  EXPECT_THROW(cache_.at("text"), std::logic_error);
}

// A patch of another strength on one weight: the part that has it is compiled anew, no other.
TEST_F(CachedParts, AreCompiledAgainWhenAPatchOfTheirWeightsChanges) {
  const auto with_weight = [](const std::string& name, const std::string& weight) -> WantedPart {
    return {name, "64×64", [weight] {
              Graph g;
              const Value x = g.input("x", {1, 8}, Rate::every_step);
              g.output("y", g.linear(x, g.weight(weight, {4, 8})));
              return make_plan(std::move(g), DType::f32);
            }};
  };
  const std::vector<WantedPart> wanted = {with_weight("text", "a"), with_weight("unet", "b")};
  const PatchedWeights weak(weights_, {"b", 3, 0.5f});
  const PatchedWeights strong(weights_, {"b", 3, std::nextafter(0.5f, 1.0f)});
  cache_.provide(wanted, weak);
  const Executable* text = &cache_.at("text");
  cache_.provide(wanted, weak);
  EXPECT_EQ(backend_.arenas.size(), 2u) << "the same patch again";
  cache_.provide(wanted, strong);
  EXPECT_EQ(backend_.arenas.size(), 3u);
  EXPECT_EQ(backend_.alive, 2);
  EXPECT_EQ(&cache_.at("text"), text);
  cache_.provide(wanted, weights_);
  EXPECT_EQ(backend_.arenas.size(), 4u) << "without the patch";
}

TEST_F(CachedParts, AreCompiledTheLargestArenaFirst) {
  provide({part("text", "", 5), part("unet", "", 70), part("decoder", "", 200)});
  EXPECT_EQ(backend_.arenas, (std::vector<uint64_t>{200, 70, 5}));
}

TEST_F(CachedParts, MakeRoomForTheirSuccessorsWhereMemoryIsShort) {
  backend_.room = 2;
  provide({part("text", ""), part("unet", "64×64")});
  provide({part("text", ""), part("unet", "96×64")});
  EXPECT_EQ(backend_.alive, 2);
  try {
    provide({part("text", ""), part("unet", "96×64"), part("decoder", "")});
    ADD_FAILURE() << "was not refused";
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::device);
  }
  provide({part("text", ""), part("unet", "96×64")});  // still there
  EXPECT_EQ(backend_.arenas.size(), 3u);
}

}  // namespace
}  // namespace evenlight
