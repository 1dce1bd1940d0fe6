#include "app/common/recipe/recipe_fields.h"

#include <algorithm>
#include <cmath>

#include "app/common/recipe/control_stamps.h"
#include "app/common/recipe/file_stamps.h"
#include "app/common/recipe/numbers.h"
#include "app/common/recipe/suggest.h"
#include "engine/base/quoted.h"
#include "engine/pipeline/picture/fit.h"
#include "engine/pipeline/recipe_check.h"
#include "engine/text/unicode.h"
#include "samplers/argument_error.h"
#include "samplers/names.h"
#include "samplers/noise.h"
#include "samplers/registry.h"
#include "samplers/schedules.h"

namespace evenlight {
namespace {

namespace limits = recipe_limits;

// What a name may be called, and the id that it stands for.
using Names = std::vector<std::pair<std::string_view, std::string_view>>;

// What a table of names is of, for a message about a name that is not in it.
using Kind = Message (*)();

[[noreturn]] void refuse_name(Kind kind, std::string_view wanted, const Names& names) {
  std::vector<std::string_view> spellings, ids;
  for (const auto& [spelling, id] : names) {
    spellings.push_back(spelling);
    if (std::ranges::find(ids, id) == ids.end()) ids.push_back(id);
  }
  const std::string_view near = closest_name(wanted, spellings);
  const auto found = std::ranges::find(names, near, &Names::value_type::first);
  throw Error(ErrorKind::usage,
              say<"unknown {0} \"{1}\"{2}; accepted are {3}">(
                  kind(), shown(wanted), did_you_mean(found == names.end() ? "" : found->second),
                  as_list(ids)));
}

template <class Row>
Names names_of(std::span<const Row> rows) {
  Names names;
  for (const Row& row : rows) {
    names.emplace_back(row.id, row.id);
    names.emplace_back(row.name, row.id);
    for (const std::string_view alias : row.aliases) names.emplace_back(alias, row.id);
  }
  return names;
}

std::string id_of(Kind kind, std::string_view wanted, const Names& names) {
  for (const auto& [spelling, id] : names) {
    if (samplers::same_name(spelling, wanted)) return std::string(id);
  }
  refuse_name(kind, wanted, names);
}

// Only checked here: a name such as "DPM++ 2M Karras" has a schedule to give away first.
std::string sampler_name(std::string_view wanted) {
  try {
    const auto [sampler, schedule] = samplers::find_sampler_and_schedule(wanted);
    return std::string(schedule->id == "automatic" ? sampler->id : wanted);
  } catch (const samplers::ArgumentError&) {
    refuse_name(say<"sampler">, wanted, names_of(samplers::samplers()));
  }
}

std::string schedule_name(std::string_view wanted) {
  return id_of(say<"schedule">, wanted, names_of(samplers::schedules()));
}

// A1111 calls them after the device that draws: "CPU", "NV" and, on NVIDIA's, "GPU".
std::string rng_name(std::string_view wanted) {
  Names names;
  for (const std::string_view id : samplers::noise_source_names()) names.emplace_back(id, id);
  for (const std::string_view other : {"nv", "gpu"}) names.emplace_back(other, "philox");
  names.emplace_back("cpu", "torch");
  return id_of(say<"noise generator">, wanted, names);
}

// diffusers says v_prediction.
std::string prediction_name(std::string_view wanted) {
  return id_of(say<"prediction">, wanted,
               {{"auto", "auto"},
                {"epsilon", "epsilon"},
                {"eps", "epsilon"},
                {"v", "v"},
                {"v_prediction", "v"},
                {"v-prediction", "v"}});
}

std::string empty_negative_name(std::string_view wanted) {
  return id_of(say<"meaning of an empty negative prompt">, wanted,
               {{"auto", "auto"}, {"text", "text"}, {"zeros", "zeros"}});
}

// A whole number of pixels that SDXL is told.
RecipeField size_number(std::string_view key, std::string_view help, int64_t Recipe::*member) {
  RecipeField field{key, help, member, limits::size_number};
  field.sparse = true;
  return field;
}

RecipeField aesthetic_score(std::string_view key, std::string_view help, double Recipe::*member) {
  RecipeField field{key, help, member, limits::aesthetic};
  field.sparse = true;
  return field;
}

std::string mask_area_name(std::string_view wanted) {
  return id_of(
      say<"mask area">, wanted,
      {{"whole", "whole"}, {"only-masked", "only-masked"}, {"only_masked", "only-masked"}});
}

std::string filter_name(std::string_view wanted) {
  Names names;
  for (const Filter& filter : filters()) names.emplace_back(filter.id, filter.id);
  return id_of(say<"filter">, wanted, names);
}

std::string fit_name(std::string_view wanted) {
  Names names;
  for (const FitMethod& fit : fit_methods()) names.emplace_back(fit.id, fit.id);
  return id_of(say<"fit">, wanted, names);
}

Message expectation(const RecipeField& field, const Message& interval) {
  struct Visitor {
    const RecipeField& field;
    const Message& interval;
    Message whole() const {
      const auto low = field.range.low, high = field.range.high;
      return field.multiple > 1 ? say<"a whole number from {0} to {1}, a multiple of {2}">(
                                      low, high, field.multiple)
                                : say<"a whole number from {0} to {1}">(low, high);
    }
    Message real() const {
      return say<"a number from {0} to {1}">(field.range.low, field.range.high);
    }
    Message operator()(std::string Recipe::*) const { return say<"text in UTF-8">(); }
    Message operator()(bool Recipe::*) const { return say<"true or false">(); }
    Message operator()(uint64_t Recipe::*) const {
      return say<"a whole number from {0} to {1}">(0, UINT64_MAX);
    }
    Message operator()(int Recipe::*) const { return whole(); }
    Message operator()(int64_t Recipe::*) const { return whole(); }
    Message operator()(double Recipe::*) const { return real(); }
    Message operator()(std::optional<double> Recipe::*) const { return real(); }
    Message operator()(SigmaInterval) const {
      return say<"{0}, two sigmas from 0 up, HIGH not below LOW">(interval);
    }
    Message operator()(const NumberList& list) const {
      std::vector<Argument> ranges;
      for (const NumberRange& one : list.ranges) {
        ranges.push_back(say<"{0} to {1}">(one.low, one.high));
      }
      return say<"{0} (each {1})">(list.form, std::move(ranges));
    }
    Message operator()(const ObjectList& list) const { return plain(std::string(list.form)); }
    Message operator()(HashedFile) const { return say<"{{\"sha256\"}} of a file">(); }
    Message operator()(PictureInput) const {
      return say<"{{\"name\", \"sha256\"}} of a picture">();
    }
  };
  return std::visit(Visitor{field, interval}, field.member);
}

[[noreturn]] void refuse(const RecipeField& field, const ValuePlace& place, const Message& interval,
                         std::string_view found) {
  throw Error(place.kind, say<"{0}: expected {1}, got {2}.">(
                              place.where, expectation(field, interval), shown(found)));
}

bool is_utf8(std::string_view text) {
  try {
    decode_utf8(text);
    return true;
  } catch (const Error&) {
    return false;
  }
}

// Puts a value of the right type into its member if it is in range; false if not.
struct Store {
  Recipe& recipe;
  const RecipeField& field;

