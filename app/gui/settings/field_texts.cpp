#include "app/gui/settings/field_texts.h"

#include <QCoreApplication>
#include <algorithm>

#include "samplers/noise.h"
#include "samplers/registry.h"
#include "samplers/schedules.h"

namespace evenlight::studio {
namespace {

struct FieldText {
  std::string_view key;
  FieldGroup group;
  const char* label;
  const char* tooltip;
  double step = 1;
};

constexpr const char* context = "Fields";

// A field that is not here shows up among the advanced ones under its key.
constexpr FieldText texts[] = {
    {"prompt", FieldGroup::own, QT_TRANSLATE_NOOP("Fields", "Prompt"),
     QT_TRANSLATE_NOOP("Fields",
                       "What the picture shows. (word:1.3) counts more, (word:0.7) less; BREAK "
                       "separates parts of the prompt.")},
    {"negative", FieldGroup::own, QT_TRANSLATE_NOOP("Fields", "Negative prompt"),
     QT_TRANSLATE_NOOP("Fields",
                       "What should not be in the picture. Has no effect if guidance is 1.")},
    {"seed", FieldGroup::own, QT_TRANSLATE_NOOP("Fields", "Seed"),
     QT_TRANSLATE_NOOP("Fields",
                       "The noise that the picture starts from: the same seed and settings give "
                       "the same picture.")},
    {"width", FieldGroup::own, QT_TRANSLATE_NOOP("Fields", "Width"),
     QT_TRANSLATE_NOOP("Fields",
                       "In pixels. A model is best near the size it was trained at; "
                       "much wider pictures repeat things.")},
    {"height", FieldGroup::own, QT_TRANSLATE_NOOP("Fields", "Height"),
     QT_TRANSLATE_NOOP("Fields",
                       "In pixels. A model is best near the size it was trained at; "
                       "much taller pictures repeat things.")},
    {"steps", FieldGroup::basic, QT_TRANSLATE_NOOP("Fields", "Steps"),
     QT_TRANSLATE_NOOP("Fields",
                       "How many times noise is removed. More steps give finer pictures, up to "
                       "about 30, and take longer.")},
    {"sampler", FieldGroup::basic, QT_TRANSLATE_NOOP("Fields", "Sampler"),
     QT_TRANSLATE_NOOP("Fields",
                       "How a step moves from noise towards the picture. DPM++ 2M needs "
                       "few steps; names with “a” or SDE keep changing with more steps.")},
    {"schedule", FieldGroup::basic, QT_TRANSLATE_NOOP("Fields", "Schedule"),
     QT_TRANSLATE_NOOP(
         "Fields",
         "How the steps are spread: Karras and exponential spend more of them on fine detail.")},
    {"cfg", FieldGroup::basic, QT_TRANSLATE_NOOP("Fields", "Guidance"),
     QT_TRANSLATE_NOOP("Fields",
                       "How closely the picture follows the prompt. Low values are freer "
                       "and softer, high ones harder, more colourful and less varied; 1 "
                       "switches guidance off and halves the time."),
     0.5},
    {"cfg_rescale", FieldGroup::guidance, QT_TRANSLATE_NOOP("Fields", "Rescale"),
     QT_TRANSLATE_NOOP("Fields", "Softens the harsh contrast of strong guidance; 0.7 is common."),
     0.05},
    {"cfg_interval", FieldGroup::guidance, QT_TRANSLATE_NOOP("Fields", "Active between σ"),
     QT_TRANSLATE_NOOP("Fields",
                       "Guidance acts only between these noise levels (σ). Leaving out "
                       "the highest keeps variety, leaving out the lowest saves time.")},
    {"pag", FieldGroup::guidance, QT_TRANSLATE_NOOP("Fields", "Perturbed attention"),
     QT_TRANSLATE_NOOP("Fields",
                       "Gives firmer shapes, also with low guidance, by steering away from a "
                       "version made without attention. 3 is common; takes half as long again."),
     0.5},
    {"seg", FieldGroup::guidance, QT_TRANSLATE_NOOP("Fields", "Smoothed attention"),
     QT_TRANSLATE_NOOP("Fields",
                       "Like perturbed attention, but gentler: steers away from a version made "
                       "with blurred attention. 3 is common."),
     0.5},
    {"perp_neg", FieldGroup::guidance, QT_TRANSLATE_NOOP("Fields", "Perpendicular negative"),
     QT_TRANSLATE_NOOP("Fields",
                       "Removes only what the negative prompt does not share with the prompt, so "
                       "that both may overlap. 1 is common, 0 is off."),
     0.1},
    {"cfg_zero_star", FieldGroup::guidance,
     QT_TRANSLATE_NOOP("Fields", "Fitted negative (CFG-Zero*)"),
     QT_TRANSLATE_NOOP("Fields",
                       "Scales the negative prediction to fit before guidance: calmer colours at "
                       "high guidance.")},
    {"apg", FieldGroup::guidance, QT_TRANSLATE_NOOP("Fields", "Projected guidance (APG)"),
     QT_TRANSLATE_NOOP("Fields",
                       "Guidance without the part that oversaturates, kept below a limit: eta, "
                       "momentum, limit.")},
    {"dynamic_threshold", FieldGroup::guidance, QT_TRANSLATE_NOOP("Fields", "Dynamic threshold"),
     QT_TRANSLATE_NOOP("Fields",
                       "Keeps strong guidance within the range of a weaker one: the guidance to "
                       "imitate, and the percentile that is kept.")},
    {"freeu", FieldGroup::guidance, QT_TRANSLATE_NOOP("Fields", "FreeU"),
     QT_TRANSLATE_NOOP("Fields",
                       "Weights of the network's own features: two for the backbone, two for the "
                       "skip connections.")},
    {"hires", FieldGroup::own, QT_TRANSLATE_NOOP("Fields", "Second pass"),
     QT_TRANSLATE_NOOP("Fields",
                       "How many times as large, with how many steps and what strength.")},
    {"hires_filter", FieldGroup::own, QT_TRANSLATE_NOOP("Fields", "Enlarged with"),
     QT_TRANSLATE_NOOP("Fields", "The filter that makes the picture larger for the second pass.")},
    {"control", FieldGroup::own, QT_TRANSLATE_NOOP("Fields", "Control network"),
     QT_TRANSLATE_NOOP("Fields", "A ControlNet or T2I adapter, and the picture that steers it.")},
    {"require", FieldGroup::own, QT_TRANSLATE_NOOP("Fields", "Requirements"),
     QT_TRANSLATE_NOOP("Fields", "What every picture must show.")},
    {"tries", FieldGroup::own, QT_TRANSLATE_NOOP("Fields", "Tries"),
     QT_TRANSLATE_NOOP("Fields",
                       "How many seeds are drawn at most to find pictures that meet the "
                       "requirements.")},
    {"guarantee", FieldGroup::own, QT_TRANSLATE_NOOP("Fields", "Guaranteed pictures"),
     QT_TRANSLATE_NOOP("Fields", "How many pictures that meet the requirements are wanted.")},
    {"ip_adapter", FieldGroup::own, QT_TRANSLATE_NOOP("Fields", "Picture prompt"),
     QT_TRANSLATE_NOOP("Fields", "An IP-Adapter, its picture encoder, and the picture to follow.")},
    {"region", FieldGroup::own, QT_TRANSLATE_NOOP("Fields", "Region"),
     QT_TRANSLATE_NOOP("Fields", "A part of the picture with a prompt of its own.")},
    {"region_mode", FieldGroup::own, QT_TRANSLATE_NOOP("Fields", "Regions kept apart by"),
     QT_TRANSLATE_NOOP("Fields",
                       "Latents: every region is computed by itself. Attention: all are computed "
                       "at once, and each place follows its own prompt.")},
    {"init", FieldGroup::own, QT_TRANSLATE_NOOP("Fields", "Initial picture"),
     QT_TRANSLATE_NOOP("Fields", "The picture to start from instead of noise alone.")},
    {"strength", FieldGroup::own, QT_TRANSLATE_NOOP("Fields", "Strength"),
     QT_TRANSLATE_NOOP(
         "Fields",
         "How much of the initial picture is changed: 0.3 keeps most of it, 1 almost nothing."),
     0.05},
    {"fit", FieldGroup::own, QT_TRANSLATE_NOOP("Fields", "Fit"),
     QT_TRANSLATE_NOOP(
         "Fields", "How the initial picture is fitted to the size: cropped, padded or stretched.")},
    {"mask", FieldGroup::own, QT_TRANSLATE_NOOP("Fields", "Mask"),
     QT_TRANSLATE_NOOP("Fields",
                       "A picture that is white where the initial picture is repainted.")},
    {"mask_area", FieldGroup::own, QT_TRANSLATE_NOOP("Fields", "Masked area"),
     QT_TRANSLATE_NOOP("Fields",
                       "What is made: the whole picture, or only the area around the mask at full "
                       "size, which is then put back.")},
    {"mask_padding", FieldGroup::own, QT_TRANSLATE_NOOP("Fields", "Padding around the mask"),
     QT_TRANSLATE_NOOP(
         "Fields",
         "How many pixels around the mask are included when only the masked area is made.")},
    {"mask_grow", FieldGroup::own, QT_TRANSLATE_NOOP("Fields", "Grow the mask"),
     QT_TRANSLATE_NOOP("Fields", "By how many pixels; below 0 shrinks it.")},
    {"mask_blur", FieldGroup::own, QT_TRANSLATE_NOOP("Fields", "Blur the mask"),
     QT_TRANSLATE_NOOP(
         "Fields", "By how many pixels; grey parts are then repainted in some of the steps only.")},
    {"mask_soft", FieldGroup::own, QT_TRANSLATE_NOOP("Fields", "Grey counts in part"),
     QT_TRANSLATE_NOOP("Fields",
                       "Grey parts of the mask are repainted in that share of the steps; otherwise "
                       "half grey and lighter counts as white.")},
    {"mask_keep", FieldGroup::own, QT_TRANSLATE_NOOP("Fields", "Keep the rest untouched"),
     QT_TRANSLATE_NOOP("Fields", "Puts everything outside the mask back exactly as it was.")},
    {"outpaint", FieldGroup::own, QT_TRANSLATE_NOOP("Fields", "Paint beyond the edges"),
     QT_TRANSLATE_NOOP("Fields", "How many pixels to add on the left, top, right and bottom.")},
    {"picture_guidance", FieldGroup::own, QT_TRANSLATE_NOOP("Fields", "Picture guidance"),
     QT_TRANSLATE_NOOP(
         "Fields", "How closely an editing model follows the picture it is given; 1.5 is common."),
     0.1},
    {"clip_skip", FieldGroup::advanced, QT_TRANSLATE_NOOP("Fields", "Clip skip"),
     QT_TRANSLATE_NOOP("Fields",
                       "Which layer of the text encoder is used, counted from the end. Some models "
                       "were trained with 2.")},
    {"eta", FieldGroup::advanced, QT_TRANSLATE_NOOP("Fields", "Eta (added noise)"),
     QT_TRANSLATE_NOOP("Fields",
                       "How much new noise each step adds: 0 adds none, 1 gives more variation."),
     0.05},
    {"raw", FieldGroup::advanced, QT_TRANSLATE_NOOP("Fields", "Ignore prompt syntax"),
     QT_TRANSLATE_NOOP("Fields", "Brackets and BREAK are read as text, not as weights.")},
    {"prediction", FieldGroup::advanced, QT_TRANSLATE_NOOP("Fields", "Prediction"),
     QT_TRANSLATE_NOOP("Fields",
                       "What the model was trained to predict. Change it only if pictures come out "
                       "as brown noise.")},
    {"empty_negative", FieldGroup::advanced, QT_TRANSLATE_NOOP("Fields", "Empty negative prompt"),
     QT_TRANSLATE_NOOP("Fields",
                       "What an empty negative prompt means. SDXL was mostly trained with zeros; "
                       "some programs encode the empty text instead.")},
    {"original_width", FieldGroup::advanced, QT_TRANSLATE_NOOP("Fields", "Original width"),
     QT_TRANSLATE_NOOP("Fields",
                       "SDXL only: the width that the picture is said to have had before scaling. "
                       "Small values make it soft; 0 uses the picture's own.")},
    {"original_height", FieldGroup::advanced, QT_TRANSLATE_NOOP("Fields", "Original height"),
     QT_TRANSLATE_NOOP("Fields",
                       "SDXL only: the height that the picture is said to have had before scaling. "
                       "Small values make it soft; 0 uses the picture's own.")},
    {"crop_left", FieldGroup::advanced, QT_TRANSLATE_NOOP("Fields", "Cropped at the left"),
     QT_TRANSLATE_NOOP(
         "Fields",
         "SDXL only: how much is said to be cut off at the left. 0 keeps things centred.")},
    {"crop_top", FieldGroup::advanced, QT_TRANSLATE_NOOP("Fields", "Cropped at the top"),
     QT_TRANSLATE_NOOP(
         "Fields",
         "SDXL only: how much is said to be cut off at the top. 0 keeps heads in the picture.")},
    {"target_width", FieldGroup::advanced, QT_TRANSLATE_NOOP("Fields", "Target width"),
     QT_TRANSLATE_NOOP("Fields", "SDXL only: the target width; 0 uses the picture's own.")},
    {"target_height", FieldGroup::advanced, QT_TRANSLATE_NOOP("Fields", "Target height"),
     QT_TRANSLATE_NOOP("Fields", "SDXL only: the target height; 0 uses the picture's own.")},
    {"refiner", FieldGroup::own, QT_TRANSLATE_NOOP("Fields", "Refiner"),
     QT_TRANSLATE_NOOP("Fields", "The model that walks the last steps.")},
    {"refiner_start", FieldGroup::advanced, QT_TRANSLATE_NOOP("Fields", "Refiner from"),
     QT_TRANSLATE_NOOP("Fields", "The share of the steps after which a recipe's refiner goes on."),
     0.05},
    {"vae_tile", FieldGroup::advanced, QT_TRANSLATE_NOOP("Fields", "Decoded in tiles of"),
     QT_TRANSLATE_NOOP("Fields",
                       "In pixels, from 128: a large picture then takes less memory. 0 decodes it "
                       "whole, unless the memory would not do.")},
    {"aesthetic", FieldGroup::advanced, QT_TRANSLATE_NOOP("Fields", "Aesthetic score"),
     QT_TRANSLATE_NOOP("Fields",
                       "SDXL's refiner only: how pleasing the picture should be, about 2 to 8."),
     0.5},
    {"negative_aesthetic", FieldGroup::advanced,
     QT_TRANSLATE_NOOP("Fields", "Negative aesthetic score"),
     QT_TRANSLATE_NOOP("Fields", "SDXL's refiner only: how pleasing the pictures to avoid are."),
     0.5},
    {"sigmas", FieldGroup::own, QT_TRANSLATE_NOOP("Fields", "Noise levels (σ)"),
     QT_TRANSLATE_NOOP("Fields", "The noise levels that the steps visit instead of a schedule's.")},
    {"variation", FieldGroup::advanced, QT_TRANSLATE_NOOP("Fields", "Variation"),
     QT_TRANSLATE_NOOP("Fields",
                       "Mixes the noise of another seed into the picture's: small shares give a "
                       "slightly different picture, 1 gives the other seed's."),
     0.05},
    {"seed_resize", FieldGroup::own, QT_TRANSLATE_NOOP("Fields", "Seed of another size"),
     QT_TRANSLATE_NOOP("Fields",
                       "The size of the picture whose noise is laid in the middle, so that a seed "
                       "keeps its composition.")},
    {"eta_noise_seed_delta", FieldGroup::advanced,
     QT_TRANSLATE_NOOP("Fields", "Seed offset of the steps (ENSD)"),
     QT_TRANSLATE_NOOP("Fields",
                       "Is added to the seed for the noise that steps add. Only needed to match "
                       "pictures of other programs, which often have 31337.")},
    {"sde_noise", FieldGroup::advanced, QT_TRANSLATE_NOOP("Fields", "Noise of SDE samplers"),
     QT_TRANSLATE_NOOP("Fields",
                       "Brownian noise belongs to the seed: more steps then refine a picture "
                       "instead of changing it.")},
    {"emphasis", FieldGroup::advanced, QT_TRANSLATE_NOOP("Fields", "Weights in the prompt"),
     QT_TRANSLATE_NOOP("Fields",
                       "How (word:1.2) acts: with the mean of the text kept, without that, not at "
                       "all, as plain brackets, or as in ComfyUI.")},
    {"like", FieldGroup::advanced, QT_TRANSLATE_NOOP("Fields", "Follow the habits of"),
     QT_TRANSLATE_NOOP("Fields",
                       "Rounding, noise and schedules are done as in that program, so that its "
                       "recipes give the same picture here.")},
    {"rng", FieldGroup::advanced, QT_TRANSLATE_NOOP("Fields", "Noise generator"),
     QT_TRANSLATE_NOOP(
         "Fields",
         "How noise is made from the seed: torch as on processors, philox as on NVIDIA cards. "
         "Choose what the program uses whose pictures you want to match.")},
};

const FieldText* find_text(const RecipeField& field) {
  const auto* found = std::ranges::find(texts, field.key, &FieldText::key);
  return found == std::end(texts) ? nullptr : found;
}

template <class Rows>
std::vector<Choice> choices_from(const Rows& rows) {
  std::vector<Choice> choices;
  for (const auto& row : rows) choices.push_back({std::string(row.id), to_qt(row.name)});
  return choices;
}

}  // namespace

QString label_of(const RecipeField& field) {
  const FieldText* text = find_text(field);
  return text ? QCoreApplication::translate(context, text->label) : to_qt(field.key);
}

QString tooltip_of(const RecipeField& field) {
  const FieldText* text = find_text(field);
  return text ? QCoreApplication::translate(context, text->tooltip) : to_qt(field.help);
}

FieldGroup group_of(const RecipeField& field) {
  const FieldText* text = find_text(field);
  return text ? text->group : FieldGroup::advanced;
}

double step_of(const RecipeField& field) {
  const FieldText* text = find_text(field);
  return text ? text->step : 1;
}

std::vector<Choice> choices_of(const RecipeField& field) {
  if (field.key == "sampler") return choices_from(samplers::samplers());
  if (field.key == "schedule") {
    auto schedules = choices_from(samplers::schedules());
    for (Choice& choice : schedules) {
      if (choice.id == "automatic")
        choice.text = QCoreApplication::translate("Fields", "Automatic");
    }
    return schedules;
  }
  std::vector<Choice> choices;
  if (field.key == "prediction") {
    choices = {{"auto", QCoreApplication::translate("Fields", "Automatic")},
               {"epsilon", QCoreApplication::translate("Fields", "Noise (epsilon)")},
               {"v", QCoreApplication::translate("Fields", "Velocity (v)")}};
  }
  if (field.key == "empty_negative") {
    choices = {{"auto", QCoreApplication::translate("Fields", "Automatic")},
               {"text", QCoreApplication::translate("Fields", "The empty text")},
               {"zeros", QCoreApplication::translate("Fields", "Zeros")}};
  }
  if (field.key == "sde_noise") {
    choices = {{"auto", QCoreApplication::translate("Fields", "Automatic")},
               {"fresh", QCoreApplication::translate("Fields", "Fresh at every step")},
               {"brownian", QCoreApplication::translate("Fields", "Brownian")}};
  }
  if (field.key == "emphasis") {
    choices = {{"auto", QCoreApplication::translate("Fields", "Automatic")},
               {"original", QCoreApplication::translate("Fields", "Mean kept")},
               {"no-norm", QCoreApplication::translate("Fields", "Mean not kept")},
               {"ignore", QCoreApplication::translate("Fields", "Ignored")},
               {"none", QCoreApplication::translate("Fields", "Brackets as text")},
               {"comfyui", "ComfyUI"}};
  }
  if (field.key == "like") {
    choices = {{"evenlight", "Evenlight"},
               {"a1111", "AUTOMATIC1111"},
               {"comfyui", "ComfyUI"},
               {"diffusers", "diffusers"}};
  }
  if (field.key == "fit") {
    choices = {{"crop", QCoreApplication::translate("Fields", "Cropped")},
               {"pad", QCoreApplication::translate("Fields", "Padded")},
               {"stretch", QCoreApplication::translate("Fields", "Stretched")}};
  }
  if (field.key == "mask_area") {
    choices = {{"whole", QCoreApplication::translate("Fields", "Whole picture")},
               {"only-masked", QCoreApplication::translate("Fields", "Around the mask")}};
  }
  if (field.key == "region_mode") {
    choices = {{"latent", QCoreApplication::translate("Fields", "Latents")},
               {"attention", QCoreApplication::translate("Fields", "Attention")}};
  }
  if (field.key == "rng") {
    for (const auto id : samplers::noise_source_names()) {
      choices.push_back({std::string(id), to_qt(id)});
    }
  }
  return choices;
}

}  // namespace evenlight::studio
