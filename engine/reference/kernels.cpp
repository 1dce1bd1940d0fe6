#include "engine/reference/kernels.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "engine/graph/spread.h"

namespace evenlight::reference {

namespace {

double sigmoid(double x) {
  return 1.0 / (1.0 + std::exp(-x));
}
double gelu(double x) {
  return 0.5 * x * (1.0 + std::erf(x / std::sqrt(2.0)));
}

double activated(double x, Activation activation) {
  switch (activation) {
    case Activation::silu:
      return x * sigmoid(x);
    case Activation::gelu:
      return gelu(x);
    case Activation::quick_gelu:
      return x * sigmoid(1.702 * x);
    case Activation::relu:
      return std::max(x, 0.0);
    case Activation::leaky_relu:
      return std::max(x, 0.2 * x);
    case Activation::none:
    case Activation::geglu:
      break;  // geglu needs two numbers
  }
  return x;
}

// Rows of x and, joined to them, x2: column c of row r.
struct Joined {
  View x, x2;
  int64_t width() const { return x.shape.back() + (x2 ? x2.shape.back() : 0); }
  double at(int64_t r, int64_t c) const {
    const int64_t first = x.shape.back();
    return c < first ? x.data[r * first + c] : x2.data[r * x2.shape.back() + c - first];
  }
};

// Element c of what a norm multiplies by or adds; `otherwise` where it has none.
double element(const View& view, int64_t c, double otherwise) {
  return view ? view.data[c] : otherwise;
}

// y = f(a, b), b repeated as the op says.
template <class Op, class F>
void combine(const Op& op, const Values& values, View y, F f) {
  const View a = values[op.a], b = values[op.b];
  const Spread spread = spread_of(a.shape, b.shape, op.per_image).value();
  const int64_t count = y.shape.count(), width = y.shape.back(), b_width = b.shape.back();
  const int64_t per_n = count / std::max<int64_t>(1, y.shape[0]);
  for (int64_t i = 0; i < count; ++i) {
    int64_t j = spread == Spread::same ? i : i % per_n;
    if (spread == Spread::per_image) j = i / per_n * b_width + i % width % b_width;
    y.data[i] = f(a.data[i], b.data[j]);
  }
}

}  // namespace

void compute(const Conv2d& op, const Values& values, View y) {
  const View x = values[op.x], w = values[op.weight], bias = values[op.bias];
  const View per_image = values[op.per_image], residual = values[op.residual];
  const int64_t zoom = op.upsample ? 2 : 1;
  const int64_t height = op.upsample ? op.upsample->height(x.shape[1]) : x.shape[1];
  const int64_t width = op.upsample ? op.upsample->width(x.shape[2]) : x.shape[2];
  const int64_t in = x.shape[3];
  const int64_t out = w.shape[0], kh = w.shape[2], kw = w.shape[3];
  int64_t at = 0;
  for (int64_t n = 0; n < y.shape[0]; ++n)
    for (int64_t oy = 0; oy < y.shape[1]; ++oy)
      for (int64_t ox = 0; ox < y.shape[2]; ++ox)
        for (int64_t o = 0; o < out; ++o, ++at) {
          double sum = bias ? bias.data[o] : 0.0;
          for (int64_t ky = 0; ky < kh; ++ky)
            for (int64_t kx = 0; kx < kw; ++kx) {
              const int64_t iy = oy * op.stride + ky - op.pad.top;
              const int64_t ix = ox * op.stride + kx - op.pad.left;
              if (iy < 0 || iy >= height || ix < 0 || ix >= width) continue;
              const float* pixel =
                  x.data + ((n * x.shape[1] + iy / zoom) * x.shape[2] + ix / zoom) * in;
              for (int64_t i = 0; i < in; ++i)
                sum += double(pixel[i]) * w.data[((o * in + i) * kh + ky) * kw + kx];
            }
          if (per_image) sum += per_image.data[n * out + o];
          sum = activated(sum, op.activation);
          if (residual) sum += residual.data[at];
          y.data[at] = float(sum);
        }
}

void compute(const Linear& op, const Values& values, View y) {
  const Joined x = {values[op.x], values[op.x2]};
  const View w = values[op.weight], bias = values[op.bias], residual = values[op.residual];
  const int64_t in = x.width(), out = y.shape.back();
  const auto dot = [&](int64_t row, int64_t o) {
    double sum = bias ? bias.data[o] : 0.0;
    for (int64_t i = 0; i < in; ++i) sum += x.at(row, i) * w.data[o * in + i];
    return sum;
  };
  for (int64_t row = 0; row < y.shape.rows(); ++row)
    for (int64_t o = 0; o < out; ++o) {
      double result = dot(row, o);
      result = op.activation == Activation::geglu ? result * gelu(dot(row, out + o))
                                                  : activated(result, op.activation);
      if (residual) result += residual.data[row * out + o];
      y.data[row * out + o] = float(result);
    }
}

void compute(const GroupNorm& op, const Values& values, View y) {
  const Joined x = {values[op.x], values[op.x2]};
  const View gamma = values[op.gamma], beta = values[op.beta];
  const int64_t pixels = y.shape[1] * y.shape[2], channels = y.shape[3];
  const int64_t group = channels / op.groups;
  for (int64_t n = 0; n < y.shape[0]; ++n)
    for (int64_t g = 0; g < op.groups; ++g) {
      double sum = 0, squares = 0;
      const auto each = [&](auto f) {
        for (int64_t p = n * pixels; p < (n + 1) * pixels; ++p)
          for (int64_t c = g * group; c < (g + 1) * group; ++c) f(p, c);
      };
      each([&](int64_t p, int64_t c) { sum += x.at(p, c); });
      const double mean = sum / double(pixels * group);
      each([&](int64_t p, int64_t c) { squares += (x.at(p, c) - mean) * (x.at(p, c) - mean); });
      const double scale = 1.0 / std::sqrt(squares / double(pixels * group) + double(op.eps));
      each([&](int64_t p, int64_t c) {
        const double value =
            (x.at(p, c) - mean) * scale * element(gamma, c, 1) + element(beta, c, 0);
        y.data[p * channels + c] = float(activated(value, op.activation));
      });
    }
}

void compute(const LayerNorm& op, const Values& values, View y) {
  const View x = values[op.x], gamma = values[op.gamma], beta = values[op.beta];
  const int64_t width = y.shape.back();
  for (int64_t row = 0; row < y.shape.rows(); ++row) {
    const float* in = x.data + row * width;
    double sum = 0, squares = 0;
    for (int64_t c = 0; c < width; ++c) sum += in[c];
    const double mean = sum / double(width);
    for (int64_t c = 0; c < width; ++c) squares += (in[c] - mean) * (in[c] - mean);
    const double scale = 1.0 / std::sqrt(squares / double(width) + double(op.eps));
    for (int64_t c = 0; c < width; ++c)
      y.data[row * width + c] =
          float((in[c] - mean) * scale * element(gamma, c, 1) + element(beta, c, 0));
  }
}

void compute(const Attention& op, const Values& values, View y) {
  const View q = values[op.q], k = values[op.k], v = values[op.v], bias = values[op.bias];
  const int64_t images = q.shape[0], queries = q.shape.rows() / images;
  const int64_t keys = k.shape.rows() / images, depth = op.head_dim;
  const double scale = 1.0 / std::sqrt(double(depth));
  std::vector<double> weights(static_cast<size_t>(keys));
  const auto bias_of = [&](int64_t n, int64_t h, int64_t l, int64_t s) -> double {
    if (!bias) return 0;
    const Shape& b = bias.shape;
    return bias.data[((n % b[0] * b[1] + h % b[1]) * b[2] + l % b[2]) * b[3] + s];
  };
  for (int64_t n = 0; n < images; ++n)
    for (int64_t h = 0; h < op.heads; ++h)
      for (int64_t l = 0; l < queries; ++l) {
        const auto row = [&](const View& view, int64_t tokens, int64_t token, int64_t offset) {
          return view.data + (n * tokens + token) * view.shape.back() + offset + h * depth;
        };
        const float* query = row(q, queries, l, op.q_offset);
        const int64_t seen = op.causal ? l + 1 : keys;
        double top = -std::numeric_limits<double>::infinity(), total = 0;
        for (int64_t s = 0; s < seen; ++s) {
          const float* key = row(k, keys, s, op.k_offset);
          double score = 0;
          for (int64_t d = 0; d < depth; ++d) score += double(query[d]) * key[d];
          weights[size_t(s)] = score * scale + bias_of(n, h, l, s);
          top = std::max(top, weights[size_t(s)]);
        }
        for (int64_t s = 0; s < seen; ++s) {
          const bool hidden = bias_of(n, h, l, s) < double(Attention::hides);
          weights[size_t(s)] = hidden ? 0.0 : std::exp(weights[size_t(s)] - top);
          total += weights[size_t(s)];
        }
        for (int64_t d = 0; d < depth; ++d) {
          double sum = 0;
          for (int64_t s = 0; s < seen; ++s)
            sum += weights[size_t(s)] * row(v, keys, s, op.v_offset)[d];
          y.data[(n * queries + l) * op.heads * depth + h * depth + d] =
              total == 0 ? 0.0f : float(sum / total);
        }
      }
}

void compute(const Add& op, const Values& values, View y) {
  combine(op, values, y, [](float a, float b) { return a + b; });
}

void compute(const Mul& op, const Values& values, View y) {
  if (op.b != no_value) {
    return combine(op, values, y, [&](float a, float b) { return a * b * op.factor; });
  }
  const View a = values[op.a];
  for (int64_t i = 0; i < y.shape.count(); ++i) y.data[i] = a.data[i] * op.factor;
}

void compute(const Activate& op, const Values& values, View y) {
  const View x = values[op.x];
  const int64_t width = y.shape.back();
  for (int64_t i = 0; i < y.shape.count(); ++i) {
    if (op.activation == Activation::geglu) {
      const float* row = x.data + i / width * 2 * width;
      y.data[i] = float(row[i % width] * gelu(row[width + i % width]));
    } else {
      y.data[i] = float(activated(x.data[i], op.activation));
    }
  }
}

void compute(const Concat& op, const Values& values, View y) {
  const View a = values[op.a], b = values[op.b];
  const size_t axis = axis_of(op.axis, y.shape);
  const Blocks blocks(y.shape, axis);
  float* out = y.data;
  for (int64_t o = 0; o < blocks.outer; ++o)
    for (const View& x : {a, b}) {
      const int64_t count = x.shape[axis] * blocks.inner;
      out = std::copy_n(x.data + o * count, count, out);
    }
}

void compute(const Slice& op, const Values& values, View y) {
  const View x = values[op.x];
  const size_t axis = axis_of(op.axis, y.shape);
  const Blocks blocks(y.shape, axis);
  float* out = y.data;
  for (int64_t o = 0; o < blocks.outer; ++o) {
    const float* from = x.data + (o * x.shape[axis] + op.begin) * blocks.inner;
    out = std::copy_n(from, op.size * blocks.inner, out);
  }
}

void compute(const Upsample& op, const Values& values, View y) {
  const View x = values[op.x];
  const int64_t channels = y.shape[3];
  float* out = y.data;
  for (int64_t n = 0; n < y.shape[0]; ++n)
    for (int64_t oy = 0; oy < y.shape[1]; ++oy)
      for (int64_t ox = 0; ox < y.shape[2]; ++ox, out += channels)
        std::copy_n(x.data + ((n * x.shape[1] + oy / 2) * x.shape[2] + ox / 2) * channels, channels,
                    out);
}

void compute(const Embedding& op, const Values& values, View y) {
  const View ids = values[op.ids], table = values[op.table];
  const int64_t width = y.shape.back();
  for (int64_t i = 0; i < ids.shape.count(); ++i)
    std::copy_n(table.data + ids.ids()[i] * width, width, y.data + i * width);
}

void compute(const TimestepEmbedding& op, const Values& values, View y) {
  const View t = values[op.timestep];
  const int64_t half = op.dim / 2;
  for (int64_t n = 0; n < y.shape[0]; ++n)
    for (int64_t i = 0; i < half; ++i) {
      const double frequency =
          std::exp(-std::log(10000.0) * double(i) / (double(half) - double(op.shift)));
      // The reference forms this product in f32, and sines of large arguments show it.
      const float angle = float(t.data[n]) * float(frequency);
      float* row = y.data + n * op.dim;
      row[op.flip_sin_to_cos ? i : half + i] = std::cos(angle);
      row[op.flip_sin_to_cos ? half + i : i] = std::sin(angle);
    }
}

}  // namespace evenlight::reference
