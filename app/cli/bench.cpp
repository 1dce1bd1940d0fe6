#include "engine/pipeline/bench.h"

#include <fmt/format.h>

#include <chrono>
#include <thread>

#include "app/cli/command.h"
#include "app/cli/flags.h"
#include "app/cli/interrupt.h"
#include "app/cli/peak_memory.h"
#include "app/cli/recipe_flags.h"
#include "app/common/library/memory_check.h"
#include "app/common/library/models.h"
#include "engine/pipeline/pipeline.h"

namespace evenlight::cli {
namespace {

using Json = nlohmann::ordered_json;

struct Peak {
  double flops = 0;  // a second
  std::string method;
};

// Everything that was measured.
struct Report {
  DeviceChoice choice;
  int threads = 0;  // 0 on a GPU
  Estimate needs;
  double load_seconds = 0;
  Peak peak;
  BenchTimes times;

  struct Row {
    const char* key;
    const char* name;
    const PartTime& time;
  };
  std::vector<Row> rows() const {
    return {{"text", "text encoder", times.text},
            {"unet_step", "UNet step, batch 2", times.unet_step},
            {"vae_decode", "VAE decoder", times.vae_decode}};
  }
  double share_of_peak(const PartTime& part) const {
    return part.executed / part.seconds / peak.flops;
  }
};

class BenchVerb : public Command {
 public:
  void declare(CLI::App& app) override {
    text_flag(app, "--model", model_,
              "a file, diffusers folder or name (default: the built-in one)", "PATH|NAME");
    number_flag<int64_t>(app, "--width", width_, 8, 8192, "pixels (default: the model's own size)");
    number_flag<int64_t>(app, "--height", height_, 8, 8192,
                         "pixels (default: the model's own size)");
    number_flag(app, "--runs", runs_, 1, 1000, "runs of each part; the median counts (default 3)");
    app.add_flag("--profile", device_.profile, "time every kind of op as well");
    declare_device(app, device_);
  }

  int run(Console& console) override {
    const InterruptGuard guard;
    const Poll poll = InterruptGuard::poll("Interrupted before the measurement was complete.");
    const Report report = measure(poll);
    if (common.json) {
      print_json(console, as_json(report));
    } else {
      print_table(console, report);
    }
    return 0;
  }

 private:
  Report measure(const Poll& poll) const {
    Report report;
    report.choice = choose_device(device_);
    const auto start = std::chrono::steady_clock::now();
    const auto model = open_model(find_model(model_).path);
    const Recipe recipe = size_of_pictures(model->configs());
    report.needs = estimate(recipe, *model, 1, report.choice.device, report.choice.precision);
    require_memory(report.needs.weight_bytes + report.needs.activation_bytes, report.choice.device,
                   available_memory(), say<"{0}x{1}">(recipe.width, recipe.height));
    const auto backend = open_backend(device_);
    Bench bench(*model, model->configs(), *backend, recipe, poll);
    const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - start;
    report.load_seconds = taken.count();
    if (report.choice.device.kind == "cpu") {
      report.threads = device_.threads ? device_.threads
                                       : int(std::max(1u, std::thread::hardware_concurrency()));
    }
    report.peak = measure_peak(*backend, poll);
    report.times = bench.measure(runs_, poll);
    // Once more, as other work may have slowed the first one down.
    report.peak.flops = std::max(report.peak.flops, measure_peak(*backend, poll).flops);
    return report;
  }

  Recipe size_of_pictures(const ModelConfigs& configs) const {
    Recipe recipe;
    const int64_t side = configs.unet.sample_size * configs.vae.scale();
    recipe.width = width_ ? width_ : side;
    recipe.height = height_ ? height_ : side;
    return recipe;
  }

  static Peak measure_peak(Backend& backend, const Poll& poll) {
    if (const auto peak = backend.multiply_add_peak()) {
      return {*peak, "f32 multiply-adds between registers"};
    }
    return {measure_matmul_peak(backend, poll), "a large matrix product on the same backend"};
  }

