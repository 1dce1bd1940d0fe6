#include <algorithm>
#include <optional>

#include "engine/base/quoted.h"
#include "engine/weights/detect.h"
#include "engine/weights/detect_vae.h"
#include "engine/weights/folder.h"
#include "engine/weights/json_config.h"
#include "engine/weights/validate.h"

namespace evenlight {
namespace {

namespace fs = std::filesystem;

// A setting that changes the arithmetic, and the one value that is implemented. Absent means it.
struct Expected {
  const char* key;
  nlohmann::json value;
};

const std::vector<Expected>& expected_unet() {
  static const std::vector<Expected> table = {
      {"act_fn", "silu"},
      {"attention_type", "default"},
      {"center_input_sample", false},
      {"class_embed_type", nullptr},
      {"conv_in_kernel", 3},
      {"conv_out_kernel", 3},
      {"cross_attention_norm", nullptr},
      {"downsample_padding", 1},
      {"dual_cross_attention", false},
      {"encoder_hid_dim", nullptr},
      {"encoder_hid_dim_type", nullptr},
      {"mid_block_scale_factor", 1},
      {"num_class_embeds", nullptr},
      {"only_cross_attention", false},
      {"resnet_out_scale_factor", 1},
      {"resnet_skip_time_act", false},
      {"resnet_time_scale_shift", "default"},
      {"time_cond_proj_dim", nullptr},
      {"time_embedding_act_fn", nullptr},
      {"time_embedding_dim", nullptr},
      {"time_embedding_type", "positional"},
      {"timestep_post_act", nullptr},
  };
  return table;
}

const std::vector<Expected>& expected_scheduler() {
  static const std::vector<Expected> table = {{"thresholding", false}, {"trained_betas", nullptr}};
  return table;
}

class FolderDetector {
 public:
  FolderDetector(const fs::path& folder, const ModelParts& lent) : folder_(folder), lent_(lent) {}

  Detection run() {
    const JsonConfig index(folder_ / "model_index.json");
    if (!known_pipeline(index)) return result_;
    if (lent_.unet.empty()) need("unet");
    if (lent_.vae.empty()) need("vae");
    if (result_.refusal) return result_;
    if (const auto config = config_of("unet", lent_.unet)) unet(*config);
    if (const auto config = config_of("vae", lent_.vae)) {
      result_.configs.vae = vae_of_config(*config, result_.refusal);
    }
    text_encoders();
    if (result_.refusal) return result_;
    scheduler();
    result_.configs.zeros_for_empty_negative = result_.configs.family == Family::sdxl &&
                                               index.boolean("force_zeros_for_empty_prompt", true);
    if (lent_.unet.empty() && lent_.vae.empty()) refuse(reason_not_to_render(result_.configs));
    return result_;
  }

 private:
  // Of a part that is lent the folder may have none.
  std::optional<JsonConfig> config_of(const char* part, const fs::path& lent) const {
    const fs::path path = folder_ / part / "config.json";
    return lent.empty() ? JsonConfig(path) : config_at(path);
  }

  // Keeps the first reason.
  void refuse(const std::optional<Message>& reason) {
    if (!result_.refusal) result_.refusal = reason;
  }

  void need(const std::string& part) {
    if (!is_there(folder_ / part)) refuse(say<"has no folder {0}">(part));
  }

  void compare(const JsonConfig& config, const std::vector<Expected>& table) {
    for (const Expected& expected : table) {
      const auto& json = config.json();
      const auto found = json.find(expected.key);
      if (found != json.end() && *found != expected.value) {
        refuse(say<"has {0} = {1} in {2}, which is not supported (only {3} is)">(
            expected.key, found->dump(-1, ' ', true).substr(0, 80),
            config.path().lexically_relative(folder_).string(), expected.value.dump()));
      }
    }
  }

  // Families that are other networks altogether are recognised by the class of the pipeline.
  bool known_pipeline(const JsonConfig& index) {
    ModelConfigs& configs = result_.configs;
    configs.family = Family::unknown;
    const std::string name = index.text("_class_name", "");
    if (name.starts_with("StableDiffusion3")) configs.family = Family::sd3;
    if (name.starts_with("Flux")) configs.family = Family::flux;
    const bool known = configs.family == Family::unknown && (name.starts_with("StableDiffusion") ||
                                                             name.starts_with("LatentConsistency"));
    if (!known) {
      refuse(say<"is a pipeline of the class {0}; Stable Diffusion 1, 2 and XL pipelines can be "
                 "rendered">(in_quotes(name)));
    }
    return known;
  }

