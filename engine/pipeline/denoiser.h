#pragma once

#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "engine/config/model_config.h"
#include "engine/graph/backend.h"
#include "engine/pipeline/conditions.h"
#include "engine/pipeline/evaluations.h"
#include "engine/pipeline/guidance/guidance.h"
#include "engine/pipeline/picture_tokens.h"
#include "samplers/sampler.h"

namespace evenlight {

// What a control of the recipe gives the UNet, once a picture: inputs by name, for each image of
// the batch its own copy or one for all.
struct ControlInputs {
  bool for_each_image = false;
  std::map<std::string, std::vector<float>> values;
};

// The UNet as a sampler sees it: latent and noise level in, predicted clean latent out, under all
// conditions and with guidance. Conditions that count at a noise level run side by side.
class Denoiser {
 public:
  struct Setup {
    const Sampling& sampling;
    Guidance guidance;
    std::vector<Condition> conditions;  // of equally many tokens
    // A network's UNets for every group of its conditions that the run asks about, of batch
    // group.size()·images; several may have the same. Asked for when the network begins to work:
    // those of another may be gone then.
    std::function<std::map<Group, Executable*>(size_t network)> unets;
    int images = 1;
    int64_t channels = 4;
    size_t image_size = 0;  // numbers of one latent, [channels,h,w]
    // What the network sees beside the latent, [h·w,more channels]; see beside_latent.h.
    std::vector<float> beside = {};
    // Further inputs of each network, by name.
    std::vector<std::map<std::string, std::vector<float>>> constants = {};
    Steering steering = {};                          // of the recipe
    std::vector<ControlInputs> control_inputs = {};  // its controls'
    std::vector<PictureTokens> picture_tokens = {};  // its IP-Adapters'
    // Told after each evaluation, with what it left in the UNet's outputs; may be empty.
    std::function<void(const Group& group, Executable& unet)> watch = {};
    Poll poll;
  };
  explicit Denoiser(Setup setup);

  // x [images,channels,h,w] = alpha·x0 + sigma·noise → x0, the same shape.
  void predict(std::span<const float> x, const samplers::NoiseLevel& level, std::span<float> x0);
  // Of the latest call: what the negative prompts alone predict, or x0 where they were not asked.
  void unguided(std::span<float> x0) const;

 private:
  // The group's UNet, with the group's conditions in it.
  Executable& unet_for(const Group& group);
  void set_context(const Group& group, Executable& unet) const;
  void set_controls(const Group& group, Executable& unet) const;
  // What each condition has of its own beside its context, for every image.
  void set_inputs(const Group& group, Executable& unet) const;
  // [channels,h,w] → what the network is given for it under that condition, [h·w,all channels].
  void show(std::span<const float> latent, size_t condition, std::span<float> out) const;
  // The network's own output for x beside itself, once for each condition of the group.
  std::vector<float> evaluate(const Group& group, std::span<const float> x, double timestep);
  std::vector<ConditionOutput> outputs_of(Side side, const Group& group,
                                          std::span<const float> outputs) const;
  // Composed of those of one side; empty where there are none.
  std::vector<float> together(Side side, const Group& group, std::span<const float> outputs,
                              std::span<const float> rest) const;

  Setup setup_;
  std::vector<ConditionUse> uses_;
  std::optional<size_t> network_;       // that works now
  std::map<Group, Executable*> unets_;  // its
  std::map<Executable*, Group> holds_;  // whose conditions each has got
  GuidanceMemory memory_;
  std::vector<float> unguided_;  // where the sampler asks for it
};

}  // namespace evenlight
