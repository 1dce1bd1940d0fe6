#include "app/common/recipe/a1111_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <functional>
#include <nlohmann/json.hpp>
#include <utility>
#include <vector>

#include "app/common/recipe/a1111_own_settings.h"
#include "app/common/recipe/a1111_parts.h"
#include "app/common/recipe/numbers.h"
#include "app/common/recipe/recipe_fields.h"
#include "engine/base/error.h"
#include "engine/base/json.h"
#include "engine/base/trimmed.h"
#include "engine/text/embedding_names.h"
#include "engine/text/network_tags.h"
#include "samplers/registry.h"

namespace evenlight {
namespace {

struct Unsupported {
  std::string_view key;            // or its beginning, with a '*' at the end
  Message (*feature)();            // "a LoRA"
  bool essential;                  // without it the picture is another one
  std::string_view given_by = {};  // the recipe's field that says it all the same
};

constexpr Unsupported unsupported[] = {
    {"ControlNet*", say<"a ControlNet">, true, "control"},
    {"Mask blur", say<"a mask">, true, "mask"},
    {"Inpaint*", say<"a mask">, true, "mask"},
    {"Init image hash", say<"an initial picture">, true, "init"},
    {"Variation seed strength", say<"a variation seed">, true},
    {"Seed resize from*", say<"a resized seed">, true},
    {"TI", say<"a textual inversion">, true},
    {"Hypernet*", say<"a hypernetwork">, false},
    {"AddNet*", say<"a LoRA">, false},
    {"First pass size", say<"a high-resolution pass">, false},
    {"VAE", say<"another VAE than the model's own">, false},
    {"Hires*", say<"a high-resolution pass">, false},
    {"Face restoration", say<"face restoration">, false},
    {"ADetailer*", say<"a detail pass">, false},
    {"ENSD", say<"an offset of the sampler's seed">, false},
    {"Tiling", say<"tiling">, false},
    {"Token merging*", say<"token merging">, false},
    {"Dynamic thresholding*", say<"dynamic thresholding">, false},
    {"FreeU*", say<"FreeU">, false},
    {"NGMS", say<"guidance left out at low noise">, false},
    {"Emphasis", say<"another way of weighting words">, false},
    {"Postprocess*", say<"post-processing">, false},
};

const Unsupported* find_unsupported(std::string_view key) {
  for (const Unsupported& row : unsupported) {
    const bool prefix = row.key.ends_with('*');
    if (prefix ? key.starts_with(row.key.substr(0, row.key.size() - 1)) : key == row.key) {
      return &row;
    }
  }
  return nullptr;
}

// A1111Settings that say nothing about the pixels, or only in company of one that is in the table
// above.
constexpr std::string_view harmless[] = {"Batch size", "Batch pos",       "User",
                                         "VAE hash",   "Image CFG scale", "Civitai metadata"};

class Reader {
 public:
  Reader(std::string_view text, const std::string& label, const RecipeKeys& overridden)
      : label_(label), overridden_(overridden), parts_(split_a1111_text(text)) {}

  RecipeDocument read() {
    if (parts_.settings.empty()) {
      throw Error(
          ErrorKind::input,
          say<"{0}: has no line of settings such as \"Steps: 20, Sampler: Euler a, …\".">(label_));
    }
    for (std::string* text : {&parts_.prompt, &parts_.negative}) {
      take_out_tags(*text, "<hypernet:", say<"the hypernetwork">());
    }
    take_out_negative_loras();
    take_out_unreadable_loras();
    document_.of_another_program = true;
    set("prompt", parts_.prompt);
    if (!parts_.negative.empty()) set("negative", parts_.negative);
    if (!parts_.behind.empty()) {
      note(say<"Passed over, because it stands behind the settings: “{0}”.">(
          shortened(parts_.behind)));
    }
    for (const auto& [key, value] : parts_.settings) read_setting(key, value);
    if (!has("RNG")) {
      set("rng", "philox");
      note(say<
           "No noise generator is named: philox is used, an NVIDIA GPU's, as is usual there.">());
    }
    if (!unknown_.empty()) note(say<"Not understood, so passed over: {0}.">(unknown_));
    return std::move(document_);
  }