  void unet(const JsonConfig& config) {
    compare(config, expected_unet());
    UnetConfig& u = result_.configs.unet;
    u.in_channels = config.integer("in_channels", 4);
    u.out_channels = config.integer("out_channels", 4);
    u.sample_size = config.integer("sample_size", 64);
    const auto widths = config.integer_list("block_out_channels", {320, 640, 1280, 1280});
    const size_t count = widths.size();
    const auto layers = config.integers("layers_per_block", count, 2);
    u.layers_per_block = layers.front();
    if (std::ranges::any_of(layers, [&](int64_t n) { return n != layers.front(); })) {
      refuse(say<"has levels with different numbers of layers, which is not supported">());
    }
    const char* heads_key =
        config.has("num_attention_heads") ? "num_attention_heads" : "attention_head_dim";
    const auto heads = config.integers(heads_key, count, 8);
    const auto down = attention(config, "down_block_types", count);
    const auto up = attention(config, "up_block_types", count);
    const auto down_depths = depths(config, "transformer_layers_per_block", count);
    // From the innermost on; where it is not given, the way down backwards.
    constexpr const char* reverse = "reverse_transformer_layers_per_block";
    auto up_depths = down_depths;
    if (config.has(reverse)) {
      up_depths = depths(config, reverse, count);
      std::ranges::reverse(up_depths);
    }
    u.levels.clear();
    for (size_t i = 0; i < count; ++i) {
      u.levels.push_back({widths[i], heads[i], down[i] ? down_depths[i] : 0,
                          up[count - 1 - i] ? up_depths[i] : 0});
      require_layers(config, u.levels.back(), u.layers_per_block);
    }
    u.middle = middle(config);
    u.mid_depth = down_depths.back()[0];
    u.mid_heads = heads.back();
    u.cross_attention_dim = config.integer("cross_attention_dim", 1280);
    u.use_linear_projection = config.boolean("use_linear_projection", false);
    u.norm_groups = config.integer("norm_num_groups", 32);
    u.norm_eps = config.number("norm_eps", 1e-5f);
    u.flip_sin_to_cos = config.boolean("flip_sin_to_cos", true);
    u.freq_shift = config.number("freq_shift", 0);
    addition(config);
    result_.configs.family = u.addition_input_dim > 0  ? Family::sdxl
                             : u.use_linear_projection ? Family::sd2
                                                       : Family::sd1;
  }

  // A number for all levels, or a list with a number or a list (one for each layer) for each level.
  std::vector<LayerDepths> depths(const JsonConfig& config, const char* key, size_t count) {
    const auto& json = config.json();
    if (!json.contains(key) || !json[key].is_array()) {
      const auto numbers = config.integers(key, count, 1);
      return {numbers.begin(), numbers.end()};
    }
    const Message expected = say<"a list with a number, or a list of numbers, for each level">();
    if (json[key].size() != count) config.fail(key, expected);
    std::vector<LayerDepths> all;
    for (const auto& level : json[key]) {
      const auto layers = level.is_array() ? level : nlohmann::json::array({level});
      std::vector<int64_t> each;
      for (const auto& layer : layers) {
        if (!layer.is_number_unsigned() || layer.get<uint64_t>() > 100) config.fail(key, expected);
        each.push_back(layer.get<int64_t>());
      }
      all.emplace_back(std::move(each));
    }
    return all;
  }

  // As many depths as a level has layers, where they are not all the same.
  void require_layers(const JsonConfig& config, const UnetLevel& level, int64_t layers) const {
    const auto fits = [](const LayerDepths& depths, int64_t count) {
      return depths.values().size() == 1 || int64_t(depths.values().size()) == count;
    };
    if (!fits(level.down_depth, layers) || !fits(level.up_depth, layers + 1)) {
      config.fail("transformer_layers_per_block",
                  say<"as many numbers in a level as it has layers">());
    }
  }