  static Json as_json(const Report& report) {
    Json json = {{"device", report.choice.device.id},
                 {"precision", name_of(report.choice.precision)},
                 {"threads", report.threads},
                 {"load_seconds", report.load_seconds},
                 {"peak_gflops", report.peak.flops / 1e9},
                 {"peak_measured_by", report.peak.method}};
    for (const auto& [key, name, part] : report.rows()) {
      json[key] = {{"seconds", part.seconds},
                   {"gflop", part.flops / 1e9},
                   {"executed_gflop", part.executed / 1e9},
                   {"gflops", part.flops / part.seconds / 1e9},
                   {"share_of_peak", report.share_of_peak(part)}};
      for (const OpTime& op : part.ops) {
        json[key]["ops"].push_back({{"op", op.op},
                                    {"count", op.count},
                                    {"seconds", op.seconds},
                                    {"gflop", op.flops / 1e9}});
      }
    }
    json["weight_bytes"] = report.needs.weight_bytes;
    json["activation_bytes"] = report.needs.activation_bytes;
    json["peak_memory_bytes"] = peak_memory();
    return json;
  }

  static void print_table(Console& console, const Report& report) {
    console.out << fmt::format("{} ({}), {}", report.choice.device.id, report.choice.device.name,
                               name_of(report.choice.precision));
    if (report.threads) console.out << fmt::format(", {} threads", report.threads);
    console.out << fmt::format("\npeak {:.1f} GFLOP/s, measured with {}\nready after {:.2f} s\n\n",
                               report.peak.flops / 1e9, report.peak.method, report.load_seconds);
    console.out << fmt::format("{:<20}{:>12}{:>12}{:>12}{:>12}{:>10}\n", "part", "seconds", "GFLOP",
                               "executed", "GFLOP/s", "of peak");
    for (const auto& [key, name, part] : report.rows()) {
      console.out << fmt::format("{:<20}{:>12.4f}{:>12.2f}{:>12.2f}{:>12.1f}{:>9.0f}%\n", name,
                                 part.seconds, part.flops / 1e9, part.executed / 1e9,
                                 part.flops / part.seconds / 1e9, 100 * report.share_of_peak(part));
    }
    console.out
        << "GFLOP and GFLOP/s count the model's own work; the share of the peak counts what "
           "was executed.\n";
    constexpr double mib = 1 << 20;
    console.out << fmt::format(
        "\nmemory: {:.0f} MiB at most; {:.0f} MiB of weights, {:.0f} MiB of "
        "activations\n",
        double(peak_memory()) / mib, double(report.needs.weight_bytes) / mib,
        double(report.needs.activation_bytes) / mib);
    for (const auto& [key, name, part] : report.rows()) print_ops(console, name, part);
  }

  static void print_ops(Console& console, const char* name, const PartTime& part) {
    if (part.ops.empty()) return;
    console.out << fmt::format("\n{:<56}{:>7}{:>11}{:>8}{:>11}\n", name, "count", "ms", "share",
                               "GFLOP/s");
    for (const OpTime& op : part.ops) {
      const std::string speed =
          op.flops > 0 ? fmt::format("{:.1f}", op.flops / op.seconds / 1e9) : "";
      console.out << fmt::format("  {:<54}{:>7}{:>11.3f}{:>7.1f}%{:>11}\n", op.op, op.count,
                                 op.seconds * 1e3, 100 * op.seconds / part.seconds, speed);
    }
  }

  DeviceRequest device_;
  std::string model_;
  int64_t width_ = 0;  // 0: the model's own
  int64_t height_ = 0;
  int runs_ = 3;
};

}  // namespace

std::unique_ptr<Command> make_bench() {
  return std::make_unique<BenchVerb>();
}

}  // namespace evenlight::cli
