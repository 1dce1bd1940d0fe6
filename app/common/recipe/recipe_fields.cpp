#include "app/common/recipe/recipe_fields.h"

#include <algorithm>

#include "app/common/recipe/control_stamps.h"
#include "app/common/recipe/file_stamps.h"
#include "app/common/recipe/recipe_names.h"
#include "samplers/argument_error.h"

namespace evenlight {
namespace {

using Json = nlohmann::ordered_json;
namespace limits = recipe_limits;

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

}  // namespace

std::span<const RecipeField> recipe_fields() {
  static const RecipeField rows[] = {
      {"prompt", "what to paint, with (word:1.2), [a:b:0.5], [a|b], AND, BREAK, {a|b} and __list__",
       &Recipe::prompt},
      {"negative", "what to keep away from", &Recipe::negative},
      {"raw", "no prompt grammar: the text as it is", &Recipe::raw},
      {.key = "emphasis",
       .help =
           "how weights such as (word:1.2) act: original, which keeps the text's mean, no-norm, "
           "ignore, none, which takes the brackets as text, or comfyui (default auto: "
           "original, or comfyui with --like comfyui)",
       .member = &Recipe::emphasis,
       .name = emphasis_name,
       .sparse = true},
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
      {"sigmas",
       "noise levels to visit instead of a schedule's and its number of steps: falling, the last 0",
       SigmaList{&Recipe::sigmas}},
      {"cfg", "how closely to follow the prompt; 1 is no guidance (default 7)", &Recipe::cfg,
       limits::cfg},
      {"cfg_rescale", "0 to 1: keeps strong guidance from over-exposing (default 0)",
       &Recipe::cfg_rescale, limits::cfg_rescale},
      {"cfg_interval", "guidance acts at noise levels LOW to HIGH only, in sigma (default: always)",
       SigmaInterval{&Recipe::cfg_sigma_low, &Recipe::cfg_sigma_high}},
      {.key = "cfg_zero_star",
       .help = "CFG-Zero*: scales the negative prediction to fit the other one (default off)",
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
       .help =
           "takes away only that part of the negative prompt which the prompt does not share; 1 "
           "is usual (default 0: plain)",
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
      {.key = "variation",
       .help = "mixes another seed's noise into the seed's: 0 none of it, 1 nothing else",
       .member = SeedShare{&Recipe::variation_seed, &Recipe::variation_strength},
       .range = limits::variation_strength},
      {.key = "seed_resize",
       .help =
           "starts from the noise of a picture of that size, laid in the middle, so that a seed "
           "keeps its composition at another size",
       .member = NumberList{&Recipe::seed_resize, "WxH", limits::seed_resize},
       .multiple = limits::side_multiple},
      {.key = "eta_noise_seed_delta",
       .help = "is added to the seed for the noise of the steps; A1111 calls it ENSD (default 0: "
               "they go on where the first noise ends)",
       .member = &Recipe::eta_noise_seed_delta,
       .range = limits::seed_delta,
       .sparse = true},
      {.key = "sde_noise",
       .help =
           "what SDE samplers draw: fresh noise at every step, brownian, a path that more steps "
           "only refine, or auto: brownian with --like a1111 or comfyui (default auto)",
       .member = &Recipe::sde_noise,
       .name = sde_noise_name,
       .sparse = true},
      {.key = "like",
       .help = "whose conventions decide what the other settings leave open: evenlight, a1111, "
               "comfyui or diffusers (default evenlight)",
       .member = &Recipe::like,
       .name = like_name,
       .sparse = true},
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
       .help = "decodes the picture in tiles of this many pixels (128 or more), which takes less "
               "memory (default 0: whole, and in tiles only where memory is short)",
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
       .help = "how the picture is enlarged for that: nearest, box, bilinear, bicubic or lanczos "
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
       .help = "how the initial picture is fitted to the size: crop, pad or stretch (default crop)",
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
       .help = "pixels by which the edge of the mask is softened (default 0)",
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
       .help =
           "puts back what is not masked exactly as it was (default off; only-masked always does)",
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
       .member = ObjectList{
           "[{\"model\", \"image\"}, …]",
           "model=PATH,image=PATH[,preprocess=none][,weight=1][,start=0][,end=1]",
           [](const RecipeDocument& document) { return control_form().to_json(document.controls); },
           [](RecipeDocument& document, const Json& value, const ValuePlace& place) {
             document.controls = control_form().from_json(value, place);
           }},
       .of_one_picture = true},
      {.key = "ip_adapter",
       .help = "a picture as a prompt: an IP-Adapter, plain, plus or of faces, and the CLIP "
               "encoder that belongs to it; may be repeated. start and end are shares of the "
               "steps; none takes a recipe's away",
       .member =
           ObjectList{"[{\"model\", \"encoder\", \"image\"}, …]",
                      "model=PATH,encoder=PATH,image=PATH[,weight=1][,start=0][,end=1]",
                      [](const RecipeDocument& document) {
                        return ip_adapter_form().to_json(document.ip_adapters);
                      },
                      [](RecipeDocument& document, const Json& value, const ValuePlace& place) {
                        document.ip_adapters = ip_adapter_form().from_json(value, place);
                      }},
       .of_one_picture = true},
      {.key = "region",
       .help = "a part of the picture with a prompt of its own, white in the mask; the prompt "
               "beside it is for the rest. weight says how much it counts there; may be "
               "repeated, none takes a recipe's away",
       .member = ObjectList{
           "[{\"mask\", \"prompt\"}, …]", "mask=IMAGE,prompt=TEXT[,weight=1]",
           [](const RecipeDocument& document) { return region_form().to_json(document.regions); },
           [](RecipeDocument& document, const Json& value, const ValuePlace& place) {
             document.regions = region_form().from_json(value, place);
           }},
       .of_one_picture = true},
      {.key = "region_mode",
       .help = "how regions are kept apart: latent, where the network is asked about each, or "
               "attention, where it is asked once and each place heeds its own prompt (default "
               "latent)",
       .member = &Recipe::region_mode,
       .name = region_mode_name,
       .sparse = true,
       .of_one_picture = true},
      {.key = "require",
       .help = "what the picture must show, such as faces=1 or sharp>=0.2 (see `evenlight "
               "requirements`); may be repeated, and then all must hold",
       .member =
           ObjectList{"[\"faces=1\", …]", "EXPR", requirements_to_json, requirements_from_json},
       .of_one_picture = true},
      {.key = "tries",
       .help =
           "the most seeds to try for pictures that meet the requirements (default: 10 for each "
           "picture of --guarantee, else as many as pictures)",
       .member = &Recipe::tries,
       .range = limits::tries,
       .sparse = true,
       .of_one_picture = true},
      {.key = "guarantee",
       .help = "goes on until this many pictures meet the requirements or the tries are used up",
       .member = &Recipe::guarantee,
       .range = limits::tries,
       .sparse = true,
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
      {.key = "text_encoder",
       .help = "a text encoder in the place of the model's own (SDXL's first): CLIP or OpenCLIP, "
               "file or folder",
       .member = PictureInput{&RecipeDocument::text_encoder, "PATH"},
       .of_one_picture = true},
      {.key = "text_encoder_2",
       .help = "one in the place of SDXL's second text encoder",
       .member = PictureInput{&RecipeDocument::text_encoder_2, "PATH"},
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

}  // namespace evenlight