  bool text(std::string Recipe::*member, std::string_view value) const {
    if (field.name) {
      recipe.*member = field.name(value);
    } else {
      if (!is_utf8(value)) return false;
      recipe.*member = value;
    }
    return true;
  }
  template <class Whole>
  bool whole(Whole Recipe::*member, int64_t value) const {
    if (double(value) < field.range.low || double(value) > field.range.high ||
        value % field.multiple != 0) {
      return false;
    }
    recipe.*member = static_cast<Whole>(value);
    return true;
  }
  template <class Real>
  bool real(Real Recipe::*member, double value) const {
    if (!(value >= field.range.low && value <= field.range.high)) return false;
    recipe.*member = value;
    return true;
  }
  bool list(const NumberList& list, const std::vector<double>& numbers) const {
    if (numbers.size() < list.min_count || numbers.size() > list.ranges.size()) return false;
    for (size_t i = 0; i < numbers.size(); ++i) {
      const NumberRange& range = list.ranges[i];
      if (!(numbers[i] >= range.low && numbers[i] <= range.high)) return false;
      if (field.multiple > 1 && std::fmod(numbers[i], double(field.multiple)) != 0) return false;
    }
    recipe.*(list.numbers) = numbers;
    return true;
  }
  bool interval(SigmaInterval member, double low, double high) const {
    if (!(low >= 0 && std::isfinite(low) && high >= low)) return false;
    recipe.*(member.low) = low;
    recipe.*(member.high) = high;
    return true;
  }
};

// Lists and files are the document's, not the recipe's: see set_from_json of a document.
struct FromText : Store {
  static Message interval_form() { return say<"LOW:HIGH">(); }
  const std::string& value;

