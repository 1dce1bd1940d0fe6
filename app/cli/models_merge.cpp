#include <fmt/format.h>

#include <cmath>
#include <filesystem>
#include <optional>

#include "app/cli/command.h"
#include "app/cli/console_log.h"
#include "app/cli/flags.h"
#include "app/cli/interrupt.h"
#include "app/cli/notes.h"
#include "app/common/library/convert_model.h"
#include "app/common/library/lora_shelf.h"
#include "app/common/library/merge_models.h"
#include "app/common/library/model_hash.h"
#include "app/common/library/models.h"
#include "engine/lora/weights_with_loras.h"

namespace evenlight::cli {
namespace {

class ModelsMerge : public Command {
 public:
  void declare(CLI::App& app) override {
    app.add_option("models", names_,
                   "one to three files, folders or names: A B makes A·(1−W) + B·W, and A B C makes "
                   "A + (B−C)·W; A alone takes LoRAs")
        ->type_name("A [B [C]]")
        ->expected(1, 3)
        ->required();
    text_flag(app, "--output", to_,
              "what to write: NAME.safetensors, NAME.gguf, or a folder (no suffix)", "TO")
        ->required();
    number_flag<double>(app, "--weight", weight_, -10.0, 10.0,
                        "W, how much of B there is (default 0.5, with a C 1)")
        ->type_name("W");
    app.add_option("--lora", loras_,
                   "a LoRA to bake in, with its weights (default 1); may be repeated")
        ->type_name("PATH[:WEIGHT[:TEXT_WEIGHT]]")
        ->allow_extra_args(false);
    text_flag(app, "--type", type_,
              "f32, f16 or bf16, and what models convert has for the form (default: as A's)",
              "TYPE");
    app.add_flag("--force", force_, "overwrite files that exist");
  }

  int run(Console& console) override {
    if (names_.size() == 1 && loras_.empty()) {
      throw Error(ErrorKind::usage,
                  "models merge: name a second model, or a LoRA to bake in with --lora.");
    }
    std::vector<std::shared_ptr<const ModelWeights>> models;
    for (const std::string& name : names_) models.push_back(open(name));
    const double usual = models.size() == 3 ? 1.0 : 0.5;
    const double weight = std::isnan(weight_) ? usual : weight_;
    std::optional<MergedWeights> merged;
    Notes notes;
    if (models.size() > 1) {
      merged.emplace(*models[0], *models[1], models.size() == 3 ? models[2].get() : nullptr,
                     weight);
      notes = merged->notes();
    }
    const AppliedLoras loras = open_loras(*models[0], notes);
    const WeightSource& sum = merged ? static_cast<const WeightSource&>(*merged) : *models[0];
    const WeightsWithLoras values(*models[0], loras, sum);
    const InterruptGuard guard;
    const Conversion conversion{to_,     model_form(to_),
                                type_,   force_ ? Overwrite::allow : Overwrite::refuse,
                                &values, metadata(models, loras, weight)};
    const Converted done = convert_model(*models[0], conversion, notes,
                                         InterruptGuard::poll("Interrupted; nothing was written."));
    show_notes(notes);
    tell(console, conversion, done);
    return 0;
  }

 private:
  static std::shared_ptr<const ModelWeights> open(const std::string& name) {
    auto model = open_model(find_model(name).path, OpenFor::inspection);
    if (model->index().empty()) {
      throw Error(ErrorKind::input,
                  fmt::format("{} is no checkpoint; a LoRA is baked in with --lora.", name));
    }
    return model;
  }

  AppliedLoras open_loras(const ModelWeights& model, Notes& notes) const {
    AppliedLoras loras;
    for (const std::string& text : loras_) {
      const NamedLora named = named_lora(text);
      const auto file = std::make_shared<const LoraFile>(named.path);
      const LoraMatch match = match_lora(*file, model);
      if (!match.not_in_model.empty()) {
        notes.push_back(say<"Of the LoRA {0}, {1} of {2} layers are not in this model and are left "
                            "out, the first is {3}.">(named.path.stem().string(),
                                                      match.not_in_model.size(), match.layers,
                                                      match.not_in_model.front()));
      }
      const double weight = named.weight.value_or(1.0);
      loras.push_back(
          {file, named.path.stem().string(), weight, named.text_weight.value_or(weight)});
    }
    return loras;
  }

  static std::map<std::string, std::string> metadata(
      const std::vector<std::shared_ptr<const ModelWeights>>& models, const AppliedLoras& loras,
      double weight) {
    std::vector<MergeSource> bases, baked;
    for (const auto& model : models) {
      const std::filesystem::path& path = model->path();
      const auto last = path.has_filename() ? path.filename() : path.parent_path().filename();
      bases.push_back({last.string(), model_sha256(*model)});
    }
    for (const AppliedLora& lora : loras) {
      baked.push_back({lora.name, lora.file->sha256(), lora.weight, lora.text_weight});
    }
    return merge_metadata(bases, baked, weight);
  }

  void tell(Console& console, const Conversion& conversion, const Converted& done) const {
    if (common.json) {
      print_json(
          console,
          {{"path", to_},
           {"tensors", done.tensors},
           {"bytes", done.bytes},
           {"recipe", nlohmann::ordered_json::parse(conversion.metadata.at("sd_merge_recipe"))}});
      return;
    }
    console.out << fmt::format("{}: {} tensors, {:.1f} MB, read again and compared.\n",
                               printable(to_), done.tensors, double(done.bytes) / 1e6);
  }

  std::vector<std::string> names_, loras_;
  std::string to_, type_;
  double weight_ = std::nan("");  // not given
  bool force_ = false;
};

}  // namespace

std::unique_ptr<Command> make_models_merge() {
  return std::make_unique<ModelsMerge>();
}

}  // namespace evenlight::cli
