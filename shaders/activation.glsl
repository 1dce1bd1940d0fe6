// The numbers of enum Activation (engine/graph/ops.h).
const uint act_none = 0, act_silu = 1, act_gelu = 2, act_quick_gelu = 3, act_geglu = 4,
           act_relu = 5, act_leaky_relu = 6;
layout(constant_id = 7) const uint activation = act_none;

float sigmoid(float x) { return 1.0 / (1.0 + exp(-x)); }

// Φ(x), the normal distribution. erf by Abramowitz & Stegun 7.1.26: |error| < 1.5e-7.
float normal_cdf(float x) {
  float z = abs(x) * 0.70710678;
  float t = 1.0 / (1.0 + 0.3275911 * z);
  float p = ((((1.061405429 * t - 1.453152027) * t + 1.421413741) * t - 0.284496736) * t +
             0.254829592) * t;
  float half_tail = 0.5 * p * exp(-z * z);
  return x < 0.0 ? half_tail : 1.0 - half_tail;
}

float gelu(float x) { return x * normal_cdf(x); }

float activate(float x) {
  switch (activation) {
    case act_silu: return x * sigmoid(x);
    case act_gelu: return gelu(x);
    case act_quick_gelu: return x * sigmoid(1.702 * x);
    case act_relu: return max(x, 0.0);
    case act_leaky_relu: return max(x, 0.2 * x);
  }
  return x;
}

vec4 activate4(vec4 x) { return vec4(activate(x.x), activate(x.y), activate(x.z), activate(x.w)); }
