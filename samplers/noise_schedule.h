// How much noise a latent diffusion model was trained to meet at each of its training steps.
//
// A latent at training step t is x = alpha·x0 + sigma·noise with alpha² = ᾱ_t, sigma² = 1 − ᾱ_t:
// the variance-preserving scale, which the network sees. Samplers of the k-diffusion family count
// in "sigmas" instead: x / alpha = x0 + σ·noise with σ = sigma / alpha, the variance-exploding
// scale.
//
// Ho et al. 2020 (arXiv 2006.11239); Karras et al. 2022 (arXiv 2206.00364);
// CompVis/stable-diffusion:ldm/modules/diffusionmodules/util.py;
// crowsonkb/k-diffusion:k_diffusion/external.py.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace evenlight::samplers {

enum class BetaCurve { linear, scaled_linear };

// What a model's scheduler_config.json says. The defaults are those of Stable Diffusion 1.x.
struct NoiseConfig {
  BetaCurve curve = BetaCurve::scaled_linear;
  double beta_start = 0.00085;
  double beta_end = 0.012;
  int train_steps = 1000;
  // Rescale the betas so that the last step is pure noise (rescale_betas_zero_snr).
  bool zero_terminal_snr = false;
  // DDIM's last step ends at ᾱ = 1 instead of ᾱ_0 (set_alpha_to_one).
  bool final_alpha_one = false;
  // Added to the timesteps of the `leading` schedule.
  int steps_offset = 1;
  // σ between two training steps count as the nearer one's (in log σ) for the network, as in
  // comfyanonymous/ComfyUI:comfy/model_sampling.py, ModelSamplingDiscrete.timestep.
  bool whole_timesteps = false;
  // The schedule that DDIM uses by default (timestep_spacing).
  std::string spacing = "leading";
};

// One point of the forward process. alpha² + sigma² = 1.
struct NoiseLevel {
  // the timestep that the network gets: 0 … train_steps − 1, fractional between two training steps.
  double timestep = 0;
  // Share of the clean latent; 0 at zero terminal SNR.
  double alpha = 1;
  // Share of the noise.
  double sigma = 0;
};

class NoiseSchedule {
 public:
  // Throws ArgumentError when the configuration makes no sense.
  explicit NoiseSchedule(const NoiseConfig& config = {});

  const NoiseConfig& config() const { return config_; }
  int train_steps() const { return config_.train_steps; }

  // ᾱ_t for t in [0, train_steps); exactly 0 at the last step of a zero-SNR schedule.
  double alpha_bar(int t) const { return alpha_bars_.at(size_t(t)); }
  // ᾱ at the end of DDIM's last step.
  double final_alpha_bar() const { return config_.final_alpha_one ? 1.0 : alpha_bars_.front(); }

  // σ of every training step, rising. The last one of a zero-SNR schedule would be infinite; as in
  // huggingface/diffusers:src/diffusers/schedulers/scheduling_euler_discrete.py its ᾱ is taken as
  // 2⁻²⁴ (σ ≈ 4096).
  const std::vector<float>& sigmas() const { return sigmas_; }
  double sigma_min() const { return sigmas_.front(); }
  double sigma_max() const { return sigmas_.back(); }

  // Whether σ is that of the last training step of a zero-SNR schedule.
  bool is_pure_noise(double sigma) const;

  // σ at a fractional training step (clamped to the table) and the way back, both linear in log σ
  // as in k-diffusion.
  double sigma_of(double timestep) const;
  double timestep_of(double sigma) const;

  // The same point in the network's own terms, from a training step or from a σ ≥ 0.
  NoiseLevel level_at(int timestep) const;
  NoiseLevel level_of_sigma(double sigma) const;
  NoiseLevel final_level() const;

 private:
  NoiseConfig config_;
  std::vector<double> alpha_bars_;
  std::vector<float> sigmas_;
  std::vector<double> log_sigmas_;
};

}  // namespace evenlight::samplers