 private:
  bool has(std::string_view key) const {
    return std::ranges::any_of(parts_.settings, [&](const auto& s) { return s.first == key; });
  }
  void note(Message sentence) { document_.notes.push_back(std::move(sentence)); }

  void set(std::string_view key, const std::string& value) {
    if (overridden_.contains(key)) return;
    set_from_text(document_.recipe, *find_recipe_field(key), value,
                  {ErrorKind::input, fmt::format("{}: {}", label_, key)});
    document_.given.emplace(key);
    document_.origin.emplace(key, label_);
  }

  [[noreturn]] void refuse(const Message& feature) const {
    throw Error(ErrorKind::input,
                say<"{0}: the picture was made with {1}, which is not supported; without it "
                    "another picture would come out. {2}">(
                    label_, feature, say<"Use its prompt and settings alone.">()));
  }

  static std::string shortened(const std::string& text) {
    constexpr size_t most = 60;
    std::string line = text.substr(0, text.find('\n'));
    const bool cut = line.size() < text.size() || line.size() > most;
    size_t end = std::min(line.size(), most);
    while (end > 0 && end < line.size() && (static_cast<unsigned char>(line[end]) & 0xc0) == 0x80) {
      --end;
    }
    return line.substr(0, end) + (cut ? "…" : "");
  }

  void note_missing(const Message& what, const std::string& name) {
    if (!noted_.insert(worded(what) + name).second) return;
    note(say<"The picture was made with {0} {1}, which is not supported: expect differences.">(
        what, shortened(name)));
  }

  // "<hypernet:ink:0.8>" is no text: what it names is said, and the words around it stay.
  void take_out_tags(std::string& text, std::string_view start, const Message& what) {
    for (size_t at = 0; (at = text.find(start, at)) != std::string::npos;) {
      const size_t end = text.find('>', at);
      if (end == std::string::npos) break;
      const std::string inside = text.substr(at + start.size(), end - at - start.size());
      note_missing(what, inside.substr(0, inside.find(':')));
      text.erase(at, end + 1 - at);
    }
    text = trimmed(text);
  }

  // Such as "<lora:ink:dyn=4>".
  void take_out_unreadable_loras() {
    try {
      lora_tags(parts_.prompt);
    } catch (const Error&) {
      for (const char* start : {"<lora:", "<lyco:"}) {
        take_out_tags(parts_.prompt, start, say<"the LoRA">());
      }
    }
  }

  // A1111 gives no meaning to a tag in the negative prompt.
  void take_out_negative_loras() {
    try {
      for (const LoraTag& tag : lora_tags(parts_.negative)) {
        note(
            say<"The negative prompt names the LoRA {0}, which did nothing there; it is left out.">(
                shortened(tag.name)));
      }
      parts_.negative = trimmed(without_lora_tags(parts_.negative));
    } catch (const Error&) {
      // A tag that cannot be read is refused with the prompt.
    }
  }

  // "ink: 1a2b3c, paper: 4d5e6f": each name and what stands behind its last colon.
  static std::vector<FileStamp> named_hashes(std::string_view list) {
    std::vector<FileStamp> stamps;
    while (!list.empty()) {
      const size_t end = std::min(list.find(','), list.size());
      const std::string_view one = list.substr(0, end);
      list.remove_prefix(std::min(end + 1, list.size()));
      const size_t colon = std::min(one.rfind(':'), one.size());
      stamps.push_back({std::string(trimmed(one.substr(0, colon))),
                        std::string(trimmed(one.substr(std::min(colon + 1, one.size()))))});
    }
    return stamps;
  }
  static bool has_digits_only(const std::string& hash) {
    return hash.find_first_not_of("0123456789abcdef") == std::string::npos;
  }

  void read_loras(const std::string& value) {
    for (FileStamp& one : named_hashes(value)) {
      if (one.name.empty() || document_.loras.size() >= max_listed_loras) continue;
      if (!has_digits_only(one.sha256)) one.sha256.clear();
      document_.loras.push_back({.file = std::move(one), .in_prompt = true});
    }
  }

