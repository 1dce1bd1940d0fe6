#include "app/common/library/merge_models.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "engine/base/error.h"
#include "engine/base/json.h"
#include "engine/base/quoted.h"
#include "engine/tensor/widen.h"

namespace evenlight {
namespace {

// A pointwise convolution [O,I,1,1] and a matrix [O,I] are the same numbers.
Shape extents(const Shape& shape) {
  const bool pointwise = shape.rank() == 4 && shape[2] == 1 && shape[3] == 1;
  return pointwise ? Shape{shape[0], shape[1]} : shape;
}

std::vector<float> numbers_of(const ModelWeights& model, const std::string& name,
                              const Shape& shape) {
  const HostWeight weight = model.get(name, shape);
  std::vector<float> numbers(size_t(shape.count()));
  widen(weight.dtype, weight.bytes, numbers);
  model.release(weight);
  return numbers;
}

std::string file_name(const ModelWeights& model) {
  return model.path().string();
}

}  // namespace

MergedWeights::MergedWeights(const ModelWeights& a, const ModelWeights& b, const ModelWeights* c,
                             double weight)
    : a_(a), b_(b), c_(c), weight_(float(weight)) {
  require_same(b);
  if (c) require_same(*c);
  std::ranges::sort(kept_);
  kept_.erase(std::unique(kept_.begin(), kept_.end()), kept_.end());
  for (const auto& [name, stored] : b.index()) {
    if (!a.has(name)) extra_.push_back(name);
  }
}

void MergedWeights::require_same(const ModelWeights& other) {
  if (other.configs().family != a_.configs().family) {
    throw Error(
        ErrorKind::input,
        say<"{0} is a model of the family {1}, but {2} is of {3}; only models of one family "
            "can be merged">(file_name(other), name_of(other.configs().family), file_name(a_),
                             name_of(a_.configs().family)));
  }
  for (const auto& [name, mine] : a_.index()) {
    const auto theirs = other.index().find(name);
    if (theirs == other.index().end()) {
      kept_.push_back(name);
      continue;
    }
    if (extents(mine.shape) == extents(theirs->second.shape)) continue;
    throw Error(
        ErrorKind::input,
        say<"The weight {0} has the shape {1} in {2}, but {3} in {4}; only models of one "
            "architecture can be merged">(name, to_string(mine.shape), file_name(a_),
                                          to_string(theirs->second.shape), file_name(other)));
  }
}

HostWeight MergedWeights::get(const std::string& name, const Shape& expected) const {
  if (std::ranges::binary_search(kept_, name)) return a_.get(name, expected);
  auto sum = std::make_shared<std::vector<float>>(numbers_of(a_, name, expected));
  const std::vector<float> b = numbers_of(b_, name, expected);
  if (c_) {
    const std::vector<float> c = numbers_of(*c_, name, expected);
    for (size_t i = 0; i < sum->size(); ++i) (*sum)[i] += (b[i] - c[i]) * weight_;
  } else {
    for (size_t i = 0; i < sum->size(); ++i) (*sum)[i] = (*sum)[i] * (1 - weight_) + b[i] * weight_;
  }
  return {DType::f32, expected, std::as_bytes(std::span(*sum)), sum};
}

Notes MergedWeights::notes() const {
  Notes notes;
  if (!kept_.empty()) {
    notes.push_back(say<"{0} weights are only in {1} and stay as they are there, the first is "
                        "{2}.">(kept_.size(), file_name(a_), shown(kept_.front())));
  }
  if (!extra_.empty()) {
    notes.push_back(say<"{0} weights are only in {1} and are left out, the first is {2}.">(
        extra_.size(), file_name(b_), shown(extra_.front())));
  }
  return notes;
}

std::map<std::string, std::string> merge_metadata(const std::vector<MergeSource>& models,
                                                  const std::vector<MergeSource>& loras,
                                                  double weight) {
  using Json = nlohmann::ordered_json;
  constexpr const char* methods[] = {"No interpolation", "Weighted sum", "Add difference"};
  constexpr const char* places[] = {"primary", "secondary", "tertiary"};
  Json recipe = {{"type", "evenlight"},
                 {"interp_method", methods[std::min<size_t>(models.size(), 3) - 1]}};
  if (models.size() > 1) recipe["multiplier"] = weight;
  Json known = Json::object();
  for (size_t i = 0; i < models.size(); ++i) {
    recipe[std::string(places[i]) + "_model_hash"] = models[i].sha256;
    known[models[i].sha256] = {{"name", models[i].name}};
  }
  for (const MergeSource& lora : loras) {
    recipe["loras"].push_back({{"name", lora.name},
                               {"sha256", lora.sha256},
                               {"weight", lora.weight},
                               {"text_weight", lora.text_weight}});
  }
  return {{"sd_merge_recipe", dump_json(recipe)}, {"sd_merge_models", dump_json(known)}};
}

}  // namespace evenlight
