#include "engine/lora/layer_change.h"

#include <algorithm>
#include <cmath>
#include <optional>

#include "engine/base/input_error.h"
#include "engine/base/quoted.h"
#include "engine/lora/product.h"

namespace evenlight {
namespace {

// A weight as the formulas see it: [outputs, inputs, kernel].
struct Extent {
  int64_t outputs = 0, inputs = 0, kernel = 1;

  int64_t columns() const { return inputs * kernel; }
  size_t count() const { return size_t(outputs * columns()); }
};

Extent extent_of(const Shape& shape) {
  Extent extent{shape.rank() > 0 ? shape[0] : 1, shape.rank() > 1 ? shape[1] : 1};
  for (size_t i = 2; i < shape.rank(); ++i) extent.kernel *= shape[i];
  return extent;
}

// One factor of a Kronecker product: whole, or as a product of two, with a core or without.
struct Factor {
  LoraRole whole, a, b;
  std::optional<LoraRole> core;
};
constexpr Factor first_factor{LoraRole::lokr_w1, LoraRole::lokr_w1_a, LoraRole::lokr_w1_b,
                              std::nullopt};
constexpr Factor second_factor{LoraRole::lokr_w2, LoraRole::lokr_w2_a, LoraRole::lokr_w2_b,
                               LoraRole::lokr_t2};

// What the layer adds to a weight, before its strength; the weight as it is for those that need it.
class Change {
 public:
  Change(const LoraFile& file, const LoraLayer& layer, const Shape& shape)
      : file_(file), layer_(layer), shape_(shape), weight_(extent_of(shape)) {}

  // Shapes alone.
  void require_fit(LayerPart part) const {
    if (part == LayerPart::bias) return require(LoraRole::bias_difference, {weight_.outputs});
    using enum LoraRole;
    if (has(down)) return require_lora();
    if (has(loha_w1_a)) return require_loha();
    if (has(lokr_w1) || has(lokr_w1_a)) return require_lokr();
    if (has(ia3_scale)) {
      const int64_t wanted = is_on_input() ? weight_.inputs : weight_.outputs;
      if (at(ia3_scale).shape.count() != wanted) refuse(at(ia3_scale));
      return;
    }
    if (at(difference).shape.count() != int64_t(weight_.count())) refuse(at(difference));
  }

  void apply(LayerPart part, float strength, std::span<float> weight) const {
    using enum LoraRole;
    if (part == LayerPart::bias) return add(bias_difference, strength, weight);
    if (has(difference)) return add(difference, strength, weight);
    if (has(ia3_scale)) return scale_channels(strength, weight);
    if (!has(dora_scale)) return add_update(strength, weight);
    std::vector<float> changed(weight.begin(), weight.end());
    add_update(1.0f, changed);
    magnify(changed);
    for (size_t i = 0; i < weight.size(); ++i) weight[i] += strength * (changed[i] - weight[i]);
  }

 private:
  bool has(LoraRole role) const { return layer_.has(role); }
  const TensorEntry& at(LoraRole role) const {
    const auto found = layer_.tensors.find(role);
    if (found != layer_.tensors.end()) return *found->second;
    throw InputError(say<"{0}: the layer {1} lacks a tensor; the LoRA is incomplete.">(
        file_.path().string(), in_quotes(layer_.key)));
  }
  std::vector<float> values(LoraRole role) const { return file_.values(at(role)); }
  int64_t rows(LoraRole role) const { return at(role).shape.rank() > 0 ? at(role).shape[0] : 0; }
  // All axes but the first.
  int64_t rest(LoraRole role) const {
    return rows(role) == 0 ? 0 : at(role).shape.count() / rows(role);
  }

  [[noreturn]] void refuse(const TensorEntry& entry) const {
    throw InputError(say<"{0}: tensor {1} has the shape {2}, which does not fit the model's weight "
                         "of {3}; the LoRA was made for another model.">(
        file_.path().string(), in_quotes(entry.name), to_string(entry.shape), to_string(shape_)));
  }
  void require(LoraRole role, const Shape& wanted) const {
    if (at(role).shape.count() != wanted.count()) refuse(at(role));
  }
  void require_if(bool fits, LoraRole role) const {
    if (!fits) refuse(at(role));
  }

  void require_lora() const {
    using enum LoraRole;
    const int64_t rank = rows(down);
    require_if(rank > 0 && rank <= max_rank, down);
    if (has(mid)) {
      const Shape& middle = at(mid).shape;
      require_if(middle.rank() >= 2 && middle.count() == middle[0] * middle[1] * weight_.kernel,
                 mid);
      require_if(middle[1] == rank && rest(down) == weight_.inputs, down);
      require_if(rows(up) == weight_.outputs && rest(up) == middle[0], up);
    } else {
      require_if(rest(down) == weight_.columns(), down);
      require_if(rows(up) == weight_.outputs && rest(up) == rank, up);
    }
    require_dora();
  }

