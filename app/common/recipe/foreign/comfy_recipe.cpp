#include "app/common/recipe/foreign/comfy_recipe.h"

#include <algorithm>
#include <cmath>
#include <set>

#include "app/common/recipe/foreign/comfy_chain.h"
#include "app/common/recipe/foreign/foreign_draft.h"
#include "app/common/recipe/foreign/foreign_samplers.h"
#include "app/common/recipe/numbers.h"
#include "engine/base/error.h"
#include "engine/base/trimmed.h"
#include "engine/pipeline/recipe_limits.h"

namespace evenlight {
namespace {

// A graph in a text: as PNG has it, or behind the word that EXIF texts begin with.
std::string_view graph_text(const PictureTexts& texts, std::string_view key) {
  if (const std::string* text = texts.find(key); text && looks_like_object(*text)) return *text;
  for (const char* place : {"Model", "Make", "ImageDescription", "UserComment"}) {
    std::string_view text = texts.get(place);
    if (text.size() <= key.size() || text[key.size()] != ':') continue;
    const bool same = std::ranges::equal(text.substr(0, key.size()), key, [](char a, char b) {
      return std::tolower(static_cast<unsigned char>(a)) == b;
    });
    text.remove_prefix(key.size() + 1);
    if (same && looks_like_object(text)) return text;
  }
  return {};
}

constexpr SamplerAlias sampler_names[] = {
    {"euler_ancestral", "euler_a"},       {"dpm_2", "dpm2"},
    {"dpm_2_ancestral", "dpm2_a"},        {"dpmpp_2s_ancestral", "dpmpp_2s_a"},
    {"dpmpp_sde_gpu", "dpmpp_sde"},       {"dpmpp_2m_sde_gpu", "dpmpp_2m_sde"},
    {"dpmpp_3m_sde_gpu", "dpmpp_3m_sde"}, {"uni_pc", "unipc"},
};

class Reader {
 public:
  Reader(const ComfyGraph& graph, ForeignDraft& draft) : graph_(graph), draft_(draft) {}

  void read() {
    const auto chain = comfy_latent_chain(graph_, draft_.label());
    // In the order in which they worked.
    std::vector<const ComfyNode*> nodes(chain.rbegin(), chain.rend());
    const auto first =
        std::ranges::find_if(nodes, [](const ComfyNode* node) { return is_comfy_sampler(*node); });
    read_start({nodes.begin(), first});
    read_sampler(**first);
    read_later_passes(**first, {first + 1, nodes.end()});
    read_vae(chain);
    add_loras();
  }

 private:
  using Nodes = std::vector<const ComfyNode*>;

  std::string text(const ComfyNode& node, std::string_view input) const {
    return graph_.text(node, input);
  }
  double number(const ComfyNode& node, std::string_view input, double otherwise) const {
    return parse_number<double>(text(node, input)).value_or(otherwise);
  }

  // What stands before the first sampler: a size, or a picture.
  void read_start(const Nodes& nodes) {
    for (const ComfyNode* node : nodes) {
      if (node->type.starts_with("Empty")) {
        draft_.set("width", text(*node, "width"));
        draft_.set("height", text(*node, "height"));
      } else if (node->type == "VAEEncodeForInpaint" || node->type == "SetLatentNoiseMask") {
        draft_.require("mask", say<"a mask">());
      } else if (node->type.starts_with("LoadImage") || node->type.starts_with("VAEEncode")) {
        draft_.require("init", say<"an initial picture">());
      } else {
        draft_.pass_over(node->type);
      }
    }
  }

  // The node that an input of the sampler names, where the sampler is put together of several.
  const ComfyNode* part(const ComfyNode& sampler, std::string_view input) const {
    const auto link = graph_.link(sampler, input);
    return link ? link->node : nullptr;
  }