  // [{"type":"lora","modelName":"Ink wash, soft",…},…], as Civitai's generator writes it.
  void read_resources(const std::string& value) {
    const auto list = nlohmann::json::parse(value, nullptr, false);
    if (!list.is_array()) return read_unknown("Civitai resources", value);
    for (const auto& resource : list) {
      if (!resource.is_object()) continue;
      const auto text = [&](const char* key) {
        const auto found = resource.find(key);
        return found != resource.end() && found->is_string() ? found->template get<std::string>()
                                                             : std::string();
      };
      const std::string type = text("type"), name = text("modelName");
      if (type == "checkpoint" || type.empty()) continue;
      const bool is_lora = type == "lora" || type == "lycoris" || type == "dora" || type == "locon";
      note_missing(is_lora ? say<"the LoRA">() : say<"the {0}">(type.substr(0, 30)),
                   name.empty() ? "(unnamed)" : name);
    }
  }

  void read_size(const std::string& value) {
    const size_t cross = value.find('x');
    set("width", value.substr(0, cross));
    set("height", cross == std::string::npos ? "" : value.substr(cross + 1));
  }

  void read_rng(const std::string& value) {
    if (value == "CPU") return set("rng", "torch");
    if (value == "NV" || value == "GPU") return set("rng", "philox");
    refuse(say<"noise from \"{0}\"">(value.substr(0, 40)));
  }

  // "DPM++ 2M Karras" of older versions names a schedule too.
  void read_sampler(const std::string& value) {
    if (overridden_.contains("sampler")) return;
    set("sampler", value);
    if (!has("Schedule type")) {
      const auto found = samplers::find_sampler_and_schedule(value);
      // Before 1.9 a name without a schedule meant the model's own spacing of noise levels, also
      // for samplers that have another one by default since.
      const bool own_default = found.second->id == "automatic" &&
                               found.first->default_schedule != "model" &&
                               found.first->default_schedule != "normal" && !is_since_1_9();
      set("schedule", own_default ? "normal" : std::string(found.second->id));
    }
    document_.recipe.sampler = samplers::find_sampler_and_schedule(value).first->id;
  }

  // "v1.9.4", "1.10.0-rc"; no version was written for a long time.
  bool is_since_1_9() const {
    for (const auto& [key, value] : parts_.settings) {
      if (key != "Version") continue;
      int major = 0, minor = 0;
      const char* text = value.c_str() + (value.starts_with('v') ? 1 : 0);
      if (std::sscanf(text, "%d.%d", &major, &minor) == 2) {
        return major > 1 || (major == 1 && minor >= 9);
      }
    }
    return false;
  }

  void read_eta(const std::string& value) {
    // Before 1.0 the value stood there for samplers that have no use for it.
    const auto number = parse_number<double>(value);
    if (number && *number > 1) return note(say<"Eta {0} is beyond 1 and passed over.">(value));
    set("eta", value);
  }

  void read_embeddings(const std::string& value) {
    for (FileStamp& one : named_hashes(value)) {
      if (!is_embedding_name(one.name) || one.sha256.empty() || !has_digits_only(one.sha256) ||
          document_.embeddings.size() >= max_listed_embeddings) {
        refuse(say<"textual inversions in a list that cannot be read">());
      }
      document_.embeddings.push_back(std::move(one));
    }
  }

