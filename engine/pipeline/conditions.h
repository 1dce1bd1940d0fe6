// What a picture shall be like, and where and when: prompts as the UNet reads them.
#pragma once

#include <cstddef>
#include <limits>
#include <map>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace evenlight {

// A prompt behind the text encoders.
struct TextConditioning {
  std::vector<float> context;  // [tokens,width]
  std::vector<float> pooled;   // of the whole prompt; empty where the model reads none
};

// Whether guidance goes towards a prompt or away from it; blind: away from it as it is without the
// picture that the network is shown otherwise; empty: counts from the empty prompt.
enum class Side { positive, negative, blind, empty };

// Of a run's steps, counted from 0; both ends belong to it.
struct StepRange {
  int first = 0;
  int last = std::numeric_limits<int>::max();
  bool contains(int step) const { return step >= first && step <= last; }
  bool operator==(const StepRange&) const = default;
};

// Some of a run's steps: ranges apart from each other, in their order; none: no step at all.
class StepSet {
 public:
  StepSet(StepRange range = {}) : ranges_{range} {}
  StepSet(int first, int last) : ranges_{{first, last}} {}
  explicit StepSet(std::vector<StepRange> ranges) : ranges_(std::move(ranges)) {}

  bool contains(int step) const;
  // Those of them that are in the range as well.
  StepSet within(StepRange range) const;
  const std::vector<StepRange>& ranges() const { return ranges_; }
  bool operator==(const StepSet&) const = default;

 private:
  std::vector<StepRange> ranges_;
};

// How one prompt counts beside others.
struct ConditionUse {
  Side side = Side::positive;
  double weight = 1.0;
  std::vector<float> mask = {};  // [h,w] of the latent, 0 … 1: where it counts; empty: everywhere
  StepSet steps = {};
  size_t network = 0;  // that it is for: 0 the model, 1 its refiner

  bool plain() const { return weight == 1.0 && mask.empty(); }
};

struct Condition {
  TextConditioning text;
  std::vector<float> vector = {};  // what the UNet reads beside the context; mostly nothing
  ConditionUse use;
  // What its UNet reads of it beside the context and the vector, by name, of one image.
  std::map<std::string, std::vector<float>> inputs = {};
};

// The network's output for one condition, [images,channels,h,w].
struct ConditionOutput {
  const ConditionUse* use = nullptr;
  std::span<const float> values;
};

// One prediction of several conditions of one side, with s = their weights times masks, summed at
// a position: Σ weight·mask·output + (1 − s)·rest; without a rest, Σ weight·mask·output / s, and
// the first output where s is 0. So the positive conditions, with the negative prediction as the
// rest, compose as Liu et al. 2022 (arXiv 2206.01714) and AUTOMATIC1111's AND do, and masks that
// share out the picture give each part its own.
// At least one output; masks of the latent's size.
std::vector<float> composed(std::span<const ConditionOutput> outputs, std::span<const float> rest);

}  // namespace evenlight