  void read_sampler(const ComfyNode& sampler) {
    const ComfyNode* select = part(sampler, "sampler");
    const ComfyNode* levels = part(sampler, "sigmas");
    const ComfyNode* noise = part(sampler, "noise");
    const ComfyNode* guider = part(sampler, "guider");
    const ComfyNode& numbers = levels ? *levels : sampler;
    const ComfyNode& guided = guider ? *guider : sampler;
    const std::string noise_seed = text(noise ? *noise : sampler, "noise_seed");
    draft_.set("seed", noise_seed.empty() ? text(sampler, "seed") : noise_seed);
    draft_.set("steps", text(numbers, "steps"));
    if (const std::string cfg = text(guided, "cfg"); !cfg.empty()) draft_.set("cfg", cfg);
    set_aliased_sampler(draft_, sampler_names, text(select ? *select : sampler, "sampler_name"),
                        text(numbers, "scheduler"));
    const double denoise = number(numbers, "denoise", 1);
    if (draft_.is_overridden("init")) {
      draft_.set("strength", number_text(denoise));
    } else if (denoise != 1) {
      draft_.miss(say<"a part of the steps alone:">(), "denoise " + number_text(denoise));
    }
    read_model(guider && part(*guider, "model") ? *guider : sampler);
    draft_.set("prompt",
               prompt_of(guided, part(guided, "conditioning") ? "conditioning" : "positive"));
    const std::string negative = prompt_of(guided, "negative");
    if (zero_negative_) draft_.set("empty_negative", "zeros");
    if (!negative.empty()) draft_.set("negative", negative);
  }

  // Conditions, back to the text. Of nodes that join two, the first goes on.
  std::string prompt_of(const ComfyNode& from, std::string_view input) {
    std::set<const ComfyNode*> seen;
    return prompt_of(graph_.link(from, input), input, seen);
  }

  std::string prompt_of(const std::optional<ComfyLink>& link, std::string_view input,
                        std::set<const ComfyNode*>& seen) {
    constexpr size_t most = 200;  // nodes in a row
    if (!link || seen.size() > most || !seen.insert(link->node).second) return {};
    const ComfyNode& node = *link->node;
    const auto go_on = [&](const std::vector<std::string_view>& inputs) {
      return prompt_of(graph_.link_of_any(node, inputs), input, seen);
    };
    if (node.type == "CLIPTextEncode" || node.type == "CLIPTextEncodeSDXL") {
      read_clip(node);
      return text_of(node);
    }
    if (node.type == "ConditioningConcat") {
      const std::string first = go_on({"conditioning_to"});
      const std::string second = go_on({"conditioning_from"});
      return first + " BREAK " + second;
    }
    if (node.type == "ConditioningZeroOut") {
      zero_negative_ = input == "negative";
      return {};
    }
    if (node.type.starts_with("ControlNetApply")) {
      const ComfyNode* net = part(node, "control_net");
      if (!draft_.is_overridden("control")) {
        draft_.miss(say<"a ControlNet">(), net ? text(*net, "control_net_name") : "");
      }
    } else {
      draft_.pass_over(node.type);
    }
    // A node for both prompts has them apart.
    return go_on({link->output == 1 ? "negative" : "positive", "conditioning", "conditioning_1",
                  "positive"});
  }

  std::string text_of(const ComfyNode& node) {
    if (node.type == "CLIPTextEncode") {
      const std::string words = text(node, "text");
      if (words.empty() && graph_.link(node, "text"))
        draft_.pass_over(graph_.link(node, "text")->node->type);
      return words;
    }
    constexpr std::pair<const char*, const char*> sizes[] = {
        {"width", "original_width"},      {"height", "original_height"},
        {"crop_w", "crop_left"},          {"crop_h", "crop_top"},
        {"target_width", "target_width"}, {"target_height", "target_height"}};
    for (const auto& [theirs, ours] : sizes) {
      if (const std::string size = text(node, theirs); !size.empty()) draft_.set(ours, size);
    }
    const std::string words = text(node, "text_g"), others = text(node, "text_l");
    if (!others.empty() && others != words) {
      draft_.miss(say<"another prompt for the first text encoder:">(), others);
    }
    return words.empty() ? others : words;
  }

