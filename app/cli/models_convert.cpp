#include <fmt/format.h>

#include "app/cli/command.h"
#include "app/cli/flags.h"
#include "app/cli/interrupt.h"
#include "app/cli/notes.h"
#include "app/common/library/convert_model.h"
#include "app/common/library/models.h"

namespace evenlight::cli {
namespace {

class ModelsConvert : public Command {
 public:
  void declare(CLI::App& app) override {
    app.add_option("from,--model", from_, "a file, folder or name")->type_name("FROM")->required();
    app.add_option("to,--output", to_,
                   "what to write: NAME.safetensors, NAME.gguf, or a folder (no suffix)")
        ->type_name("TO")
        ->required();
    text_flag(app, "--type", type_,
              "f32, f16 or bf16; for .gguf also q8_0 and q4_0 (default: as they are, quantised "
              "ones as f16)",
              "TYPE");
    text_flag(app, "--vae", vae_, "a VAE that takes the place of the model's", "PATH");
    text_flag(app, "--unet", unet_, "a UNet that takes the place of the model's", "PATH");
    app.add_flag("--ema", ema_, "the averaged weights that training left beside the others");
    app.add_flag("--force", force_, "overwrite files that exist");
  }

  int run(Console& console) override {
    const Conversion conversion{to_, model_form(to_), type_,
                                force_ ? Overwrite::allow : Overwrite::refuse};
    const auto model = open_model(find_model(from_).path, OpenFor::inspection, {unet_, vae_, ema_});
    Notes notes;
    const InterruptGuard guard;
    const Converted done =
        convert_model(*model, conversion, notes, InterruptGuard::poll("nothing was written"));
    show_notes(notes);
    if (common.json) {
      print_json(console, {{"path", to_}, {"tensors", done.tensors}, {"bytes", done.bytes}});
    } else {
      console.out << fmt::format("{}: {} tensors, {:.1f} MB, read again and compared.\n", to_,
                                 done.tensors, double(done.bytes) / 1e6);
    }
    return 0;
  }

 private:
  std::string from_, to_, type_, vae_, unet_;
  bool ema_ = false;
  bool force_ = false;
};

}  // namespace

std::unique_ptr<Command> make_models_convert() {
  return std::make_unique<ModelsConvert>();
}

}  // namespace evenlight::cli
