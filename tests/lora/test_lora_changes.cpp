// What each kind of layer does to a weight, beside its formula in plain loops of doubles.
#include <cmath>
#include <functional>

#include "tests/lora/lora_model.h"

namespace evenlight::test {
namespace {

const std::string linear = "unet.down_blocks.0.attentions.0.transformer_blocks.0.attn1.to_q";
const std::string linear_key =
    "lora_unet_down_blocks_0_attentions_0_transformer_blocks_0_attn1_to_q";
const std::string conv = "unet.down_blocks.0.resnets.0.conv1";
const std::string conv_key = "lora_unet_down_blocks_0_resnets_0_conv1";

// The change at output o and column c (inputs × kernel), as a formula gives it.
using Formula = std::function<double(size_t o, size_t c)>;

class LoraChanges : public LoraTest {
 protected:
  // Of a weight [O, I…]: strength · formula is what was added.
  void expect_change(const std::string& layer, const std::vector<TensorToWrite>& tensors,
                     const Formula& formula, double strength = 0.7) {
    const std::vector<float> before = plain(layer + ".weight");
    const std::vector<float> after =
        changed(layer + ".weight", {{file(tensors), "x", strength, strength}});
    const size_t outputs = size_t(shape(layer + ".weight")[0]), columns = before.size() / outputs;
    double largest = 0;
    for (size_t o = 0; o < outputs; ++o) {
      for (size_t c = 0; c < columns; ++c) {
        const size_t i = o * columns + c;
        const double wanted = strength * formula(o, c);
        ASSERT_NEAR(after[i] - before[i], wanted, 2e-5 + 2e-5 * std::abs(wanted)) << o << ' ' << c;
        largest = std::max(largest, std::abs(wanted));
      }
    }
    EXPECT_GT(largest, 1e-3) << "nothing was changed";
  }
  std::vector<float> of(const std::string& name, size_t count) { return numbers(name, count); }
  size_t outputs(const std::string& layer) { return size_t(shape(layer + ".weight")[0]); }
  size_t inputs(const std::string& layer) { return size_t(shape(layer + ".weight")[1]); }
};

TEST_F(LoraChanges, LoraOfALinearLayer) {
  const int64_t O = int64_t(outputs(linear)), I = int64_t(inputs(linear)), R = 3;
  const std::string down = linear_key + ".lora_down.weight", up = linear_key + ".lora_up.weight";
  const auto d = of(down, size_t(R * I)), u = of(up, size_t(O * R));
  const Formula product = [&](size_t o, size_t c) {
    double sum = 0;
    for (size_t r = 0; r < size_t(R); ++r) {
      sum += double(u[o * size_t(R) + r]) * d[r * size_t(I) + c];
    }
    return sum;
  };
  const std::vector<TensorToWrite> tensors = {f32_tensor(down, {R, I}), f32_tensor(up, {O, R})};
  expect_change(linear, tensors, product);
  expect_change(linear, tensors, product, -0.5);
  // alpha / rank
  std::vector<TensorToWrite> scaled = tensors;
  scaled.push_back(f32_tensor(linear_key + ".alpha", {}, {1.5f}));
  expect_change(linear, scaled, [&](size_t o, size_t c) { return 0.5 * product(o, c); });
}

TEST_F(LoraChanges, LoconWithAndWithoutItsMiddle) {
  const int64_t O = int64_t(outputs(conv)), I = int64_t(inputs(conv)), R = 2;
  const std::string down = conv_key + ".lora_down.weight", up = conv_key + ".lora_up.weight";
  const std::string mid = conv_key + ".lora_mid.weight";
  const auto u = of(up, size_t(O * R)), whole = of(down, size_t(R * I * 9));
  expect_change(conv, {f32_tensor(down, {R, I, 3, 3}), f32_tensor(up, {O, R, 1, 1})},
                [&](size_t o, size_t c) {
                  double sum = 0;
                  for (size_t r = 0; r < 2; ++r)
                    sum += double(u[o * 2 + r]) * whole[r * size_t(I) * 9 + c];
                  return sum;
                });
  const auto d = of(down, size_t(R * I)), m = of(mid, size_t(R * R * 9));
  expect_change(
      conv,
      {f32_tensor(down, {R, I, 1, 1}), f32_tensor(mid, {R, R, 3, 3}), f32_tensor(up, {O, R, 1, 1})},
      [&](size_t o, size_t c) {
        double sum = 0;
        for (size_t r = 0; r < 2; ++r) {
          for (size_t s = 0; s < 2; ++s) {
            sum += double(u[o * 2 + r]) * m[(r * 2 + s) * 9 + c % 9] * d[s * size_t(I) + c / 9];
          }
        }
        return sum;
      });
}

TEST_F(LoraChanges, LohaWithAndWithoutCores) {
  const int64_t O = int64_t(outputs(conv)), I = int64_t(inputs(conv)), R = 2;
  const auto name = [&](const char* role) { return conv_key + ".hada_" + role; };
  const auto half = [&](const char* a, const char* b) {
    return [&, wa = of(name(a), size_t(O * R)), wb = of(name(b), size_t(R * I * 9))](size_t o,
                                                                                     size_t c) {
      double sum = 0;
      for (size_t r = 0; r < 2; ++r) sum += double(wa[o * 2 + r]) * wb[r * size_t(I) * 9 + c];
      return sum;
    };
  };
  const Formula one = half("w1_a", "w1_b"), two = half("w2_a", "w2_b");
  expect_change(conv,
                {f32_tensor(name("w1_a"), {O, R}), f32_tensor(name("w1_b"), {R, I * 9}),
                 f32_tensor(name("w2_a"), {O, R}), f32_tensor(name("w2_b"), {R, I * 9}),
                 f32_tensor(conv_key + ".alpha", {}, {1.0f})},
                [&](size_t o, size_t c) { return 0.5 * one(o, c) * two(o, c); });
  const auto cored = [&](const char* t, const char* a, const char* b) {
    return [&, wt = of(name(t), size_t(R * R * 9)), wa = of(name(a), size_t(R * O)),
            wb = of(name(b), size_t(R * I))](size_t o, size_t c) {
      double sum = 0;
      for (size_t i = 0; i < 2; ++i) {
        for (size_t j = 0; j < 2; ++j) {
          sum += double(wt[(i * 2 + j) * 9 + c % 9]) * wb[j * size_t(I) + c / 9] *
                 wa[i * size_t(O) + o];
        }
      }
      return sum;
    };
  };
  const Formula first = cored("t1", "w1_a", "w1_b"), second = cored("t2", "w2_a", "w2_b");
  expect_change(conv,
                {f32_tensor(name("t1"), {R, R, 3, 3}), f32_tensor(name("w1_a"), {R, O}),
                 f32_tensor(name("w1_b"), {R, I}), f32_tensor(name("t2"), {R, R, 3, 3}),
                 f32_tensor(name("w2_a"), {R, O}), f32_tensor(name("w2_b"), {R, I})},
                [&](size_t o, size_t c) { return first(o, c) * second(o, c); });
}

TEST_F(LoraChanges, LokrOfWholeAndOfPartedFactors) {
  const int64_t O = int64_t(outputs(conv)), I = int64_t(inputs(conv));
  const auto name = [&](const char* role) { return conv_key + ".lokr_" + role; };
  const int64_t a = 4, b = 2, c = O / a, d = I / b;
  const auto w1 = of(name("w1"), size_t(a * b)), w2 = of(name("w2"), size_t(c * d * 9));
  const auto kron = [&](const std::vector<float>& second) {
    return [&, second](size_t o, size_t column) {
      const size_t i = column / 9, k = column % 9;
      return double(w1[o / size_t(c) * size_t(b) + i / size_t(d)]) *
             second[(o % size_t(c) * size_t(d) + i % size_t(d)) * 9 + k];
    };
  };
  // Whole factors: alpha does not count.
  expect_change(conv,
                {f32_tensor(name("w1"), {a, b}), f32_tensor(name("w2"), {c, d, 3, 3}),
                 f32_tensor(conv_key + ".alpha", {}, {0.25f})},
                kron(w2));
  const int64_t R = 2;
  const auto wa = of(name("w2_a"), size_t(c * R)), wb = of(name("w2_b"), size_t(R * d * 9));
  std::vector<float> product(size_t(c * d * 9));
  for (size_t o = 0; o < size_t(c); ++o) {
    for (size_t i = 0; i < size_t(d * 9); ++i) {
      double sum = 0;
      for (size_t r = 0; r < 2; ++r) sum += double(wa[o * 2 + r]) * wb[r * size_t(d * 9) + i];
      product[o * size_t(d * 9) + i] = float(0.5 * sum);
    }
  }
  expect_change(conv,
                {f32_tensor(name("w1"), {a, b}), f32_tensor(name("w2_a"), {c, R}),
                 f32_tensor(name("w2_b"), {R, d * 9}), f32_tensor(conv_key + ".alpha", {}, {1.0f})},
                kron(product));
}

TEST_F(LoraChanges, DoraKeepsTheNormThatItWasGiven) {
  const size_t O = outputs(linear), I = inputs(linear);
  const std::string down = linear_key + ".lora_down.weight", up = linear_key + ".lora_up.weight";
  const std::string scale = linear_key + ".dora_scale";
  const auto d = of(down, I), u = of(up, O), m = of(scale, std::max(O, I));
  const std::vector<float> w = plain(linear + ".weight");
  for (const bool by_output : {true, false}) {
    const auto v = [&](size_t o, size_t c) { return w[o * I + c] + double(u[o]) * d[c]; };
    const Formula formula = [&](size_t o, size_t c) {
      double squares = 0;
      for (size_t i = 0; i < (by_output ? I : O); ++i) {
        const double value = by_output ? v(o, i) : v(i, c);
        squares += value * value;
      }
      return m[by_output ? o : c] * v(o, c) / std::sqrt(squares) - w[o * I + c];
    };
    const std::vector<int64_t> shape =
        by_output ? std::vector<int64_t>{int64_t(O), 1} : std::vector<int64_t>{1, int64_t(I)};
    expect_change(linear,
                  {f32_tensor(down, {1, int64_t(I)}), f32_tensor(up, {int64_t(O), 1}),
                   f32_tensor(scale, shape)},
                  formula);
  }
}

TEST_F(LoraChanges, Ia3ScalesInputsOrOutputs) {
  const size_t O = outputs(linear), I = inputs(linear);
  const std::vector<float> w = plain(linear + ".weight");
  const auto by = of(linear_key + ".weight", std::max(O, I));
  for (const bool on_input : {true, false}) {
    const std::vector<int64_t> shape =
        on_input ? std::vector<int64_t>{1, int64_t(I)} : std::vector<int64_t>{int64_t(O), 1};
    expect_change(linear,
                  {f32_tensor(linear_key + ".weight", shape),
                   f32_tensor(linear_key + ".on_input", {}, {on_input ? 1.0f : 0.0f})},
                  [&](size_t o, size_t c) { return double(by[on_input ? c : o]) * w[o * I + c]; });
  }
}

TEST_F(LoraChanges, WholeDifferencesOfWeightAndBias) {
  const auto tensors = {f32_tensor(conv_key + ".diff", shape(conv + ".weight").dims()),
                        f32_tensor(conv_key + ".diff_b", shape(conv + ".bias").dims())};
  const auto d = of(conv_key + ".diff", size_t(shape(conv + ".weight").count()));
  const size_t columns = d.size() / outputs(conv);
  expect_change(conv, tensors, [&](size_t o, size_t c) { return double(d[o * columns + c]); });
  const auto b = of(conv_key + ".diff_b", outputs(conv));
  const auto before = plain(conv + ".bias");
  const auto after = changed(conv + ".bias", {{file(tensors), "x", 2.0, 1.0}});
  for (size_t i = 0; i < b.size(); ++i) EXPECT_NEAR(after[i] - before[i], 2.0 * b[i], 1e-5);
}

TEST_F(LoraChanges, SeveralAddUpAndOthersStayAsTheyAre) {
  const int64_t O = int64_t(outputs(linear)), I = int64_t(inputs(linear));
  const auto one = file({f32_tensor(linear_key + ".lora_down.weight", {1, I}),
                         f32_tensor(linear_key + ".lora_up.weight", {O, 1})});
  const auto two = std::make_shared<const LoraFile>(
      write({f32_tensor(linear_key + ".diff", {O, I})}, "two.safetensors"));
  const std::string weight = linear + ".weight";
  const auto w = plain(weight), a = changed(weight, {{one, "x", 0.7, 0}}),
             b = changed(weight, {{two, "x", -0.5, 0}}),
             both = changed(weight, {{one, "x", 0.7, 0}, {two, "y", -0.5, 0}});
  for (size_t i = 0; i < w.size(); ++i) EXPECT_NEAR(both[i], a[i] + b[i] - w[i], 1e-5);

  const WeightsWithLoras source(model(), {{one, "x", 0.7, 0}});
  EXPECT_EQ(source.content_key(conv + ".weight"), model().content_key(conv + ".weight"));
  EXPECT_EQ(source.get(conv + ".weight", shape(conv + ".weight")).bytes.data(),
            model().get(conv + ".weight", shape(conv + ".weight")).bytes.data());
  const std::string key = source.content_key(weight);
  EXPECT_NE(key, model().content_key(weight));
  EXPECT_EQ(key, WeightsWithLoras(model(), {{one, "x", 0.7, 0}}).content_key(weight));
  EXPECT_NE(
      key,
      WeightsWithLoras(model(), {{one, "x", std::nextafter(0.7f, 1.0f), 0}}).content_key(weight));
  // Of strength 0 it is not there.
  EXPECT_EQ(WeightsWithLoras(model(), {{one, "x", 0.0, 1}}).content_key(weight),
            model().content_key(weight));
}

}  // namespace
}  // namespace evenlight::test
