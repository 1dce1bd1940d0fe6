#include "app/common/library/models.h"

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <cmath>

#include "app/cli/command.h"
#include "app/cli/command_words.h"
#include "app/cli/flags.h"
#include "app/common/library/model_hash.h"
#include "engine/base/half.h"
#include "engine/graph/stats.h"
#include "engine/models/clip_text.h"
#include "engine/models/unet.h"
#include "engine/models/vae.h"
#include "engine/weights/config_hash.h"
#include "engine/weights/summary.h"

namespace evenlight::cli {
namespace {

class ModelsInspect : public Command {
 public:
  void declare(CLI::App& app) override {
    app.add_option("model,--model", model_, "a file, folder or name (default: the built-in model)")
        ->type_name("PATH|NAME");
  }

  int run(Console& console) override {
    const auto model = open_model(find_model(model_).path, OpenFor::inspection);
    const ModelSummary summary = summarize(*model);
    auto parts = nlohmann::ordered_json::object();
    for (const auto& [name, part] : summary.parts) {
      parts[name] = {{"tensors", part.tensors}, {"parameters", part.parameters}};
    }
    const nlohmann::ordered_json json = {
        {"family", name_of(summary.family)},
        {"prediction", name_of(summary.prediction)},
        {"zero_terminal_snr", summary.zero_terminal_snr},
        {"dtype", summary.dtype},
        {"format", summary.format},
        {"container", summary.container},
        {"types", summary.types},
        {"parts", parts},
        {"other_tensors", summary.other_tensors},
        {"refusal", summary.refusal ? in_command_words(*summary.refusal) : ""},
        {"sha256", model_sha256(*model)},
        {"config_sha256", config_sha256_of_model(*model)}};
    if (common.json) {
      print_json(console, json);
    } else {
      print_table(console, summary, json["sha256"], json["config_sha256"]);
    }
    return 0;
  }

 private:
  static void print_table(Console& console, const ModelSummary& summary, const std::string& sha256,
                          const std::string& config_sha256) {
    console.out << fmt::format("family      {}\nprediction  {}{}\nstored as   {}, {}\n",
                               name_of(summary.family), name_of(summary.prediction),
                               summary.zero_terminal_snr ? ", zero terminal SNR" : "",
                               summary.format, summary.dtype);
    console.out << fmt::format("files       {}:", summary.container);
    for (const auto& [type, parameters] : summary.types) {
      console.out << fmt::format(" {} {:.2f} M", type, double(parameters) / 1e6);
    }
    console.out << "\n";
    for (const auto& [name, part] : summary.parts) {
      console.out << fmt::format("{:<12}{} tensors, {:.2f} M parameters\n", name, part.tensors,
                                 double(part.parameters) / 1e6);
    }
    console.out << "sha256      " << sha256 << "\n";
    if (!config_sha256.empty()) console.out << "its configs " << config_sha256 << "\n";
    if (summary.refusal) {
      console.out << "It " << in_command_words(*summary.refusal) << ".\n";
    }
  }

  std::string model_;
};

// Throws Error(input) if a value is NaN or infinite. `file`: where it lies.
void check_finite_weight(const HostWeight& weight, const std::string& name,
                         const std::filesystem::path& file) {
  const auto at = [&](size_t i) {
    if (weight.dtype == DType::f32) {
      return reinterpret_cast<const float*>(weight.bytes.data())[i];
    }
    const uint16_t bits = reinterpret_cast<const uint16_t*>(weight.bytes.data())[i];
    return weight.dtype == DType::f16 ? f16_to_f32(bits) : bf16_to_f32(bits);
  };
  const size_t count = weight.bytes.size() / size_of(weight.dtype);
  for (size_t i = 0; i < count; ++i) {
    if (!std::isfinite(at(i))) {
      throw Error(ErrorKind::input,
                  fmt::format("{}: the weight {} holds a value that is not finite (number {}); get "
                              "the model again.",
                              file.string(), name, i));
    }
  }
}

class ModelsVerify : public Command {
 public:
  void declare(CLI::App& app) override {
    app.add_option("model,--model", model_, "a file, folder or name (default: the built-in model)")
        ->type_name("PATH|NAME");
  }

  int run(Console& console) override {
    const auto model = open_model(find_model(model_).path);
    const ModelConfigs& configs = model->configs();
    uint64_t weights = 0;
    uint64_t parameters = 0;
    // The smallest size that every level of the UNet can halve.
    const int64_t side = int64_t{1} << configs.unet.levels.size();
    std::vector<Graph> graphs;
    for (const TextConfig* text : configs.text_encoders()) {
      graphs.push_back(trace_clip_text(*text, 1));
    }
    graphs.push_back(trace_unet(configs.unet, {1, side, side, configs.text.max_positions}));
    graphs.push_back(trace_vae_decoder(configs.vae, 1, side, side));
    // Pictures are made without it, so a model may lack it, but not parts of it.
    Graph encoder =
        trace_vae_encoder(configs.vae, 1, side * configs.vae.scale(), side * configs.vae.scale());
    const bool has_encoder = std::ranges::any_of(
        weight_census(encoder),
        [&](const WeightPart& part) { return model->index().contains(part.name); });
    if (has_encoder) graphs.push_back(std::move(encoder));
    for (const Graph& graph : graphs) {
      for (const WeightPart& part : weight_census(graph)) {
        const HostWeight weight = model->get(part.name, part.shape);
        check_finite_weight(weight, part.name, model->index().at(part.name).file->path());
        model->release(weight);
        parameters += uint64_t(part.shape.count());
        ++weights;
      }
    }
    load_tokenizer(*model);
    const std::string sha256 = model_sha256(*model);
    if (common.json) {
      print_json(console, {{"ok", true},
                           {"weights", weights},
                           {"parameters", parameters},
                           {"vae_encoder", has_encoder},
                           {"sha256", sha256}});
    } else {
      console.out << fmt::format(
          "{} weights, {} parameters: all there, of the right shape, "
          "finite.{}\n",
          weights, parameters, has_encoder ? "" : " It has no VAE encoder.");
    }
    return 0;
  }

 private:
  std::string model_;
};

}  // namespace

std::unique_ptr<Command> make_models_inspect() {
  return std::make_unique<ModelsInspect>();
}
std::unique_ptr<Command> make_models_verify() {
  return std::make_unique<ModelsVerify>();
}

}  // namespace evenlight::cli