  // diffusers: models/unets/unet_2d_blocks.py get_mid_block
  UnetMiddle middle(const JsonConfig& config) {
    const auto& json = config.json();
    const auto type = json.find("mid_block_type");
    if (type == json.end() || *type == "UNetMidBlock2DCrossAttn") return UnetMiddle::attention;
    if (type->is_null()) return UnetMiddle::none;
    if (*type != "UNetMidBlock2D") {
      refuse(say<"has the UNet block {0}, which is not supported">(
          type->dump(-1, ' ', true).substr(0, 80)));
    }
    return UnetMiddle::resnet;
  }

  void addition(const JsonConfig& config) {
    const std::string type = config.text("addition_embed_type", "");
    if (type == "text_time") {
      UnetConfig& u = result_.configs.unet;
      u.addition_time_embed_dim = config.integer("addition_time_embed_dim", 256);
      u.addition_input_dim = config.integer("projection_class_embeddings_input_dim", 2816);
    } else if (!type.empty()) {
      refuse(
          say<"has addition_embed_type {0} in its UNet, which is not supported">(in_quotes(type)));
    }
  }

  // Which blocks of the list have attention.
  std::vector<bool> attention(const JsonConfig& config, const char* key, size_t count) {
    std::vector<bool> answer;
    for (const std::string& type : config.text_list(key, count)) {
      const bool crossed = type == "CrossAttnDownBlock2D" || type == "CrossAttnUpBlock2D";
      if (!crossed && type != "DownBlock2D" && type != "UpBlock2D") {
        refuse(say<"has the UNet block {0}, which is not supported">(in_quotes(type)));
      }
      answer.push_back(crossed);
    }
    return answer;
  }

  // The refiner has SDXL's second text encoder alone.
  void text_encoders() {
    ModelConfigs& configs = result_.configs;
    if (configs.family != Family::sdxl) {
      need("text_encoder");
      if (!result_.refusal) configs.text = text("text_encoder", "tokenizer");
      return;
    }
    need("text_encoder_2");
    if (result_.refusal) return;
    TextConfig second = text("text_encoder_2", "tokenizer_2");
    if (is_there(folder_ / "text_encoder")) {
      configs.text = text("text_encoder", "tokenizer");
      configs.text_2 = second;
    } else {
      configs.family = Family::sdxl_refiner;
      configs.text = second;
    }
  }

  TextConfig text(const char* part, const char* tokenizer) {
    const JsonConfig config(folder_ / part / "config.json");
    TextConfig t;
    t.part = part;
    t.width = config.integer("hidden_size", 512);
    t.intermediate = config.integer("intermediate_size", 2048);
    t.layers = config.integer("num_hidden_layers", 12);
    t.heads = config.integer("num_attention_heads", 8);
    t.max_positions = config.integer("max_position_embeddings", 77);
    t.vocab = config.integer("vocab_size", 49408);
    t.norm_eps = config.number("layer_norm_eps", 1e-5f);
    const std::string activation = config.text("hidden_act", "quick_gelu");
    t.activation = activation == "gelu" ? TextActivation::gelu : TextActivation::quick_gelu;
    if (activation != "gelu" && activation != "quick_gelu") {
      refuse(say<"has the text activation {0}, which is not supported">(in_quotes(activation)));
    }
    t.start_token = special_token(config, "bos_token_id", 0, 49406);
    t.end_token = special_token(config, "eos_token_id", 2, 49407);
    t.pad_token = pad_token(t, folder_ / tokenizer);
    if (result_.configs.family == Family::sdxl) {
      t.context_layer = 2;
      t.final_norm = false;
      if (t.part == "text_encoder_2") t.projection = config.integer("projection_dim", 512);
    }
    return t;
  }

  // Configs of the first CLIP releases hold 0 and 2 for the start and end tokens, which never
  // were CLIP's (transformers:src/transformers/models/clip/modeling_clip.py says so).
  static int32_t special_token(const JsonConfig& config, const char* key, int64_t legacy,
                               int64_t right) {
    const int64_t token = config.integer(key, right);
    return static_cast<int32_t>(token == legacy ? right : token);
  }