  bool operator()(std::string Recipe::*member) const { return text(member, value); }
  bool operator()(bool Recipe::*member) const {
    if (value != "true" && value != "false") return false;
    recipe.*member = value == "true";
    return true;
  }
  bool operator()(uint64_t Recipe::*member) const {
    const auto number = parse_number<uint64_t>(value);
    if (number) recipe.*member = *number;
    return number.has_value();
  }
  template <class Whole>
  bool operator()(Whole Recipe::*member) const requires std::is_integral_v<Whole> {
    const auto number = parse_number<int64_t>(value);
    return number && whole(member, *number);
  }
  bool operator()(double Recipe::*member) const {
    const auto number = parse_number<double>(value);
    return number && real(member, *number);
  }
  bool operator()(std::optional<double> Recipe::*member) const {
    const auto number = parse_number<double>(value);
    return number && real(member, *number);
  }
  bool operator()(SigmaInterval member) const {
    const size_t colon = value.find(':');
    if (colon == std::string::npos) return false;
    const auto low = parse_number<double>(std::string_view(value).substr(0, colon));
    const auto high = parse_number<double>(std::string_view(value).substr(colon + 1));
    return low && high && interval(member, *low, *high);
  }
  bool operator()(const NumberList& wanted) const {
    std::vector<double> numbers;
    for (std::string_view rest = value; numbers.size() <= wanted.ranges.size();) {
      const size_t end = rest.find(wanted.separator());
      const auto number = parse_number<double>(rest.substr(0, end));
      if (!number) return false;
      numbers.push_back(*number);
      if (end == std::string_view::npos) break;
      rest.remove_prefix(end + 1);
    }
    return list(wanted, numbers);
  }
  bool operator()(const ObjectList&) const { return false; }
  bool operator()(HashedFile) const { return false; }
  bool operator()(PictureInput) const { return false; }
};

struct FromJson : Store {
  static Message interval_form() { return say<"[LOW, HIGH] (or null for no HIGH)">(); }
  const nlohmann::ordered_json& value;