  void read_clip(const ComfyNode& encode) {
    for (const ComfyNode* node : comfy_chain(graph_, encode, "clip", draft_.label())) {
      if (node->type == "CLIPSetLastLayer") {
        const double layer = number(*node, "stop_at_clip_layer", -1);
        draft_.set("clip_skip", number_text(-layer));
      } else if (node->type == "LoraLoader") {
        add_lora(*node, true);
      } else if (!node->type.starts_with("CheckpointLoader")) {
        draft_.pass_over(node->type);
      }
    }
  }

  // A LoRA acts where it lies on the way: on the UNet, on the text encoders, or on both.
  struct Lora {
    const ComfyNode* node;
    double weight = 0, text_weight = 0;
  };
  void add_lora(const ComfyNode& node, bool of_text) {
    auto found = std::ranges::find(loras_in_order_, &node, &Lora::node);
    if (found == loras_in_order_.end()) found = loras_in_order_.insert(found, {&node});
    const bool alone = !node.inputs.contains("strength_clip");
    if (of_text) {
      found->text_weight = alone ? 0 : number(node, "strength_clip", 1);
    } else {
      found->weight = number(node, "strength_model", 1);
    }
  }

  void read_model(const ComfyNode& sampler) {
    for (const ComfyNode* node : comfy_chain(graph_, sampler, "model", draft_.label())) {
      read_model_node(*node);
    }
  }

  void read_model_node(const ComfyNode& node) {
    if (node.inputs.contains("ckpt_name")) {
      draft_.set_model(file_stem(text(node, "ckpt_name")), {});
    } else if (node.type.starts_with("LoraLoader")) {
      add_lora(node, false);
    } else if (node.type == "UNETLoader") {
      draft_.set_file("unet", &RecipeDocument::unet, file_stem(text(node, "unet_name")), {});
    } else if (node.type == "RescaleCFG") {
      draft_.set("cfg_rescale", text(node, "multiplier"));
    } else if (node.type == "PerturbedAttentionGuidance") {
      draft_.set("pag", text(node, "scale"));
    } else if (node.type == "FreeU_V2") {
      draft_.set("freeu", text(node, "b1") + ":" + text(node, "b2") + ":" + text(node, "s1") + ":" +
                              text(node, "s2"));
    } else if (node.type == "ModelSamplingDiscrete") {
      read_prediction(text(node, "sampling"), text(node, "zsnr"));
    } else {
      draft_.pass_over(node.type);
    }
  }

  void read_prediction(const std::string& sampling, const std::string& zero_snr) {
    if (sampling == "eps") draft_.set("prediction", "epsilon");
    if (sampling == "v_prediction") draft_.set("prediction", "v");
    if (sampling != "eps" && sampling != "v_prediction") {
      draft_.miss(say<"another prediction:">(), sampling);
    }
    if (zero_snr == "true") draft_.miss(say<"other noise levels:">(), "zsnr");
  }

  // Enlargements and further samplers.
  void read_later_passes(const ComfyNode& first, const Nodes& nodes) {
    double scale = 1;
    std::string filter;
    bool second = false;
    for (const ComfyNode* node : nodes) {
      if (is_comfy_sampler(*node)) {
        if (second || !read_second_pass(first, *node, scale, filter)) {
          draft_.miss(say<"a further pass of the node">(), node->type + " " + node->id);
        }
        second = true;
      } else if (const auto larger = scale_of(*node)) {
        scale *= *larger;
        filter = text(*node, "upscale_method");
      } else if (!node->type.starts_with("VAEDecode") && !node->type.starts_with("VAEEncode")) {
        draft_.pass_over(node->type);
      }
    }
    if (scale != 1 && !second) {
      draft_.miss(say<"an enlargement after the last step:">(), number_text(scale));
    }
  }

