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
                       "What the picture shows. (word:1.3) counts more, (word:0.7) less, "
                       "BREAK starts a new thought.")},
    {"negative", FieldGroup::own, QT_TRANSLATE_NOOP("Fields", "Negative prompt"),
     QT_TRANSLATE_NOOP("Fields",
                       "What the picture is kept away from. Has no effect where guidance "
                       "is 1.")},
    {"seed", FieldGroup::own, QT_TRANSLATE_NOOP("Fields", "Seed"),
     QT_TRANSLATE_NOOP("Fields",
                       "Which noise the picture grows from: the same seed and settings "
                       "give the same picture, another seed another one.")},
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
                       "How often the noise is cleaned. More steps give finer pictures "
                       "up to about 30 and take longer.")},
    {"sampler", FieldGroup::basic, QT_TRANSLATE_NOOP("Fields", "Sampler"),
     QT_TRANSLATE_NOOP("Fields",
                       "How a step moves from noise towards the picture. DPM++ 2M needs "
                       "few steps; names with “a” or SDE keep changing with more steps.")},
    {"schedule", FieldGroup::basic, QT_TRANSLATE_NOOP("Fields", "Schedule"),
     QT_TRANSLATE_NOOP("Fields",
                       "Where the steps are spent: Karras and exponential give more of "
                       "them to fine detail.")},
    {"cfg", FieldGroup::basic, QT_TRANSLATE_NOOP("Fields", "Guidance"),
     QT_TRANSLATE_NOOP("Fields",
                       "How closely the picture follows the prompt. Low values are freer "
                       "and softer, high ones harder, more colourful and less varied; 1 "
                       "switches guidance off and halves the time."),
     0.5},
    {"cfg_rescale", FieldGroup::guidance, QT_TRANSLATE_NOOP("Fields", "Rescale"),
     QT_TRANSLATE_NOOP("Fields",
                       "Takes back the glaring contrast of strong guidance; 0.7 is a "
                       "usual value."),
     0.05},
    {"cfg_interval", FieldGroup::guidance, QT_TRANSLATE_NOOP("Fields", "Active between σ"),
     QT_TRANSLATE_NOOP("Fields",
                       "Guidance acts only between these noise levels (σ). Leaving out "
                       "the highest keeps variety, leaving out the lowest saves time.")},
    {"clip_skip", FieldGroup::advanced, QT_TRANSLATE_NOOP("Fields", "Clip skip"),
     QT_TRANSLATE_NOOP("Fields",
                       "Which layer of the text encoder is used, from the end. Some "
                       "models were trained with 2.")},
    {"eta", FieldGroup::advanced, QT_TRANSLATE_NOOP("Fields", "Eta (added noise)"),
     QT_TRANSLATE_NOOP("Fields",
                       "How much new noise each step adds. 0 makes the path repeatable "
                       "and smooth, 1 livelier."),
     0.05},
    {"raw", FieldGroup::advanced, QT_TRANSLATE_NOOP("Fields", "Ignore prompt syntax"),
     QT_TRANSLATE_NOOP("Fields", "Brackets and BREAK are read as text, not as weights.")},
    {"prediction", FieldGroup::advanced, QT_TRANSLATE_NOOP("Fields", "Prediction"),
     QT_TRANSLATE_NOOP("Fields",
                       "What the model was trained to predict. Change it only if "
                       "pictures are brown noise.")},
    {"empty_negative", FieldGroup::advanced, QT_TRANSLATE_NOOP("Fields", "Empty negative prompt"),
     QT_TRANSLATE_NOOP("Fields",
                       "What no negative prompt means. SDXL was mostly trained with zeros in its "
                       "place; some programs encode the empty text.")},
    {"original_width", FieldGroup::advanced, QT_TRANSLATE_NOOP("Fields", "Original width"),
     QT_TRANSLATE_NOOP("Fields",
                       "SDXL only: how wide the picture is said to have been before it was scaled. "
                       "Small numbers make it soft; 0 takes the picture's own.")},
    {"original_height", FieldGroup::advanced, QT_TRANSLATE_NOOP("Fields", "Original height"),
     QT_TRANSLATE_NOOP("Fields",
                       "SDXL only: how high the picture is said to have been before it was scaled. "
                       "Small numbers make it soft; 0 takes the picture's own.")},
    {"crop_left", FieldGroup::advanced, QT_TRANSLATE_NOOP("Fields", "Cropped at the left"),
     QT_TRANSLATE_NOOP("Fields",
                       "SDXL only: how much is said to have been cut off at the left. 0 keeps "
                       "things in the middle.")},
    {"crop_top", FieldGroup::advanced, QT_TRANSLATE_NOOP("Fields", "Cropped at the top"),
     QT_TRANSLATE_NOOP("Fields",
                       "SDXL only: how much is said to have been cut off at the top. 0 keeps "
                       "heads in the picture.")},
    {"target_width", FieldGroup::advanced, QT_TRANSLATE_NOOP("Fields", "Target width"),
     QT_TRANSLATE_NOOP("Fields",
                       "SDXL only: the width that is aimed at; 0 takes the picture's own.")},
    {"target_height", FieldGroup::advanced, QT_TRANSLATE_NOOP("Fields", "Target height"),
     QT_TRANSLATE_NOOP("Fields",
                       "SDXL only: the height that is aimed at; 0 takes the picture's own.")},
    {"aesthetic", FieldGroup::advanced, QT_TRANSLATE_NOOP("Fields", "Aesthetic score"),
     QT_TRANSLATE_NOOP("Fields",
                       "SDXL's refiner only: how well-liked the picture shall be, about 2 to 8."),
     0.5},
    {"negative_aesthetic", FieldGroup::advanced,
     QT_TRANSLATE_NOOP("Fields", "Negative aesthetic score"),
     QT_TRANSLATE_NOOP("Fields",
                       "SDXL's refiner only: how well-liked are the pictures that it keeps away "
                       "from."),
     0.5},
    {"rng", FieldGroup::advanced, QT_TRANSLATE_NOOP("Fields", "Noise generator"),
     QT_TRANSLATE_NOOP("Fields",
                       "Which program's noise a seed means: torch as on a processor, "
                       "philox as on NVIDIA cards.")},
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
  if (field.key == "rng") {
    for (const auto id : samplers::noise_source_names()) {
      choices.push_back({std::string(id), to_qt(id)});
    }
  }
  return choices;
}

}  // namespace evenlight::studio
