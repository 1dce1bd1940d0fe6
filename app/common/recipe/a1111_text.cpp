#include "app/common/recipe/a1111_text.h"

#include <algorithm>
#include <functional>
#include <optional>
#include <utility>
#include <vector>

#include "app/common/recipe/a1111_hires.h"
#include "app/common/recipe/a1111_own_settings.h"
#include "app/common/recipe/a1111_parts.h"
#include "app/common/recipe/a1111_resources.h"
#include "app/common/recipe/a1111_tags.h"
#include "app/common/recipe/a1111_unsupported.h"
#include "app/common/recipe/a1111_version.h"
#include "app/common/recipe/foreign/foreign_draft.h"
#include "app/common/recipe/numbers.h"
#include "app/common/recipe/recipe_fields.h"
#include "engine/base/error.h"
#include "engine/base/trimmed.h"
#include "samplers/registry.h"

namespace evenlight {
namespace {

class Reader {
 public:
  Reader(std::string_view text, const std::string& label, const RecipeKeys& overridden)
      : draft_(label, overridden), parts_(split_a1111_text(text)) {}

  RecipeDocument read() {
    if (parts_.settings.empty()) {
      throw Error(ErrorKind::input,
                  say<"{0}: has no line of settings such as \"Steps: 20, Sampler: Euler a, …\".">(
                      draft_.label()));
    }
    take_out_foreign_tags(draft_, parts_.prompt, parts_.negative);
    draft_.set("prompt", parts_.prompt);
    if (!parts_.negative.empty()) draft_.set("negative", parts_.negative);
    if (!parts_.behind.empty()) {
      draft_.note(say<"Passed over, because it stands behind the settings: “{0}”.">(
          shortened(parts_.behind)));
    }
    for (const std::string& key : parts_.cut_off) {
      draft_.note(
          say<"The text is cut off in “{0}”; what stood behind it is lost.">(shortened(key)));
    }
    for (const auto& [key, value] : parts_.settings) read_setting(key, value);
    read_joint_settings();
    if (!has("RNG")) {
      draft_.set("rng", "philox");
      draft_.note(say<"No noise generator is named: philox is used, an NVIDIA GPU's, as is usual "
                      "there.">());
    }
    note_unsupported();
    return draft_.finish();
  }

 private:
  // A feature that is not supported, and the settings that stand there for it.
  struct Unsupported {
    const char* feature;
    std::vector<Argument> settings;
  };

  const std::string* find(std::string_view key) const {
    const auto found = std::ranges::find(parts_.settings, key, &A1111Settings::value_type::first);
    return found == parts_.settings.end() ? nullptr : &found->second;
  }
  bool has(std::string_view key) const { return find(key) != nullptr; }
  std::string text_of(std::string_view key) const {
    const std::string* value = find(key);
    return value ? *value : std::string();
  }

  bool is_our_own() const { return text_of("Version").starts_with(own_version); }

  // What several settings say together.
  void read_joint_settings() {
    // SD.Next stands on diffusers.
    if (!is_our_own()) draft_.set("like", text_of("App") == "SD.Next" ? "diffusers" : "a1111");
    draft_.set_model(text_of("Model"), text_of("Model hash"));
    read_added_networks(draft_, parts_.settings);
    if (const std::string* hashes = find("Hashes")) read_hashes(draft_, *hashes);
    read_variation();
    const bool second_pass = read_hires(draft_, parts_.settings);
    if (const std::string* strength = find("Denoising strength")) {
      read_strength(*strength, second_pass);
    }
  }

  void read_variation() {
    const std::string* strength = find("Variation seed strength");
    if (!strength || draft_.is_overridden("variation")) return;
    const std::string* seed = find("Variation seed");
    if (parse_number<double>(with_decimal_point(*strength)) == 0.0) return;
    draft_.set("variation", (seed ? *seed : "0") + ":" + with_decimal_point(*strength));
  }