  void require_loha() const {
    using enum LoraRole;
    const auto half = [&](LoraRole a, LoraRole b, LoraRole t) {
      require_if(rows(b) > 0 && rows(b) <= max_rank, b);
      if (has(t)) {
        const Shape& core = at(t).shape;
        require_if(core.rank() >= 2 && core.count() == core[0] * core[1] * weight_.kernel, t);
        require_if(rows(a) == core[0] && rest(a) == weight_.outputs, a);
        require_if(rows(b) == core[1] && rest(b) == weight_.inputs, b);
      } else {
        require_if(rows(a) == weight_.outputs && rest(a) == rows(b), a);
        require_if(rest(b) == weight_.columns(), b);
      }
    };
    half(loha_w1_a, loha_w1_b, loha_t1);
    half(loha_w2_a, loha_w2_b, loha_t2);
    require_dora();
  }

  // [outputs, inputs, kernel]; the first factor of a convolution has no kernel.
  Extent extent_of_factor(const Factor& factor, int64_t kernel) const {
    if (has(factor.whole)) {
      const int64_t columns = rest(factor.whole);
      require_if(columns % kernel == 0, factor.whole);
      return {rows(factor.whole), columns / kernel, kernel};
    }
    require_if(rows(factor.b) > 0 && rows(factor.b) <= max_rank, factor.b);
    if (factor.core && has(*factor.core)) {
      const Shape& core = at(*factor.core).shape;
      require_if(core.rank() >= 2 && core.count() == core[0] * core[1] * kernel, *factor.core);
      require_if(rows(factor.a) == core[0], factor.a);
      require_if(rows(factor.b) == core[1], factor.b);
      return {rest(factor.a), rest(factor.b), kernel};
    }
    require_if(rest(factor.a) == rows(factor.b) && rest(factor.b) % kernel == 0, factor.b);
    return {rows(factor.a), rest(factor.b) / kernel, kernel};
  }

  void require_lokr() const {
    const Extent a = extent_of_factor(first_factor, 1);
    const Extent b = extent_of_factor(second_factor, weight_.kernel);
    const TensorEntry& shown =
        has(first_factor.whole) ? at(first_factor.whole) : at(first_factor.a);
    if (a.outputs * b.outputs != weight_.outputs || a.inputs * b.inputs != weight_.inputs) {
      refuse(shown);
    }
    require_dora();
  }

  // Whole rows ([O,1…]) or columns ([1,I…]) of the weight.
  void require_dora() const {
    if (!has(LoraRole::dora_scale)) return;
    const int64_t count = at(LoraRole::dora_scale).shape.count();
    require_if(count == (dora_by_output() ? weight_.outputs : weight_.inputs),
               LoraRole::dora_scale);
  }

  bool dora_by_output() const {
    const Shape& shape = at(LoraRole::dora_scale).shape;
    return shape.rank() < 2 || shape[0] != 1 || weight_.outputs == 1;
  }

  bool is_on_input() const {
    const std::vector<float> flag = values(LoraRole::ia3_on_input);
    return !flag.empty() && flag.front() != 0;
  }

  // alpha / rank, where there is an alpha.
  float scale(int64_t rank) const {
    if (!has(LoraRole::alpha)) return 1.0f;
    const std::vector<float> alpha = values(LoraRole::alpha);
    return alpha.size() == 1 ? float(double(alpha[0]) / double(rank)) : 1.0f;
  }

  void add(LoraRole role, float strength, std::span<float> weight) const {
    const std::vector<float> change = values(role);
    for (size_t i = 0; i < weight.size(); ++i) weight[i] += strength * change[i];
  }

  void scale_channels(float strength, std::span<float> weight) const {
    const std::vector<float> by = values(LoraRole::ia3_scale);
    const bool on_input = is_on_input();
    const size_t columns = size_t(weight_.columns()), kernel = size_t(weight_.kernel);
    for (size_t i = 0; i < weight.size(); ++i) {
      const size_t channel = on_input ? i % columns / kernel : i / columns;
      weight[i] += strength * by[channel] * weight[i];
    }
  }

  void add_update(float strength, std::span<float> weight) const {
    using enum LoraRole;
    if (has(loha_w1_a)) return add_loha(strength, weight);
    if (has(lokr_w1) || has(lokr_w1_a)) return add_lokr(strength, weight);
    const auto rank = size_t(rows(down));
    const float by = strength * scale(rows(down));
    const std::vector<float> a = values(up);
    if (!has(mid)) return add_product(weight, a, values(down), rank, by);
    // Σ over r, s of up[o,r] · mid[r,s,k] · down[s,i]
    const size_t outer = size_t(at(mid).shape[0]);
    add_product(weight, a, with_kernel(values(mid), values(down), outer, rank), outer, by);
  }

  // [r, inputs·kernel] = Σ over s of core[r,s,kernel] · b[s,inputs]
  std::vector<float> with_kernel(const std::vector<float>& core, const std::vector<float>& b,
                                 size_t rows, size_t depth) const {
    const auto kernel = size_t(weight_.kernel);
    const size_t inputs = b.size() / depth;
    std::vector<float> result(rows * inputs * kernel);
    for (size_t r = 0; r < rows; ++r) {
      for (size_t s = 0; s < depth; ++s) {
        for (size_t i = 0; i < inputs; ++i) {
          const float by = b[s * inputs + i];
          const float* from = core.data() + (r * depth + s) * kernel;
          float* to = result.data() + (r * inputs + i) * kernel;
          for (size_t k = 0; k < kernel; ++k) to[k] += by * from[k];
        }
      }
    }
    return result;
  }