  std::optional<double> scale_of(const ComfyNode& node) const {
    if (node.inputs.contains("scale_by")) return number(node, "scale_by", 1);
    if (node.type != "LatentUpscale" && node.type != "ImageScale") return std::nullopt;
    return number(node, "width", 0) / double(draft_width());
  }
  int64_t draft_width() const { return draft_.document().recipe.width; }

  // False where it is neither a pass at a larger size nor a refiner's.
  bool read_second_pass(const ComfyNode& first, const ComfyNode& second, double scale,
                        const std::string& filter) {
    const double start = number(second, "start_at_step", 0);
    if (start > 0 && scale == 1) return read_refiner(first, second, start);
    if (draft_.is_overridden("hires")) return true;
    const double strength = number(second, "denoise", 1);
    const double walked = number(second, "steps", 0);
    const double steps = std::floor(walked / std::clamp(strength, 1e-3, 1.0));
    const NumberRange* limits = recipe_limits::hires;
    if (!(scale >= limits[0].low && scale <= limits[0].high && steps >= 1 &&
          steps <= limits[1].high && strength >= 0 && strength <= 1)) {
      return false;
    }
    draft_.set("hires",
               number_text(scale) + ":" + number_text(steps) + ":" + number_text(strength));
    if (!filter.empty() && !draft_.is_overridden("hires_filter")) {
      draft_.note(say<"The picture was enlarged with {0} for its second pass, here with lanczos: "
                      "expect differences.">(shortened(filter)));
    }
    return true;
  }

  // The last steps by another model; by the same one they go on as if nothing were.
  bool read_refiner(const ComfyNode& first, const ComfyNode& second, double start) {
    if (number(first, "end_at_step", 0) != start) return false;
    const auto loader = comfy_chain(graph_, second, "model", draft_.label());
    const std::string name =
        loader.empty() ? std::string() : file_stem(text(*loader.back(), "ckpt_name"));
    if (name.empty() || name == draft_.document().model_name) return !name.empty();
    draft_.set_file("refiner", &RecipeDocument::refiner, name, {});
    const double steps = number(first, "steps", 0);
    if (steps > 0 && !draft_.is_overridden("refiner")) {
      draft_.set("refiner_start", number_text(start / steps));
    }
    return true;
  }

  void read_vae(const Nodes& chain) {
    for (const ComfyNode* node : chain) {
      if (!node->type.starts_with("VAEDecode")) continue;
      const ComfyNode* vae = part(*node, "vae");
      if (vae && vae->type == "VAELoader") {
        draft_.set_file("vae", &RecipeDocument::vae, file_stem(text(*vae, "vae_name")), {});
      }
      break;
    }
  }

  void add_loras() {
    // The one nearest to the file acts first.
    std::ranges::reverse(loras_in_order_);
    for (const Lora& lora : loras_in_order_) {
      draft_.add_lora(file_stem(text(*lora.node, "lora_name")), {}, lora.weight, lora.text_weight);
    }
  }

  const ComfyGraph& graph_;
  ForeignDraft& draft_;
  std::vector<Lora> loras_in_order_;
  bool zero_negative_ = false;
};

}  // namespace

bool is_comfy_recipe(const PictureTexts& texts) {
  const std::string_view prompt = graph_text(texts, "prompt");
  const std::string_view workflow = graph_text(texts, "workflow");
  return prompt.find("\"class_type\"") != std::string_view::npos ||
         workflow.find("\"nodes\"") != std::string_view::npos;
}

RecipeDocument read_comfy_recipe(const PictureTexts& texts, const std::string& label,
                                 const RecipeKeys& overridden) {
  ForeignDraft draft(label, overridden);
  const std::string_view prompt = graph_text(texts, "prompt");
  const ComfyGraph graph =
      prompt.empty()
          ? ComfyGraph::of_workflow(parse_foreign_json(graph_text(texts, "workflow"), label), label)
          : ComfyGraph::of_prompt(parse_foreign_json(prompt, label), label);
  draft.set_habits("comfyui", "torch");
  Reader(graph, draft).read();

  return draft.finish();
}

}  // namespace evenlight
