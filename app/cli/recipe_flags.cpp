#include "app/cli/recipe_flags.h"

#include <variant>

#include "app/cli/flags.h"
#include "app/common/recipe_fields.h"

namespace evenlight::cli {

void RecipeFlags::declare(CLI::App& app) {
  for (const RecipeField& field : recipe_fields()) {
    const std::string flag = flag_of(field.key);
    const std::string help(field.help);
    if (std::holds_alternative<bool Recipe::*>(field.member)) {
      app.add_flag_callback(flag, [this, &field] { values_[std::string(field.key)] = "true"; },
                            help);
      continue;
    }
    const auto read = [this, &field, flag](const std::string& text) {
      Recipe checked;
      set_from_text(checked, field, text, {ErrorKind::usage, flag});
      values_[std::string(field.key)] = text;
    };
    // A prompt may also stand alone.
    const std::string names = field.key == "prompt" ? "prompt," + flag : flag;
    app.add_option_function<std::string>(names, read, help)->type_name("");
  }
}

void RecipeFlags::apply(RecipeDocument& document) const {
  // A sampler given with its schedule in the name wins over the document's schedule.
  if (has("sampler") && !has("schedule")) document.recipe.schedule = "automatic";
  for (const auto& [key, text] : values_) {
    set_from_text(document.recipe, *find_recipe_field(key), text,
                  {ErrorKind::usage, flag_of(key)});
    document.given.insert(key);
  }
}

void declare_device(CLI::App& app, DeviceRequest& request) {
  text_flag(app, "--device", request.device, "cpu, vulkan, vulkan:N or auto (a GPU if there is one)",
            "ID");
  text_flag(app, "--precision", request.precision, "auto, f32, bf16 or f16", "TYPE");
  number_flag(app, "--threads", request.threads, 0, 1024, "of the CPU; 0: as many as there are");
}

}  // namespace evenlight::cli
