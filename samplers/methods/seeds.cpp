// Gonzalez et al. 2023, "SEEDS: Exponential SDE Solvers for Fast High-Quality Sampling from
// Diffusion Models" (arXiv 2305.14267), predicting the clean latent, with two and three stages; and
// the exponential Heun method, whose middle is the end of the step.
// comfyanonymous/ComfyUI:comfy/k_diffusion/sampling.py, sample_seeds_2, sample_seeds_3,
// sample_exp_heun_2_x0 and sample_exp_heun_2_x0_sde.
#include "samplers/methods/loop.h"
#include "samplers/methods/rows.h"

namespace evenlight::samplers {
namespace {

// h·φ₁(h) and h·φ₂(h).
double h_phi1(double h) {
  return std::expm1(h);
}
double h_phi2(double h) {
  return (std::expm1(h) - h) / h;
}

// A stage of a step that begins at the σ `from`: along it the latent fades and fresh noise comes,
// of one path for all stages of the step.
class Stage {
 public:
  Stage(Loop& loop, double from, double h, double eta, size_t size)
      : loop_(loop), from_(from), h_(h), eta_(eta), path_(size) {}

  // What the latent fades to at a share of the step, and the noise's deviation there.
  double sigma(double share) const { return from_ * std::exp(-share * h_); }
  double fading(double share) const { return std::exp(-share * h_ * (1.0 + eta_)); }

  // Carries the path on to that share of the step and adds it to x.
  void add_noise(double share, std::span<float> x) {
    if (eta_ == 0) return;
    const double more = (share - share_) * h_ * eta_;
    const double kept = std::exp(-more), fresh = std::sqrt(-std::expm1(-2.0 * more));
    mix(path_, kept, fresh, loop_.noise());
    share_ = share;
    add(x, sigma(share), path_);
  }

 private:
  Loop& loop_;
  double from_;
  double h_;
  double eta_;
  double share_ = 0;
  Latent path_;  // unit normals times what has come so far
};

enum class Order { phi1, phi2 };

struct TwoStages {
  double r;  // the share of the step at which the second stage lies
  Order order;
  double eta;
};

void two_stages(Loop& loop, int i, std::span<float> x, const Latent& x0, const TwoStages& method) {
  const auto& [r, order, eta] = method;
  Latent middle(x.begin(), x.end()), x0_middle(x.size());
  const double from = loop.sigma(i);
  const double h = std::log(from / loop.sigma(i + 1));
  const double a = h * (1.0 + eta);
  Stage stage(loop, from, h, eta, x.size());
  mix(middle, stage.fading(r), -h_phi1(-r * a), x0);
  stage.add_noise(r, middle);
  loop.denoise(middle, stage.sigma(r), x0_middle);
  const double share = order == Order::phi1 ? h_phi1(-a) / (2.0 * r) : h_phi2(-a) / r;
  mix(x, stage.fading(1.0), -(h_phi1(-a) - share), x0, -share, x0_middle);
  stage.add_noise(1.0, x);
}

void walk_two_stages(Loop& loop, std::span<float> x, const TwoStages& method) {
  Latent x0(x.size());
  for (int i = 0; i < loop.steps(); ++i) {
    loop.denoise(x, loop.sigma(i), x0);
    loop.report(i, x0);
    if (loop.sigma(i + 1) == 0 || loop.from_pure_noise(i)) {
      step_towards(x, x0, loop.sigma(i), loop.sigma(i + 1));
    } else {
      two_stages(loop, i, x, x0, method);
    }
  }
}

void three_stages(Loop& loop, int i, std::span<float> x, const Latent& x0) {
  constexpr double r1 = 1.0 / 3, r2 = 2.0 / 3;
  Latent second(x.begin(), x.end()), third(x.begin(), x.end());
  Latent x0_second(x.size()), x0_third(x.size());
  const double from = loop.sigma(i);
  const double h = std::log(from / loop.sigma(i + 1));
  const double a = h * (1.0 + loop.eta());
  Stage stage(loop, from, h, loop.eta(), x.size());
  mix(second, stage.fading(r1), -h_phi1(-r1 * a), x0);
  stage.add_noise(r1, second);
  loop.denoise(second, stage.sigma(r1), x0_second);
  const double on_second = r2 / r1 * h_phi2(-r2 * a);
  mix(third, stage.fading(r2), -(h_phi1(-r2 * a) - on_second), x0, -on_second, x0_second);
  stage.add_noise(r2, third);
  loop.denoise(third, stage.sigma(r2), x0_third);
  const double on_third = h_phi2(-a) / r2;
  mix(x, stage.fading(1.0), -(h_phi1(-a) - on_third), x0, -on_third, x0_third);
  stage.add_noise(1.0, x);
}

}  // namespace

void seeds_2(Loop& loop, std::span<float> x) {
  walk_two_stages(loop, x, {0.5, Order::phi1, loop.eta()});
}

void exp_heun_2_x0(Loop& loop, std::span<float> x) {
  walk_two_stages(loop, x, {1.0, Order::phi2, 0.0});
}

void exp_heun_2_x0_sde(Loop& loop, std::span<float> x) {
  walk_two_stages(loop, x, {1.0, Order::phi2, loop.eta()});
}

void seeds_3(Loop& loop, std::span<float> x) {
  Latent x0(x.size());
  for (int i = 0; i < loop.steps(); ++i) {
    loop.denoise(x, loop.sigma(i), x0);
    loop.report(i, x0);
    if (loop.sigma(i + 1) == 0 || loop.from_pure_noise(i)) {
      step_towards(x, x0, loop.sigma(i), loop.sigma(i + 1));
    } else {
      three_stages(loop, i, x, x0);
    }
  }
}

}  // namespace evenlight::samplers
