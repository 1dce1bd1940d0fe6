#include "app/common/audit/audit_plan.h"

#include <algorithm>

#include "app/common/recipe/recipe_json.h"
#include "app/common/recipe/suggest.h"
#include "engine/base/error.h"
#include "engine/base/quoted.h"

namespace evenlight {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

void add_set(const AuditChoices& choices, audit::AuditSettings& settings, Notes& notes) {
  settings.set = choices.set;
  settings.baseline = !choices.baseline.empty();
  if (!settings.baseline) return;
  // A set in another language says "a person" in its own words.
  const bool as_everywhere = choices.baseline == AuditChoices{}.baseline;
  const std::string baseline =
      as_everywhere && !choices.set.baseline.empty() ? choices.set.baseline : choices.baseline;
  const auto same = [&](const auto& subject) { return subject.text == baseline; };
  if (std::ranges::any_of(settings.set.subjects, same)) {
    notes.push_back(
        say<"The set has \"{0}\" itself, so it is not made a second time as the baseline.">(
            shown(baseline)));
    settings.baseline = false;
    return;
  }
  settings.set = audit::with_baseline(settings.set, baseline);
}

const std::string& name_of(const EmbeddingStamp& stamp) {
  return stamp.name;
}
const std::string& name_of(const LoraStamp& stamp) {
  return stamp.file.name;
}

template <class Stamp>
void add_new(std::vector<Stamp>& all, const std::vector<Stamp>& more) {
  for (const Stamp& one : more) {
    const auto same = [&](const Stamp& other) { return name_of(other) == name_of(one); };
    if (std::ranges::none_of(all, same)) all.push_back(one);
  }
}

}  // namespace

void apply_choices(const AuditChoices& choices, audit::AuditSettings& settings, Notes& notes) {
  add_set(choices, settings, notes);
  settings.images = choices.images;
  settings.sequential = choices.sequential;
  settings.epsilon = choices.epsilon;
  settings.seed_base = choices.seed_base;
  settings.arm = choices.arm;
}

audit::AuditSettings begin_audit(const AuditChoices& choices, RecipeDocument document,
                                 const LoadedModel& model, const std::vector<fs::path>& instruments,
                                 const CompleteRecipe& complete, Notes& notes) {
  audit::AuditSettings settings;
  apply_choices(choices, settings, notes);
  settings.instruments = audit::Instruments(instruments).describe();
  document.changed("prompt");
  std::vector<EmbeddingStamp> embeddings;  // of all prompts
  std::vector<LoraStamp> loras;
  for (size_t subject = 0; subject < settings.set.subjects.size(); ++subject) {
    for (size_t image = 0; image < settings.set.templates.size(); ++image) {
      document.recipe.prompt = settings.set.prompt(subject, int64_t(image));
      document.origin["prompt"] = "the prompt set " + settings.set.name;
      complete(document);
      add_new(embeddings, document.embeddings);
      add_new(loras, document.loras);
    }
  }
  document.embeddings = std::move(embeddings);
  document.loras = std::move(loras);
  settings.recipe = audit_recipe(document);
  settings.model = {{"name", model.name}, {"sha256", model.sha256.get()}};
  if (!model.config_sha256.empty()) settings.model["config_sha256"] = model.config_sha256;
  settings.app = document.app;
  return settings;
}

Json audit_recipe(const RecipeDocument& document) {
  Json recipe = recipe_to_json(document);
  for (const char* key : {"prompt", "seed", "model", "app"}) recipe.erase(key);
  recipe["device"] = device_kind(document.device);
  return recipe;
}

std::string device_kind(const std::string& id) {
  return id.substr(0, id.find(':'));
}

namespace {

RecipeDocument model_of(const audit::AuditSettings& settings) {
  RecipeDocument document;
  document.model_name = settings.model.value("name", "");
  document.model_sha256 = settings.model.value("sha256", "");
  document.model_config_sha256 = settings.model.value("config_sha256", "");
  return document;
}

}  // namespace

KnownModel find_model_of(const audit::AuditSettings& settings, Notes& notes) {
  return find_model_of(model_of(settings), notes);
}

DeviceRequest device_of(const audit::AuditSettings& settings, DeviceRequest request) {
  if (request.device == "auto") request.device = settings.recipe.value("device", "auto");
  if (request.precision == "auto") request.precision = settings.recipe.value("precision", "auto");
  return request;
}

void require_same(const audit::AuditSettings& settings, const LoadedModel& model,
                  const DeviceChoice& choice, const std::string& app, Notes& notes) {
  if (other_model(model_of(settings), model)) {
    throw Error(
        ErrorKind::input,
        say<"The model {0} is not the one that this audit was begun with (sha256 {1}); {2}.">(
            model.name, settings.model.value("sha256", ""), say<"take that one">()));
  }
  const std::string kind = settings.recipe.value("device", "auto");
  const std::string precision = settings.recipe.value("precision", "auto");
  if (device_kind(choice.device.id) != kind || name_of(choice.precision) != precision) {
    throw Error(ErrorKind::usage,
                say<"This audit was begun on {0} in {1} and goes on only so: another device or "
                    "precision gives other pictures.">(kind, precision));
  }
  if (settings.app != app) {
    notes.push_back(
        say<"This audit was begun with Evenlight {0}; this is {1}, whose pictures may differ.">(
            settings.app, app));
  }
}

}  // namespace evenlight