  // The text encoder's config has a pad_token_id, but only the tokenizer's is used in practice.
  // transformers (tokenization_utils_base.py, _from_pretrained) lets special_tokens_map.json win
  // over tokenizer_config.json, unless that one lists its added tokens, as its newer form does.
  int32_t pad_token(const TextConfig& text, const fs::path& folder) {
    const std::optional<JsonConfig> config = config_at(folder / "tokenizer_config.json");
    const std::optional<JsonConfig> map = config_at(folder / "special_tokens_map.json");
    if (map && map->has("pad_token") && !(config && config->has("added_tokens_decoder"))) {
      return pad_token_in(*map, text);
    }
    if (config && config->has("pad_token")) return pad_token_in(*config, text);
    const bool zero = result_.configs.family == Family::sd2 || text.part == "text_encoder_2";
    return zero ? 0 : text.end_token;
  }

  std::optional<JsonConfig> config_at(const fs::path& path) const {
    if (!is_there(path)) return std::nullopt;
    return JsonConfig(path);
  }

  int32_t pad_token_in(const JsonConfig& config, const TextConfig& text) {
    const auto& json = config.json()["pad_token"];
    const auto& content = json.is_object() && json.contains("content") ? json["content"] : json;
    if (!content.is_string()) config.fail("pad_token", say<"a text">());
    if (content == "!") return 0;
    if (content != "<|endoftext|>") {
      refuse(say<"has a tokenizer that pads with {0}, which is not supported">(
          in_quotes(content.get<std::string>())));
    }
    return text.end_token;
  }

  void scheduler() {
    const fs::path path = folder_ / "scheduler" / "scheduler_config.json";
    if (!is_there(path)) {
      // The defaults of the family, as for a single file.
      if (result_.configs.family == Family::sd2) {
        result_.configs.scheduler.prediction = Prediction::v;
      }
      return;
    }
    const JsonConfig config(path);
    compare(config, expected_scheduler());
    SchedulerConfig& s = result_.configs.scheduler;
    s.train_timesteps = config.integer("num_train_timesteps", 1000);
    s.beta_start = config.number("beta_start", 0.0001f);
    s.beta_end = config.number("beta_end", 0.02f);
    s.zero_terminal_snr = config.boolean("rescale_betas_zero_snr", false);
    // "steps_offset" is not read: diffusers puts 1 in place of any other number
    // (pipeline_stable_diffusion.py), so pictures are made with 1, which is the default here.
    const std::string name = config.text("_class_name", "DDIMScheduler");
    if (name.starts_with("EDM") || name.starts_with("FlowMatch")) {
      refuse(say<"has the scheduler {0}, whose noise levels are of another kind, which is not "
                 "supported">(in_quotes(name)));
    }
    const bool steps_by_offset = name.starts_with("DDIM") || name.starts_with("PNDM");
    // Schedulers that know no such thing say nothing; their models were trained as SD1 was.
    s.set_alpha_to_one = config.boolean("set_alpha_to_one", name.starts_with("DDIM"));
    scheduler_kinds(config, steps_by_offset ? "leading" : "linspace");
  }

  void scheduler_kinds(const JsonConfig& config, const char* usual_spacing) {
    SchedulerConfig& s = result_.configs.scheduler;
    const std::string betas = config.text("beta_schedule", "linear");
    const std::string prediction = config.text("prediction_type", "epsilon");
    const std::string spacing = config.text("timestep_spacing", usual_spacing);
    s.beta_schedule = betas == "linear" ? BetaSchedule::linear : BetaSchedule::scaled_linear;
    s.prediction = prediction == "v_prediction" ? Prediction::v
                   : prediction == "epsilon"    ? Prediction::epsilon
                                                : Prediction::unknown;
    s.timestep_spacing = spacing == "leading"    ? TimestepSpacing::leading
                         : spacing == "trailing" ? TimestepSpacing::trailing
                                                 : TimestepSpacing::linspace;
    if ((betas != "linear" && betas != "scaled_linear") || s.prediction == Prediction::unknown ||
        (spacing != "leading" && spacing != "trailing" && spacing != "linspace")) {
      refuse(say<"has a scheduler with betas {0}, prediction {1} and spacing {2}, which is not "
                 "supported">(in_quotes(betas), in_quotes(prediction), in_quotes(spacing)));
    }
  }

  const fs::path& folder_;
  const ModelParts& lent_;
  Detection result_;
};

}  // namespace

Detection detect_folder(const fs::path& folder, const ModelParts& lent) {
  return FolderDetector(folder, lent).run();
}

}  // namespace evenlight
