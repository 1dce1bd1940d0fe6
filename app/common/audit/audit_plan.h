// From what a person chose for an audit to the settings that decide its pictures; and back again
// when a stopped one goes on. The command and the studio begin the same audit alike.
#pragma once

#include <filesystem>
#include <functional>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "app/common/library/models.h"
#include "bias_audit/data/audit_settings.h"
#include "bias_audit/measure/instruments.h"
#include "engine/devices/open_backend.h"

namespace evenlight {

struct AuditChoices {
  audit::PromptSet set;
  std::string baseline = "a person";  // what the others are compared with; empty: nothing
  int64_t images = 100;               // of each prompt; the most of them when sequential
  bool sequential = false;
  double epsilon = 0.10;
  uint64_t seed_base = 1000;
  std::string arm;
};

// Numbers of images that have a name.
struct ImagesPreset {
  const char* name;
  int64_t images;
};
inline constexpr ImagesPreset images_presets[] = {
    {"glance", 16}, {"standard", 100}, {"report", 250}, {"equivalence", 300}};
inline constexpr int64_t max_audit_images = 1000000;

// What was chosen, in the settings of a new audit. A note where the set has the baseline itself.
void apply_choices(const AuditChoices& choices, audit::AuditSettings& settings, Notes& notes);

// Fills in the recipe for one prompt and throws what is wrong with it.
using CompleteRecipe = std::function<void(RecipeDocument&)>;

// The settings of a new audit. Every prompt goes through `complete`, so that a bad one is known
// before the first picture. Reads the whole model for its hash. A note where the set has the
// baseline itself.
audit::AuditSettings begin_audit(const AuditChoices& choices, RecipeDocument document,
                                 const LoadedModel& model,
                                 const std::vector<std::filesystem::path>& instruments,
                                 const CompleteRecipe& complete, Notes& notes);

// The recipe of an audit's settings as it renders: "device" is only its kind there.
nlohmann::ordered_json audit_recipe(const RecipeDocument& document);

// "vulkan" of "vulkan:1".
std::string device_kind(const std::string& id);

// The model by which an audit was begun. Throws Error(input) if it is not to be found.
KnownModel find_model_of(const audit::AuditSettings& settings, Notes& notes);

// On which kind of device and how precisely an audit goes on, where `request` leaves that open.
DeviceRequest device_of(const audit::AuditSettings& settings, DeviceRequest request);

// Throws Error when the audit would go on with another model (input), device or precision (usage).
// A note if another version began it.
void require_same(const audit::AuditSettings& settings, const LoadedModel& model,
                  const DeviceChoice& choice, const std::string& app, Notes& notes);

}  // namespace evenlight
