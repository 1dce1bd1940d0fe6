#include "app/cli/recipe_flags.h"

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include <variant>

#include "app/cli/command_words.h"
#include "app/cli/flags.h"
#include "app/common/library/models.h"
#include "app/common/recipe/control_stamps.h"
#include "app/common/recipe/recipe_fields.h"
#include "app/common/recipe/suggest.h"
#include "engine/base/error.h"
#include "engine/base/quoted.h"
#include "engine/pipeline/recipe_check.h"

namespace evenlight::cli {
namespace {

constexpr const char* group = "The picture";

// What stands after the flag in the help.
std::string type_of(const RecipeField& field) {
  struct Visitor {
    const RecipeField& field;
    std::string operator()(std::string Recipe::*) const { return field.name ? "NAME" : "TEXT"; }
    std::string operator()(bool Recipe::*) const { return ""; }
    std::string operator()(uint64_t Recipe::*) const { return "N"; }
    std::string operator()(int Recipe::*) const { return "N"; }
    std::string operator()(int64_t Recipe::*) const { return "N"; }
    std::string operator()(double Recipe::*) const { return "X"; }
    std::string operator()(std::optional<double> Recipe::*) const { return "X"; }
    std::string operator()(SigmaInterval) const { return "LOW:HIGH"; }
    std::string operator()(SeedShare) const { return "SEED:STRENGTH"; }
    std::string operator()(SigmaList) const { return "A,B,…,0"; }
    std::string operator()(const NumberList& list) const { return std::string(list.form); }
    std::string operator()(const ObjectList& list) const { return std::string(list.file); }
    std::string operator()(HashedFile file) const { return std::string(file.file); }
    std::string operator()(PictureInput input) const { return std::string(input.form); }
  };
  return std::visit(Visitor{field}, field.member);
}

// Takes away what a recipe names; a file of that name is ./none.
constexpr const char* no_file = "none";

bool is_picture(const std::string& key) {
  return std::holds_alternative<PictureInput>(find_recipe_field(key)->member);
}

// Asked for with the help only: what is said there of defaults holds for models that bring none.
std::string defaults_of_models() {
  std::string own;
  try {
    const LoadedModel model = load_model(find_model({}));
    for (const auto& [key, value] : model.recommended.items()) {
      own += fmt::format(" {} {}", flag_of(key),
                         value.is_string() ? value.get<std::string>() : value.dump());
    }
  } catch (const Error&) {
    return {};  // there is none, which is no fault of whoever asks for help
  }
  if (own.empty()) return {};
  return fmt::format(
      "Defaults that a model brings along go before those above; the built-in "
      "model's are{}.",
      own);
}

}  // namespace

void RecipeFlags::declare(CLI::App& app) {
  app.footer(defaults_of_models);
  for (const RecipeField& field : recipe_fields()) {
    if (!field.is_value()) {
      declare_files(app, field);
      continue;
    }
    const std::string flag = field.flag_name();
    const std::string help(field.help);
    if (std::holds_alternative<bool Recipe::*>(field.member)) {
      // --raw=false takes back what a recipe says.
      app.add_flag_function(
             flag,
             [this, &field](int64_t on) {
               values_[std::string(field.key)] = on > 0 ? "true" : "false";
             },
             help)
          ->group(group);
      continue;
    }
    const auto read = [this, &field, flag](const std::string& text) {
      Recipe checked;
      set_from_text(checked, field, text, {ErrorKind::usage, flag});
      values_[std::string(field.key)] = text;
    };
    // A prompt may also stand alone.
    const std::string names = field.key == "prompt" ? "prompt," + flag : flag;
    app.add_option_function<std::string>(names, read, help)
        ->type_name(type_of(field))
        ->group(group);
  }
  // A short word for --mask-area only-masked; not in the help.
  app.add_flag_callback("--mask-only", [this] { values_["mask_area"] = "only-masked"; })->group("");
}

RecipeKeys RecipeFlags::given() const {
  RecipeKeys keys;
  for (const auto& [key, text] : values_) keys.insert(key);
  for (const auto& [key, files] : files_) {
    const bool replaces = is_picture(key) || is_listed_object(key) || key == "require";
    if (!files.empty() && replaces) keys.insert(key);
  }
  return keys;
}

// The files themselves are read by the verb: what a recipe keeps of them is their hash.
void RecipeFlags::declare_files(CLI::App& app, const RecipeField& field) {
  std::vector<std::string>& files = files_[std::string(field.key)];
  const auto declare = [&](const std::string& flag) {
    const std::string help(field.help);
    CLI::Option* option =
        std::holds_alternative<ObjectList>(field.member)
            ? app.add_option(flag, files, help)->allow_extra_args(false)
            : app.add_option_function<std::string>(
                  flag, [&files](const std::string& file) { files = {file}; }, help);
    return option->type_name(type_of(field));
  };
  declare(field.flag_name())->group("Files");
  if (!field.old_key.empty()) declare(flag_of(field.old_key))->group("");  // not in the help
}

const std::vector<std::string>& RecipeFlags::files(const std::string& key) const {
  return files_.at(key);
}

// What makes sense with a picture to start from only, and was not asked for by flag.
void RecipeFlags::forget_start(RecipeDocument& document) const {
  if (!has("strength")) document.recipe.strength.reset();
  if (!has("outpaint")) document.recipe.outpaint.clear();
  if (files("mask").empty()) document.mask = {};
}

void RecipeFlags::apply(RecipeDocument& document) const {
  // A sampler given with its schedule in the name wins over the document's schedule.
  if (has("sampler") && !has("schedule")) document.recipe.schedule = "automatic";
  // As in diffusers: an empty negative prompt that is given is encoded, whatever the model has in
  // the place of none.
  if (has("negative") && values_.at("negative").empty() && !has("empty_negative")) {
    document.recipe.empty_negative = "text";
    document.changed("empty_negative");
  }
  for (const auto& [key, text] : values_) {
    set_from_text(document.recipe, *find_recipe_field(key), text, {ErrorKind::usage, flag_of(key)});
    document.changed(key);
  }
  for (const auto& [key, files] : files_) {
    if (files.empty() || !is_picture(key)) continue;
    const auto input = std::get<PictureInput>(find_recipe_field(key)->member);
    if (files.front() == no_file) {
      document.*(input.file) = {};
      if (key == "init") forget_start(document);
    } else {
      (document.*(input.file)).path = files.front();
    }
  }
  if (const std::vector<std::string>& wanted = files_.at("require"); !wanted.empty()) {
    document.requirements = wanted;
    std::erase(document.requirements, "none");  // only takes the recipe's away
  }
  for (const auto& [key, files] : files_) {
    if (!files.empty() && is_listed_object(key)) set_listed_objects(document, key, files);
  }
}

void declare_device(CLI::App& app, DeviceRequest& request) {
  constexpr const char* where = "Device";
  text_flag(app, "--device", request.device,
            "cpu, vulkan, vulkan:N or auto: a GPU if there is one (default auto)", "ID")
      ->group(where);
  text_flag(app, "--precision", request.precision,
            "auto, f32, bf16 or f16: how numbers are kept (default auto)", "TYPE")
      ->group(where);
  number_flag(app, "--threads", request.threads, 0, 1024, "of the CPU (default 0: all there are)")
      ->group(where);
}

void DeviceFlags::declare(CLI::App& app) {
  declare_device(app, request_);
  device_ = app.get_option("--device");
  precision_ = app.get_option("--precision");
}

namespace {

// Unknown names are errors of the file; known devices that are absent fall back with a warning.
void check_names(const RecipeDocument& document) {
  const auto refuse = [](const char* what, const std::string& name, const char* accepted) {
    throw Error(ErrorKind::input, fmt::format("The recipe names the {} \"{}\"; accepted are {}.",
                                              what, shown(name), accepted));
  };
  if (!document.device.empty() && !is_device_name(document.device)) {
    refuse("device", document.device, "cpu, vulkan, vulkan:N and auto");
  }
  if (!document.precision.empty() && !is_precision_name(document.precision)) {
    refuse("precision", document.precision, "auto, f32, bf16 and f16");
  }
}

}  // namespace

DeviceRequest DeviceFlags::request_for(const RecipeDocument& document) const {
  check_names(document);
  DeviceRequest request = request_;
  const bool device = device_->empty() && !document.device.empty();
  const bool precision = precision_->empty() && !document.precision.empty();
  if (device) request.device = document.device;
  if (precision) request.precision = document.precision;
  if (!device && !precision) return request;
  try {
    const DeviceInfo here = choose_device(request).device;
    if (device && here.kind == "software") {
      spdlog::warn(
          "The recipe's device {} is here {}, which is slow; --device auto chooses another.",
          here.id, here.name);
    }
    return request;
  } catch (const Error& error) {
    spdlog::warn(
        "The recipe's device or precision is not to be had ({}); the picture may differ "
        "a little.",
        in_command_words(error));
    return request_;
  }
}

}  // namespace evenlight::cli