  // Written for a picture as the start, and for a high-resolution pass; alone it proves neither.
  void read_strength(const std::string& value, bool second_pass) {
    if (draft_.is_overridden("init")) return draft_.set_number("strength", value);
    if (second_pass || has("Init image hash") || has("Mask blur")) return;
    draft_.note(
        say<"A denoising strength of {0} is named: the picture may have begun from another "
            "picture, or had a high-resolution pass; neither is known, so expect differences.">(
            shortened(value)));
  }

  void read_rng(const std::string& value) {
    if (value == "CPU") return draft_.set("rng", "torch");
    if (value != "NV" && value != "GPU") draft_.miss(say<"noise from">(), value);
    draft_.set("rng", "philox");
  }

  // "DPM++ 2M Karras" of older versions names a schedule too.
  void read_sampler(const std::string& value) {
    if (has("Schedule type") || draft_.is_overridden("sampler")) return draft_.set_sampler(value);
    draft_.set_sampler(value);
    if (draft_.is_overridden("schedule")) return;
    // Before 1.9 a name without a schedule meant the model's own spacing of noise levels, also for
    // samplers that have another one by default since.
    const auto found = samplers::find_sampler_and_schedule(value);
    const bool own_default = found.second->id == "automatic" &&
                             found.first->default_schedule != "model" &&
                             found.first->default_schedule != "normal" && !is_since_1_9();
    if (own_default) draft_.set("schedule", "normal");
  }

  bool is_since_1_9() const {
    const std::string* version = find("Version");
    return version && is_a1111_since_1_9(*version);
  }

  void read_eta(const std::string& value) {
    // Before 1.0 the value stood there for samplers that have no use for it.
    const auto number = parse_number<double>(with_decimal_point(value));
    if (number && *number > 1) {
      return draft_.note(say<"Eta {0} is beyond 1 and passed over.">(shortened(value)));
    }
    draft_.set_number("eta", value);
  }

  // Older versions could resize from -1x-1 or 0x0, which meant: not at all.
  void read_seed_resize(const std::string& value) {
    if (value.starts_with('-') || value.starts_with('0')) return;
    draft_.set("seed_resize", value);
  }

  void read_vae(const std::string& value) {
    constexpr std::string_view own[] = {"None", "none", "Automatic", "auto", "Baked VAE", ""};
    if (std::ranges::find(own, value) != std::end(own)) return;
    draft_.set_file("vae", &RecipeDocument::vae, value, {});
  }

  // "sd_xl_refiner_1.0 [7440042bbd]"
  void read_refiner(const std::string& value) {
    if (value == "None" || value.empty()) return;
    const size_t bracket = value.ends_with(']') ? value.rfind('[') : std::string::npos;
    const std::string name(trimmed(std::string_view(value).substr(0, bracket)));
    const std::string hash = bracket == std::string::npos
                                 ? std::string()
                                 : value.substr(bracket + 1, value.size() - bracket - 2);
    draft_.set_file("refiner", &RecipeDocument::refiner, file_stem(name), hash);
  }

