#include "app/common/recipe/a1111_unsupported.h"

#include <algorithm>

namespace evenlight {
namespace {

constexpr UnsupportedSetting unsupported[] = {
    {"Mask blur", say<"a mask">, "mask", true},
    {"Mask mode", say<"a mask">, "mask", true},
    {"Inpaint*", say<"a mask">, "mask", true},
    {"Masked content", say<"a mask">, "mask", true},
    {"Masked area padding", say<"a mask">, "mask", true},
    {"Init image hash", say<"an initial picture">, "init", true},
    {"ControlNet*", say<"a ControlNet">, "control"},
    {"TI", say<"a textual inversion">},
    {"Hypernet*", say<"a hypernetwork">},
    {"Hires sampler", say<"another sampler in the second pass">, "hires"},
    {"Hires schedule type", say<"another schedule in the second pass">, "hires"},
    {"Hires CFG*", say<"other guidance in the second pass">, "hires"},
    {"Hires Distilled*", say<"other guidance in the second pass">, "hires"},
    {"Hires checkpoint", say<"another model in the second pass">, "hires"},
    {"Hires Module*", say<"another model in the second pass">, "hires"},
    {"Hires VAE*", say<"another VAE in the second pass">, "hires"},
    {"Hires prompt", say<"another prompt in the second pass">, "hires"},
    {"Hires negative prompt", say<"another prompt in the second pass">, "hires"},
    {"Hires*", say<"a high-resolution pass">, "hires"},
    {"First pass size", say<"a high-resolution pass">, "hires"},
    {"HiresFix*", say<"a high-resolution pass">, "hires"},
    {"VAE Encoder", say<"another VAE than the model's own">, "vae"},
    {"VAE Decoder", say<"another VAE than the model's own">, "vae"},
    {"Module *", say<"other text encoders or another VAE">},
    {"Face restoration", say<"face restoration">},
    {"ADetailer*", say<"a detail pass">},
    {"DDetailer*", say<"a detail pass">},
    {"Detailer*", say<"a detail pass">},
    {"FaceDetailer*", say<"a detail pass">},
    {"ReActor*", say<"another face put in">},
    {"Roop*", say<"another face put in">},
    {"roop*", say<"another face put in">},
    {"IP-Adapter*", say<"an IP-Adapter">, "ip_adapter"},
    {"Tiling", say<"tiling">},
    {"Token merging*", say<"token merging">},
    {"ToMe*", say<"token merging">},
    {"HyperTile*", say<"attention in tiles">},
    {"Hypertile*", say<"attention in tiles">},
    {"Dynamic thresholding*", say<"dynamic thresholding">, "dynamic_threshold"},
    {"CFG mode", say<"dynamic thresholding">, "dynamic_threshold"},
    {"CFG scale minimum", say<"dynamic thresholding">, "dynamic_threshold"},
    {"Mimic*", say<"dynamic thresholding">, "dynamic_threshold"},
    {"Threshold percentile", say<"dynamic thresholding">, "dynamic_threshold"},
    {"FreeU*", say<"FreeU">, "freeu"},
    {"SAG*", say<"self-attention guidance">},
    {"Self-Attention Guidance*", say<"self-attention guidance">},
    {"Self Attention Guidance*", say<"self-attention guidance">},
    {"PAG Active", say<"perturbed-attention guidance">, "pag"},
    {"Perturbed*", say<"perturbed-attention guidance">, "pag"},
    {"Skip Early CFG", say<"guidance left out at high noise">, "cfg_interval"},
    {"NGMS", say<"guidance left out at low noise">, "cfg_interval"},
    {"Distilled CFG Scale", say<"a distilled guidance scale">},
    {"Sigma churn", say<"noise added while sampling">},
    {"Sigma noise", say<"noise added while sampling">},
    {"Sigma tmin", say<"noise added while sampling">},
    {"Sigma tmax", say<"noise added while sampling">},
    {"SGM noise multiplier", say<"noise of another strength">},
    {"Noise multiplier", say<"noise of another strength">},
    {"Extra noise", say<"noise of another strength">},
    {"Schedule max sigma", say<"other ends of the schedule">, "sigmas"},
    {"Schedule min sigma", say<"other ends of the schedule">, "sigmas"},
    {"Schedule rho", say<"another curve of the schedule">, "sigmas"},
    {"Beta schedule*", say<"another curve of the schedule">, "sigmas"},
    {"Discard penultimate sigma", say<"another schedule's end">, "sigmas"},
    {"Noise Schedule", say<"another noise schedule">, "sigmas"},
    {"UniPC*", say<"other settings of UniPC">, "sampler"},
    {"FP8 weight", say<"weights of fewer bits">},
    {"Diffusion in Low Bits", say<"weights of fewer bits">},
    {"Downcast alphas_cumprod", say<"noise levels of half precision">},
    {"Use old emphasis*", say<"another way of weighting words">, "emphasis"},
    {"Old prompt editing timelines", say<"other times of changing words">},
    {"No boundary prompt parsing", say<"another way of reading the prompt">},
    {"Pad conds*", say<"padded prompts">},
    {"RP *", say<"prompts for regions">, "region"},
    {"Regional Prompter*", say<"prompts for regions">, "region"},
    {"Latent Couple*", say<"prompts for regions">, "region"},
    {"Tiled Diffusion*", say<"tiled diffusion">},
    {"MultiDiffusion*", say<"tiled diffusion">},
    {"Tile *", say<"tiled diffusion">},
    {"SD upscale*", say<"a tiled enlargement">},
    {"Ultimate SD upscale*", say<"a tiled enlargement">},
    {"Kohya Hires*", say<"a shrunk UNet at high noise">},
    {"Kohya hrfix*", say<"a shrunk UNet at high noise">},
    {"AnimateDiff*", say<"an animation">},
    {"LayerDiffusion*", say<"transparent layers">},
    {"LLLite*", say<"a ControlNet">, "control"},
    {"T2I-Adapter*", say<"a T2I adapter">, "control"},
    {"Cutoff*", say<"words kept apart">},
    {"CD Tuner*", say<"changed details and colours">},
    {"Vectorscope*", say<"changed details and colours">},
    {"LoRA Block Weight*", say<"a LoRA's blocks by themselves">},
    {"FABRIC*", say<"likes and dislikes">},
    {"Conditional mask weight", say<"another weight of the mask">},
    {"Postprocess*", say<"post-processing">},
    {"Upscale*", say<"an upscaler behind the picture">},
    {"Color correction", say<"colours made like the initial picture's">},
};

// Templates and styles stand in the prompt already.
constexpr std::string_view harmless[] = {"Batch size",
                                         "Batch pos",
                                         "User",
                                         "App",
                                         "Pipeline",
                                         "Operations",
                                         "Parser",
                                         "Backend",
                                         "Civitai metadata",
                                         "Created Date",
                                         "Date",
                                         "Time taken",
                                         "Template",
                                         "Negative Template",
                                         "Wildcard prompt",
                                         "Wildcard negative prompt",
                                         "Styles",
                                         "Style Selector Enabled",
                                         "Style Selector Randomize",
                                         "Style Selector Style",
                                         "Never OOM",
                                         "Cache FP16 weight for LoRA"};

bool matches(std::string_view pattern, std::string_view key) {
  if (!pattern.ends_with('*')) return key == pattern;
  return key.starts_with(pattern.substr(0, pattern.size() - 1));
}

}  // namespace

const UnsupportedSetting* find_unsupported_setting(std::string_view key) {
  const auto found = std::ranges::find_if(
      unsupported, [&](const UnsupportedSetting& row) { return matches(row.key, key); });
  return found == std::end(unsupported) ? nullptr : &*found;
}

bool is_harmless_setting(std::string_view key) {
  return std::ranges::find(harmless, key) != std::end(harmless);
}

}  // namespace evenlight
