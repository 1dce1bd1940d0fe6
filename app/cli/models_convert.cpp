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
              "f32, f16 or bf16; fp8 for .safetensors and folders (VAE and norms stay f16); q8_0 "
              "and q4_0 for .gguf (default: as they are, 8-bit and quantised ones as f16)",
              "TYPE");
    text_flag(app, "--vae", vae_, "a VAE that takes the place of the model's", "PATH");
    text_flag(app, "--unet", unet_, "a UNet that takes the place of the model's", "PATH");
    text_flag(app, "--text-encoder", text_encoder_,
              "a text encoder that takes the place of the model's (SDXL's first)", "PATH");
    text_flag(app, "--text-encoder-2", text_encoder_2_, "one that takes the place of SDXL's second",
              "PATH");
    app.add_flag("--ema", ema_, "take the averaged (EMA) weights that training left in the file");
    app.add_flag("--force", force_, "overwrite files that exist");
  }

  int run(Console& console) override {
    const Conversion conversion{to_, model_form(to_), type_,
                                force_ ? Overwrite::allow : Overwrite::refuse};
    const auto model = open_model(find_model(from_).path, OpenFor::inspection,
                                  {unet_, vae_, ema_, text_encoder_, text_encoder_2_});
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
  std::string from_, to_, type_, vae_, unet_, text_encoder_, text_encoder_2_;
  bool ema_ = false;
  bool force_ = false;
};

}  // namespace

std::unique_ptr<Command> make_models_convert() {
  return std::make_unique<ModelsConvert>();
}

}  // namespace evenlight::cli
