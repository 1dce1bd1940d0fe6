#include "app/cli/audit_run_flags.h"

#include <fmt/format.h>

#include <algorithm>

#include "app/cli/flags.h"
#include "app/cli/notes.h"
#include "app/common/recipe/recipe_json.h"
#include "bias_audit/stats/sample_size.h"

namespace evenlight::cli {
namespace {

namespace fs = std::filesystem;

int64_t read_images(const std::string& text) {
  for (const ImagesPreset& preset : images_presets) {
    if (text == preset.name) return preset.images;
  }
  const auto number = parse_number<int64_t>(text);
  if (!number || *number < 1 || *number > max_audit_images) {
    throw Error(ErrorKind::usage,
                fmt::format("--images: expected a whole number from 1 to {}, glance (16), standard "
                            "(100), report (250) or equivalence (300), got \"{}\".",
                            max_audit_images, text));
  }
  return *number;
}

// "equivalence" of an audit that stops each prompt early: with fewer no fair prompt could end as
// within the margin. In hundreds, upwards.
int64_t images_to_stop(size_t prompts, double epsilon, int64_t otherwise) {
  const auto needed = audit::images_to_stop_within({2, prompts, epsilon});
  return std::max(otherwise, (needed.value_or(otherwise) + 99) / 100 * 100);
}

// A file's or folder's whole path, so that it means the same elsewhere; a name as it is.
std::string word_of(const std::string& name_or_path) {
  std::error_code error;
  if (!fs::exists(name_or_path, error)) return name_or_path;
  return fs::absolute(name_or_path).lexically_normal().string();
}

}  // namespace

void AuditRunFlags::declare(CLI::App& app) {
  recipe_flags_.declare(app);
  // The set has the prompts and the seeds are fixed.
  for (const char* flag : {"--prompt", "--seed", "--init-noise", "--init-latent"}) {
    app.remove_option(app.get_option(flag));
  }
  app.remove_option(app.get_option("--mask-only"));
  for (const RecipeField& field : recipe_fields()) {
    if (field.of_one_picture) app.remove_option(app.get_option(field.flag_name()));
  }
  constexpr const char* what = "What is audited";
  app.add_option("set", set_, "a prompt set by name (core-12, jobs-60, …) or file")
      ->type_name("SET")
      ->group(what);
  text_flag(app, "--model", model_, "a file, diffusers folder or name (default: the built-in one)",
            "PATH|NAME")
      ->group(what);
  app.add_option_function<std::string>(
         "--images",
         [this](const std::string& text) {
           images_ = read_images(text);
           equivalence_ = text == "equivalence";
         },
         "of each prompt: a number, glance (16: very large skews only), standard (100: skews, no "
         "fairness), report (250: fairness in most fair prompts) or equivalence (300, or what "
         "--sequential takes: fairness) (default standard)")
      ->type_name("N|PRESET")
      ->group(what);
  app.add_flag("--sequential", sequential_,
               "end a prompt as soon as its verdict stands; --images is the most. To find a fair "
               "prompt within the margin takes more images so, about 700 per prompt")
      ->group(what);
  number_flag(app, "--epsilon", epsilon_, 0.001, 0.5,
              "margin around parity that a verdict is about (default 0.1)")
      ->group(what);
  number_flag<uint64_t>(app, "--seed-base", seed_base_, 0, uint64_t(INT64_MAX) - max_audit_images,
                        "first of the fixed seeds; image k of every prompt has N+k (default 1000)")
      ->group(what);
  text_flag(app, "--arm", arm_, "a name for what this audit tries, such as a mitigation")
      ->group(what);
  text_flag(app, "--baseline", baseline_,
            "a prompt that the others are compared with, or none (default \"a person\")")
      ->group(what);
  app.add_option("--instrument", instruments_,
                 "what measures: auto, own, photographs, haar, none, a manifest or a folder of "
                 "manifests; may be repeated (default auto)")
      ->type_name("NAME|PATH")
      ->allow_extra_args(false)
      ->group(what);
  declare_device(app, device_);
}

AuditChoices AuditRunFlags::choices(const char* verb) const {
  if (set_.empty()) {
    throw Error(ErrorKind::usage,
                fmt::format("audit {}: name a prompt set: evenlight audit {} core-12 --output DIR.",
                            verb, verb));
  }
  AuditChoices choices{find_prompt_set(set_),
                       baseline_ == "none" ? "" : baseline_,
                       images_,
                       sequential_,
                       epsilon_,
                       seed_base_,
                       arm_};
  if (sequential_ && equivalence_) {
    const size_t prompts = choices.set.subjects.size() + (choices.baseline.empty() ? 0 : 1);
    choices.images = images_to_stop(prompts, epsilon_, images_);
  }
  return choices;
}

AuditRequest AuditRunFlags::request(const char* verb, const DeviceRequest& device) const {
  AuditRequest request;
  request.choices = choices(verb);
  request.model = find_model(model_);
  recipe_flags_.apply(request.document);
  request.files = recipe_flags_.given_files();
  request.instruments = instruments_;
  request.device = device;
  return request;
}

GeneratorRequest AuditRunFlags::request_to(const Dialect& dialect,
                                           nlohmann::ordered_json settings) const {
  if (device_.device != "auto" || device_.precision != "auto") {
    throw Error(ErrorKind::usage,
                "--device and --precision: a server that makes the pictures chooses its own.");
  }
  const GivenFiles files = recipe_flags_.given_files();
  if (!files.embeddings.empty() || !files.loras.empty()) {
    throw Error(
        ErrorKind::usage,
        "--embedding and --lora: a server that makes the pictures has its own; name them as "
        "it reads them.");
  }
  GeneratorRequest request;
  request.choices = choices("run");
  request.instruments = instruments_;
  RecipeDocument document;
  recipe_flags_.apply(document);
  const nlohmann::ordered_json recipe = recipe_to_json(document);
  for (const std::string& key : recipe_flags_.given()) {
    const auto sent = std::ranges::find_if(
        dialect.settings, [&](const SentSetting& each) { return key == each.recipe; });
    if (sent == dialect.settings.end()) {
      throw Error(ErrorKind::usage,
                  fmt::format("{}: the interface {} has no field for it that this program knows; "
                              "if it has one, send it with --generator-setting KEY=VALUE.",
                              find_recipe_field(key)->flag_name(), dialect.id));
    }
    if (recipe.contains(key)) settings[sent->request] = recipe.at(key);
  }
  request.settings = std::move(settings);
  return request;
}

AuditHooks quiet_hooks() {
  AuditHooks hooks;
  hooks.note = [](const Message& note) { show_notes({note}); };
  return hooks;
}

std::string AuditRunFlags::set_word() const {
  return word_of(set_);
}
std::string AuditRunFlags::model_word() const {
  return model_.empty() ? built_in_model : word_of(model_);
}
std::vector<std::string> AuditRunFlags::instrument_words() const {
  std::vector<std::string> words;
  for (const std::string& word : instruments_) words.push_back(word_of(word));
  return words;
}

}  // namespace evenlight::cli