  static std::vector<float> transposed(const std::vector<float>& a, size_t rows) {
    const size_t columns = a.size() / rows;
    std::vector<float> result(a.size());
    for (size_t r = 0; r < rows; ++r) {
      for (size_t c = 0; c < columns; ++c) result[c * rows + r] = a[r * columns + c];
    }
    return result;
  }

  // a·b, or with a core t: Σ over i, j of a[i,o] · t[i,j,k] · b[j,inputs]
  std::vector<float> combined(LoraRole a, LoraRole b, std::optional<LoraRole> core,
                              size_t count) const {
    std::vector<float> result(count);
    const auto depth = size_t(rows(b));
    if (!core || !has(*core)) {
      add_product(result, values(a), values(b), depth, 1.0f);
      return result;
    }
    const auto outer = size_t(rows(a));
    add_product(result, transposed(values(a), outer),
                with_kernel(values(*core), values(b), outer, depth), outer, 1.0f);
    return result;
  }

  void add_loha(float strength, std::span<float> weight) const {
    using enum LoraRole;
    const std::vector<float> one = combined(loha_w1_a, loha_w1_b, loha_t1, weight.size());
    const std::vector<float> two = combined(loha_w2_a, loha_w2_b, loha_t2, weight.size());
    const float by = strength * scale(rows(loha_w1_b));
    for (size_t i = 0; i < weight.size(); ++i) weight[i] += by * one[i] * two[i];
  }

  std::vector<float> factor_values(const Factor& factor, const Extent& extent) const {
    if (has(factor.whole)) return values(factor.whole);
    return combined(factor.a, factor.b, factor.core, extent.count());
  }

  void add_lokr(float strength, std::span<float> weight) const {
    using enum LoraRole;
    const Extent outer = extent_of_factor(first_factor, 1);
    const Extent inner = extent_of_factor(second_factor, weight_.kernel);
    const std::vector<float> a = factor_values(first_factor, outer),
                             b = factor_values(second_factor, inner);
    float by = strength;
    if (!has(lokr_w2)) {
      by *= scale(rows(lokr_w2_b));
    } else if (!has(lokr_w1)) {
      by *= scale(rows(lokr_w1_b));
    }
    const auto columns = size_t(inner.columns());
    for (int64_t o = 0; o < weight_.outputs; ++o) {
      for (int64_t i = 0; i < outer.inputs; ++i) {
        const float factor = by * a[size_t(o / inner.outputs * outer.inputs + i)];
        const float* from = b.data() + size_t(o % inner.outputs) * columns;
        float* to = weight.data() + size_t(o * weight_.columns()) + size_t(i) * columns;
        for (size_t c = 0; c < columns; ++c) to[c] += factor * from[c];
      }
    }
  }

  // dora_scale · V / ‖V‖, the norm over everything but the axis that dora_scale keeps.
  void magnify(std::span<float> v) const {
    const std::vector<float> wanted = values(LoraRole::dora_scale);
    const bool by_output = dora_by_output();
    const size_t columns = size_t(weight_.columns()), kernel = size_t(weight_.kernel);
    const auto channel_of = [&](size_t i) {
      return by_output ? i / columns : i % columns / kernel;
    };
    std::vector<double> squares(wanted.size());
    for (size_t i = 0; i < v.size(); ++i) squares[channel_of(i)] += double(v[i]) * double(v[i]);
    std::vector<float> factors(wanted.size());
    for (size_t c = 0; c < factors.size(); ++c) {
      factors[c] = squares[c] > 0 ? float(double(wanted[c]) / std::sqrt(squares[c])) : 0.0f;
    }
    for (size_t i = 0; i < v.size(); ++i) v[i] *= factors[channel_of(i)];
  }

  static constexpr int64_t max_rank = 16384;

  const LoraFile& file_;
  const LoraLayer& layer_;
  const Shape& shape_;
  Extent weight_;
};

}  // namespace

bool changes(const LoraLayer& layer, LayerPart part) {
  using enum LoraRole;
  if (part == LayerPart::bias) return layer.has(bias_difference);
  constexpr LoraRole of_weights[] = {down, loha_w1_a, lokr_w1, lokr_w1_a, ia3_scale, difference};
  return std::ranges::any_of(of_weights, [&](LoraRole role) { return layer.has(role); });
}

void require_fit(const LoraFile& file, const LoraLayer& layer, LayerPart part, const Shape& shape) {
  Change(file, layer, shape).require_fit(part);
}

void apply_layer(const LoraFile& file, const LoraLayer& layer, LayerPart part, const Shape& shape,
                 float strength, std::span<float> weight) {
  const Change change(file, layer, shape);
  change.require_fit(part);
  change.apply(part, strength, weight);
}

}  // namespace evenlight