  bool operator()(std::string Recipe::*member) const {
    return value.is_string() && text(member, value.get_ref<const std::string&>());
  }
  bool operator()(bool Recipe::*member) const {
    if (!value.is_boolean()) return false;
    recipe.*member = value.get<bool>();
    return true;
  }
  bool operator()(uint64_t Recipe::*member) const {
    if (!value.is_number_unsigned()) return false;
    recipe.*member = value.get<uint64_t>();
    return true;
  }
  template <class Whole>
  bool operator()(Whole Recipe::*member) const requires std::is_integral_v<Whole> {
    if (!value.is_number_integer()) return false;
    if (value.is_number_unsigned() && value.get<uint64_t>() > uint64_t(INT64_MAX)) return false;
    return whole(member, value.get<int64_t>());
  }
  bool operator()(double Recipe::*member) const {
    return value.is_number() && real(member, value.get<double>());
  }
  bool operator()(std::optional<double> Recipe::*member) const {
    return value.is_number() && real(member, value.get<double>());
  }
  bool operator()(SigmaInterval member) const {
    if (!value.is_array() || value.size() != 2 || !value[0].is_number()) return false;
    if (!value[1].is_number() && !value[1].is_null()) return false;
    const double high =
        value[1].is_null() ? std::numeric_limits<double>::infinity() : value[1].get<double>();
    return interval(member, value[0].get<double>(), high);
  }
  bool operator()(const NumberList& wanted) const {
    if (!value.is_array() || value.size() > wanted.ranges.size()) return false;
    std::vector<double> numbers;
    for (const auto& one : value) {
      if (!one.is_number()) return false;
      numbers.push_back(one.get<double>());
    }
    return list(wanted, numbers);
  }
  bool operator()(const ObjectList&) const { return false; }
  bool operator()(HashedFile) const { return false; }
  bool operator()(PictureInput) const { return false; }
};

struct ToJson {
  const Recipe& recipe;
  template <class T>
  nlohmann::ordered_json operator()(T Recipe::*member) const {
    return recipe.*member;
  }
  nlohmann::ordered_json operator()(std::optional<double> Recipe::*member) const {
    return recipe.*member ? nlohmann::ordered_json(*(recipe.*member)) : nullptr;
  }
  nlohmann::ordered_json operator()(SigmaInterval member) const {
    const double low = recipe.*(member.low);
    const double high = recipe.*(member.high);
    if (low == 0 && std::isinf(high)) return nullptr;
    auto pair = nlohmann::ordered_json::array({low, nullptr});
    if (std::isfinite(high)) pair[1] = high;
    return pair;
  }
  nlohmann::ordered_json operator()(const NumberList& list) const {
    const std::vector<double>& numbers = recipe.*(list.numbers);
    return numbers.empty() ? nlohmann::ordered_json() : nlohmann::ordered_json(numbers);
  }
  nlohmann::ordered_json operator()(const ObjectList&) const { return nullptr; }
  nlohmann::ordered_json operator()(HashedFile) const { return nullptr; }
  nlohmann::ordered_json operator()(PictureInput) const { return nullptr; }
};

// Names are refused with the sentence of the table that knows them.
template <class Visitor>
void store(const Visitor& visitor, const RecipeField& field, const ValuePlace& place,
           std::string_view found) {
  bool fits = false;
  try {
    fits = std::visit(visitor, field.member);
  } catch (const Error& error) {
    throw Error(place.kind, say<"{0}: {1}.">(place.where, error.message()));
  }
  if (!fits) refuse(field, place, Visitor::interval_form(), found);
}

}  // namespace

std::span<const RecipeField> recipe_fields() {
  static const RecipeField rows[] = {
      {"prompt", "what to paint; weights as (word:1.2), [word], BREAK", &Recipe::prompt},
      {"negative", "what to keep away from", &Recipe::negative},
      {"raw", "no prompt grammar: the text as it is", &Recipe::raw},
      {"seed", "first seed of the noise (default: random, printed)", &Recipe::seed},
      {"steps", "sampling steps (default 20)", &Recipe::steps, limits::steps},
      {"sampler",
       "an id of `evenlight samplers`, or another program's name (default euler)",
       &Recipe::sampler,
       {},
       1,
       sampler_name},
      {"schedule",
       "which noise levels the steps visit (default: the sampler's own)",
       &Recipe::schedule,
       {},
       1,
       schedule_name},
      {"cfg", "how closely to follow the prompt; 1 is no guidance (default 7)", &Recipe::cfg,
       limits::cfg},
      {"cfg_rescale", "0 to 1: keeps strong guidance from over-exposing (default 0)",
       &Recipe::cfg_rescale, limits::cfg_rescale},
      {"cfg_interval", "guidance acts at noise levels LOW to HIGH only, in sigma (default: always)",
       SigmaInterval{&Recipe::cfg_sigma_low, &Recipe::cfg_sigma_high}},
      {.key = "cfg_zero_star",
       .help = "CFG-Zero*: brings the negative prediction to the length that fits",
       .member = &Recipe::cfg_zero_star,
       .sparse = true},
      {.key = "pag",
       .help = "perturbed-attention guidance, beside --cfg; 3 is usual (default 0)",
       .member = &Recipe::pag,
       .range = limits::added_guidance,
       .sparse = true},
      {.key = "seg",
       .help = "smoothed energy guidance, beside --cfg; 3 is usual (default 0)",
       .member = &Recipe::seg,
       .range = limits::added_guidance,
       .sparse = true},
      {.key = "apg",
       .help = "adaptive projected guidance in place of plain guidance; 0:-0.5:15 is usual",
       .member = NumberList{&Recipe::apg, "ETA:MOMENTUM:NORM", limits::apg}},
      {.key = "dynamic_threshold",
       .help =
           "keeps strong guidance in the range that the scale MIMIC would have; 7:0.99 is usual",
       .member =
           NumberList{&Recipe::dynamic_threshold, "MIMIC:PERCENTILE", limits::dynamic_threshold}},
      {.key = "perp_neg",
       .help = "takes away only what of the negative prompt is not in the prompt; 1 is usual "
               "(default 0: plain)",
       .member = &Recipe::perp_neg,
       .range = limits::perp_neg,
       .sparse = true},
      {.key = "freeu",
       .help = "FreeU: weights of the backbone and the skips; 1.5:1.6:0.9:0.2 is usual for SD1",
       .member = NumberList{&Recipe::freeu, "B1:B2:S1:S2", limits::freeu}},
      {"width", "pixels, a multiple of 8 (default: the model's own size)", &Recipe::width,
       limits::side, limits::side_multiple},
      {"height", "pixels, a multiple of 8 (default: the model's own size)", &Recipe::height,
       limits::side, limits::side_multiple},
      {"clip_skip", "which layer of the text encoder counts, from the end (default 1)",
       &Recipe::clip_skip, limits::clip_skip},
      {"eta", "0 to 1: how much fresh noise a step adds (default: the sampler's own)", &Recipe::eta,
       limits::eta},
      {"prediction",
       "what the network predicts: auto, epsilon or v (default auto)",
       &Recipe::prediction,
       {},
       1,
       prediction_name},
      {"rng",
       "noise generator: torch, as on a CPU, or philox, as on an NVIDIA GPU (default torch)",
       &Recipe::rng,
       {},
       1,
       rng_name},
      {"empty_negative",
       "what an empty negative prompt is: text, encoded as it is, zeros, or auto, as the model was "
       "trained: zeros for most of SDXL (default auto; text where it is given empty by flag)",
       &Recipe::empty_negative,
       {},
       1,
       empty_negative_name,
       {},
       {},
       true},
      size_number("original_width",
                  "SDXL: width of the picture before it was scaled (default 0: the picture's)",
                  &Recipe::original_width),
      size_number("original_height",
                  "SDXL: height of the picture before it was scaled (default 0: the picture's)",
                  &Recipe::original_height),
      size_number("crop_left", "SDXL: what was cut off at the left (default 0)",
                  &Recipe::crop_left),
      size_number("crop_top", "SDXL: what was cut off at the top (default 0)", &Recipe::crop_top),
      size_number("target_width", "SDXL: width that is aimed at (default 0: the picture's)",
                  &Recipe::target_width),
      size_number("target_height", "SDXL: height that is aimed at (default 0: the picture's)",
                  &Recipe::target_height),
      aesthetic_score("aesthetic", "SDXL's refiner: score that the prompt counts as (default 6)",
                      &Recipe::aesthetic),
      aesthetic_score("negative_aesthetic",
                      "SDXL's refiner: score that the negative prompt counts as (default 2.5)",
                      &Recipe::negative_aesthetic),
      {.key = "refiner_start",
       .help = "the share of the steps after which the refiner goes on (default 0.8)",
       .member = &Recipe::refiner_start,
       .range = limits::refiner_start,
       .sparse = true},
      {.key = "vae_tile",
       .help = "decodes the picture in tiles of so many pixels, from 128, which takes less memory "
               "(default 0: whole, unless the memory would not do)",
       .member = &Recipe::vae_tile,
       .range = limits::vae_tile,
       .multiple = limits::side_multiple,
       .sparse = true},
      {.key = "refiner",
       .help = "a model that walks the last steps, such as SDXL's refiner: file, folder or name",
       .member = PictureInput{&RecipeDocument::refiner, "PATH|NAME"}},
      {.key = "hires",
       .help =
           "a second pass, SCALE times as large, with its own steps and strength (default 0: as "
           "many steps, 0.5)",
       .member = NumberList{&Recipe::hires, "SCALE:STEPS:STRENGTH", limits::hires, 1}},
      {.key = "hires_filter",
       .help = "what makes the picture larger for it: nearest, box, bilinear, bicubic or lanczos "
               "(default lanczos)",
       .member = &Recipe::hires_filter,
       .name = filter_name,
       .sparse = true},
      {.key = "strength",
       .help = "0 to 1: how much of the initial picture is made anew (default 0.75)",
       .member = &Recipe::strength,
       .range = limits::strength,
       .of_one_picture = true},
      {.key = "fit",
       .help = "how the initial picture gets the size: crop, pad or stretch (default crop)",
       .member = &Recipe::fit,
       .name = fit_name,
       .sparse = true,
       .of_one_picture = true},
      {.key = "mask_area",
       .help =
           "what is rendered: whole, or only-masked, what is around the mask, at full size, which "
           "is put back (default whole)",
       .member = &Recipe::mask_area,
       .name = mask_area_name,
       .sparse = true,
       .of_one_picture = true},
      {.key = "mask_padding",
       .help = "pixels around the mask that only-masked sees (default 32)",
       .member = &Recipe::mask_padding,
       .range = limits::mask_padding,
       .sparse = true,
       .of_one_picture = true},
      {.key = "mask_grow",
       .help = "pixels by which the mask grows, or shrinks below 0 (default 0)",
       .member = &Recipe::mask_grow,
       .range = limits::mask_grow,
       .sparse = true,
       .of_one_picture = true},
      {.key = "mask_blur",
       .help = "pixels by which the mask is blurred, which makes it soft (default 0)",
       .member = &Recipe::mask_blur,
       .range = limits::mask_blur,
       .sparse = true,
       .of_one_picture = true},
      {.key = "mask_soft",
       .help = "grey in the mask is changed for that share of the steps (default: a hard edge)",
       .member = &Recipe::mask_soft,
       .sparse = true,
       .of_one_picture = true},
      {.key = "mask_keep",
       .help = "puts what is not masked back just as it was; only-masked does it anyway",
       .member = &Recipe::mask_keep,
       .sparse = true,
       .of_one_picture = true},
      {.key = "outpaint",
       .help = "paints beyond the initial picture: pixels to the left, above, to the right, below",
       .member = NumberList{&Recipe::outpaint, "L,T,R,B", limits::outpaint},
       .multiple = limits::side_multiple,
       .of_one_picture = true},
      {.key = "picture_guidance",
       .help =
           "how closely a model that changes pictures follows the one it is shown (default 1.5)",
       .member = &Recipe::picture_guidance,
       .range = limits::picture_guidance,
       .of_one_picture = true},
      {.key = "mask",
       .help = "where the initial picture is made anew: a picture, white there",
       .member = PictureInput{&RecipeDocument::mask},
       .of_one_picture = true},
      {.key = "control",
       .help = "a ControlNet or T2I adapter and the picture that steers it; may be repeated. "
               "preprocess is canny, scribble, softedge, lineart, tile, threshold, recolour, "
               "shuffle, invert or none; start and end are shares of the steps; none takes a "
               "recipe's away",
       .member = ObjectList{"[{\"model\", \"image\"}, …]",
                            "model=PATH,image=PATH[,preprocess=none][,weight=1][,start=0][,end=1]",
                            controls_to_json, controls_from_json},
       .of_one_picture = true},
      {.key = "init",
       .help = "the picture to start from, PNG, JPEG or WebP, instead of noise alone",
       .member = PictureInput{&RecipeDocument::init},
       .of_one_picture = true},
      {.key = "vae",
       .help = "a VAE in the place of the model's own: an AutoencoderKL or a TAESD, file or folder",
       .member = PictureInput{&RecipeDocument::vae, "PATH"},
       .of_one_picture = true},
      {.key = "unet",
       .help = "a UNet in the place of the model's own, which lends it the rest; file or folder",
       .member = PictureInput{&RecipeDocument::unet, "PATH"},
       .of_one_picture = true},
      {"embeddings",
       "a textual inversion (.safetensors), used where the prompt has the file's name, or a folder "
       "of them; may be repeated. Those in a folder \"embeddings\" beside or inside the model are "
       "found without it",
       ObjectList{"[{\"name\", \"sha256\"}, …]", "PATH", embeddings_to_json, embeddings_from_json},
       {},
       1,
       nullptr,
       "embedding"},
      {"loras",
       "a LoRA (.safetensors) and how strongly it acts on the UNet and on the text encoders "
       "(default 1, as trained), or a folder of them for the prompt's <lora:name:0.8>; may be "
       "repeated. Those in a folder \"loras\" beside the model are found without it",
       ObjectList{"[{\"name\", \"sha256\", \"weight\", \"text_weight\"}, …]",
                  "PATH[:WEIGHT[:TEXT_WEIGHT]]", loras_to_json, loras_from_json},
       {},
       1,
       nullptr,
       "lora"},
      {"init_noise",
       "starting noise, f32 [N,4,h,w] unit normal, instead of the generator's",
       HashedFile{&RecipeDocument::init_noise_sha256, "FILE.npy"},
       {},
       1,
       nullptr,
       {},
       "init_latent"},
  };
  return rows;
}

const RecipeField* find_recipe_field(std::string_view key) {
  const auto fields = recipe_fields();
  const auto found = std::ranges::find_if(fields, [&](const RecipeField& field) {
    return field.key == key || (!field.old_key.empty() && field.old_key == key);
  });
  return found == fields.end() ? nullptr : &*found;
}

void set_from_text(Recipe& recipe, const RecipeField& field, const std::string& text,
                   const ValuePlace& place) {
  store(FromText{{recipe, field}, text}, field, place, "\"" + text + "\"");
}

void set_from_json(Recipe& recipe, const RecipeField& field, const nlohmann::ordered_json& value,
                   const ValuePlace& place) {
  // A big container is not worth printing, and a bad byte must not stop the message.
  const std::string found =
      value.is_structured()
          ? std::string(value.type_name())
          : value.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
  store(FromJson{{recipe, field}, value}, field, place, found);
}

bool RecipeField::is_value() const {
  return !std::holds_alternative<ObjectList>(member) &&
         !std::holds_alternative<HashedFile>(member) &&
         !std::holds_alternative<PictureInput>(member);
}

std::string flag_of(std::string_view key) {
  std::string flag = "--" + std::string(key);
  std::ranges::replace(flag, '_', '-');
  return flag;
}

std::string RecipeField::flag_name() const {
  return flag_of(flag.empty() ? key : flag);
}

void set_from_json(RecipeDocument& document, const RecipeField& field,
                   const nlohmann::ordered_json& value, const ValuePlace& place) {
  if (const auto* list = std::get_if<ObjectList>(&field.member)) {
    list->from_json(document, value, place);
  } else if (const auto* file = std::get_if<HashedFile>(&field.member)) {
    document.*(file->sha256) = sha256_from_json(value, place);
  } else if (const auto* picture = std::get_if<PictureInput>(&field.member)) {
    document.*(picture->file) = input_file_from_json(value, place);
  } else {
    set_from_json(document.recipe, field, value, place);
  }
}

nlohmann::ordered_json field_json(const RecipeDocument& document, const RecipeField& field) {
  if (const auto* list = std::get_if<ObjectList>(&field.member)) {
    nlohmann::ordered_json array = list->to_json(document);
    return array.empty() ? nlohmann::ordered_json() : array;
  }
  if (const auto* file = std::get_if<HashedFile>(&field.member)) {
    const std::string& sha256 = document.*(file->sha256);
    return sha256.empty() ? nlohmann::ordered_json() : nlohmann::ordered_json{{"sha256", sha256}};
  }
  if (const auto* picture = std::get_if<PictureInput>(&field.member)) {
    return input_file_to_json(document.*(picture->file));
  }
  return field_json(document.recipe, field);
}

nlohmann::ordered_json value_json(const Recipe& recipe, const RecipeField& field) {
  return std::visit(ToJson{recipe}, field.member);
}

nlohmann::ordered_json field_json(const Recipe& recipe, const RecipeField& field) {
  nlohmann::ordered_json json = value_json(recipe, field);
  if (field.sparse && json == value_json(Recipe{}, field)) return nullptr;
  return json;
}

void canonicalise_names(Recipe& recipe) {
  try {
    sampler_name(recipe.sampler);
    schedule_name(recipe.schedule);
  } catch (const Error& error) {
    throw Error(error.kind(), say<"{0}.">(error.message()));
  }
  const auto [sampler, schedule] = samplers::find_sampler_and_schedule(recipe.sampler);
  recipe.sampler = sampler->id;
  if (recipe.schedule == "automatic") recipe.schedule = schedule->id;
  recipe.schedule = samplers::find_schedule(recipe.schedule).id;
}

}  // namespace evenlight