  void read_setting(const std::string& key, const std::string& value) {
    using Read = std::function<void(Reader&, const std::string&)>;
    static const std::vector<std::pair<std::string_view, Read>> readers = {
        {"Steps", [](Reader& r, const std::string& v) { r.set("steps", v); }},
        {"Sampler", [](Reader& r, const std::string& v) { r.read_sampler(v); }},
        {"Schedule type", [](Reader& r, const std::string& v) { r.set("schedule", v); }},
        {"CFG scale", [](Reader& r, const std::string& v) { r.set("cfg", with_point(v)); }},
        {"CFG rescale", [](Reader& r, const std::string& v) { r.set("cfg_rescale", v); }},
        {"CFG Rescale phi", [](Reader& r, const std::string& v) { r.set("cfg_rescale", v); }},
        {"CFG interval", [](Reader& r, const std::string& v) { r.set("cfg_interval", v); }},
        {"Seed", [](Reader& r, const std::string& v) { r.set("seed", v); }},
        {"Size", [](Reader& r, const std::string& v) { r.read_size(v); }},
        {"Clip skip", [](Reader& r, const std::string& v) { r.set("clip_skip", v); }},
        {"RNG", [](Reader& r, const std::string& v) { r.read_rng(v); }},
        {"Eta", [](Reader& r, const std::string& v) { r.read_eta(v); }},
        {"Eta DDIM", [](Reader& r, const std::string& v) { r.read_eta(v); }},
        {"Prediction", [](Reader& r, const std::string& v) { r.set("prediction", v); }},
        {"Raw prompt", [](Reader& r, const std::string& v) { r.set("raw", v); }},
        {"Model", [](Reader& r, const std::string& v) { r.document_.model_name = v; }},
        {"Model hash", [](Reader& r, const std::string& v) { r.document_.model_sha256 = v; }},
        {"Refiner", [](Reader& r, const std::string& v) { r.read_refiner(v); }},
        {"Refiner switch at",
         [](Reader& r, const std::string& v) { r.set("refiner_start", with_point(v)); }},
        {"Lora hashes", [](Reader& r, const std::string& v) { r.read_loras(v); }},
        {"Civitai resources", [](Reader& r, const std::string& v) { r.read_resources(v); }},
        {"Denoising strength", [](Reader& r, const std::string& v) { r.read_strength(v); }},
        {"TI hashes", [](Reader& r, const std::string& v) { r.read_embeddings(v); }},
        {"Version", [](Reader& r, const std::string& v) { r.document_.app = v; }},
    };
    for (const auto& [name, read] : readers) {
      if (name == key) return read(*this, value);
    }
    for (const OwnSetting& own : own_settings) {
      if (own.name == key) return set(own.key, value);
    }
    read_unknown(key, value);
  }

  // "sd_xl_refiner_1.0 [7440042bbd]"
  void read_refiner(const std::string& value) {
    const size_t bracket = value.rfind('[');
    if (bracket == std::string::npos || !value.ends_with(']')) {
      document_.refiner.name = value;
      return;
    }
    document_.refiner.name = trimmed(std::string_view(value).substr(0, bracket));
    document_.refiner.sha256 = value.substr(bracket + 1, value.size() - bracket - 2);
  }

  // "7,5", as a program of a country with decimal commas wrote it.
  static std::string with_point(std::string value) {
    if (std::ranges::count(value, ',') == 1 && value.find('.') == std::string::npos) {
      value[value.find(',')] = '.';
    }
    return value;
  }

  // Written for a picture as the start, and for a high-resolution pass; alone it proves neither.
  void read_strength(const std::string& value) {
    if (overridden_.contains("init")) return set("strength", with_point(value));
    if (has("Hires upscale") || has("Hires upscaler") || has("Hires steps") ||
        has("Hires resize") || has("First pass size") || has("Init image hash") ||
        has("Mask blur")) {
      return;
    }
    note(
        say<"A denoising strength of {0} is named: the picture may have begun from another "
            "picture, or had a high-resolution pass; neither is supported, so expect differences.">(
            value.substr(0, 20)));
  }

  void read_unknown(const std::string& key, const std::string& value) {
    if (const Unsupported* row = find_unsupported(key)) {
      if (!row->given_by.empty() && overridden_.contains(row->given_by)) return;
      if (row->essential) refuse(row->feature());
      const Message feature = row->feature();
      if (noted_.insert(feature.text).second) {
        note(say<"The picture was made with {0} ({1}: {2}), which is not supported: expect "
                 "differences.">(feature, key.substr(0, 40), value.substr(0, 40)));
      }
      return;
    }
    if (std::ranges::find(harmless, key) == std::end(harmless) && unknown_.size() < 200) {
      unknown_ += (unknown_.empty() ? "" : ", ") + key.substr(0, 40);
    }
  }

  std::string label_;
  const RecipeKeys& overridden_;
  A1111Parts parts_;
  RecipeDocument document_;
  std::set<std::string> noted_;
  std::string unknown_;
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