  void read_setting(const std::string& key, const std::string& value) {
    using Read = std::function<void(Reader&, const std::string&)>;
    static const std::vector<std::pair<std::string_view, Read>> readers = {
        {"Sampler", [](Reader& r, const std::string& v) { r.read_sampler(v); }},
        {"Size", [](Reader& r, const std::string& v) { r.draft_.set_size(v); }},
        {"RNG", [](Reader& r, const std::string& v) { r.read_rng(v); }},
        {"Eta", [](Reader& r, const std::string& v) { r.read_eta(v); }},
        {"Eta DDIM", [](Reader& r, const std::string& v) { r.read_eta(v); }},
        {"Seed resize from", [](Reader& r, const std::string& v) { r.read_seed_resize(v); }},
        {"VAE", [](Reader& r, const std::string& v) { r.read_vae(v); }},
        {"VAE hash",
         [](Reader& r, const std::string& v) {
           r.draft_.set_file("vae", &RecipeDocument::vae, {}, v);
         }},
        {"Refiner", [](Reader& r, const std::string& v) { r.read_refiner(v); }},
        {"Lora hashes", [](Reader& r, const std::string& v) { read_lora_hashes(r.draft_, v); }},
        {"Civitai resources",
         [](Reader& r, const std::string& v) { read_civitai_resources(r.draft_, v); }},
        {"TI hashes", [](Reader& r, const std::string& v) { read_embedding_hashes(r.draft_, v); }},
        {"Version", [](Reader& r, const std::string& v) { r.draft_.document().app = v; }},
    };
    // Settings that are a field of a recipe as they stand; numbers may have a decimal comma.
    static constexpr std::pair<std::string_view, const char*> fields[] = {
        {"Steps", "steps"},
        {"Schedule type", "schedule"},
        {"CFG scale", "cfg"},
        {"CFG rescale", "cfg_rescale"},
        {"CFG Rescale phi", "cfg_rescale"},
        {"CFG Rescale", "cfg_rescale"},
        {"CFG interval", "cfg_interval"},
        {"Seed", "seed"},
        {"Clip skip", "clip_skip"},
        {"Emphasis", "emphasis"},
        {"ENSD", "eta_noise_seed_delta"},
        {"Prediction", "prediction"},
        {"Raw prompt", "raw"},
        {"Refiner switch at", "refiner_start"},
    };
    // Read with others: read_joint_settings.
    static constexpr std::string_view joint[] = {"Model",
                                                 "Model hash",
                                                 "Hashes",
                                                 "Variation seed",
                                                 "RNG",
                                                 "Variation seed strength",
                                                 "AddNet Enabled",
                                                 "Denoising strength"};
    for (const auto& [name, read] : readers) {
      if (name == key) return read(*this, value);
    }
    for (const auto& [name, field] : fields) {
      if (name == key) return draft_.set_number(field, value);
    }
    for (const OwnSetting& own : own_settings) {
      if (own.name == key) return draft_.set(own.key, value);
    }
    const bool read_with_others = std::ranges::find(joint, key) != std::end(joint) ||
                                  is_hires_setting(key) || key.starts_with("AddNet ");
    if (!read_with_others) read_unknown(key, value);
  }

  void read_unknown(const std::string& key, const std::string& value) {
    if (is_harmless_setting(key)) return;
    const UnsupportedSetting* row = find_unsupported_setting(key);
    if (!row) return draft_.pass_over(key);
    if (!row->given_by.empty() && draft_.is_overridden(row->given_by)) return;
    if (row->essential) draft_.require(row->given_by, row->feature());
    const char* feature = row->feature().text;
    auto found = std::ranges::find(unsupported_, feature, &Unsupported::feature);
    if (found == unsupported_.end()) found = unsupported_.insert(found, {feature, {}});
    constexpr size_t most = 12;
    if (found->settings.size() < most) {
      found->settings.emplace_back(shortened(key) + ": " + shortened(value));
    }
  }

  // One note a feature, which may have many settings.
  void note_unsupported() {
    for (auto& [feature, settings] : unsupported_) {
      draft_.note(say<"The picture was made with {0} ({1}), which is not supported: expect "
                      "differences.">(Message{feature, {}}, std::move(settings)));
    }
  }

  ForeignDraft draft_;
  A1111Parts parts_;
  std::vector<Unsupported> unsupported_;
};

}  // namespace

bool looks_like_a1111_text(std::string_view text) {
  const A1111Parts parts = split_a1111_text(text);
  return std::ranges::any_of(parts.settings, [](const auto& s) { return s.first == "Steps"; });
}

RecipeDocument read_a1111_text(std::string_view text, const std::string& label,
                               const RecipeKeys& overridden) {
  return Reader(text, label, overridden).read();
}

}  // namespace evenlight
