#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include "app/cli/audit_run_flags.h"
#include "app/cli/flags.h"
#include "app/cli/slurm.h"
#include "app/common/audit/run_command.h"
#include "app/common/files/atomic_file.h"
#include "app/common/files/process.h"
#include "app/common/recipe/suggest.h"
#include "bias_audit/data/whole_file.h"
#include "bias_audit/data/words.h"
#include "bias_audit/measure/runner.h"
#include "engine/base/quoted.h"

namespace evenlight::cli {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

class AuditMerge : public Command {
 public:
  void declare(CLI::App& app) override {
    app.add_option("shards", shards_, "the folders of every shard of one audit")->type_name("DIR…");
    text_flag(app, "--output", output_, "a new folder for the whole", "DIR");
    app.add_flag("--no-report", no_report_, "leave out report.html, .pdf, .json and .csv");
  }

  int run(Console& console) override {
    if (shards_.empty() || output_.empty()) {
      throw Error(ErrorKind::usage,
                  "audit merge: name the folders of the shards and a new one with --output DIR.");
    }
    audit::merge_audits({shards_.begin(), shards_.end()}, output_);
    finish_audit(console, common.json, output_, !no_report_);
    return 0;
  }

 private:
  std::vector<std::string> shards_;
  std::string output_;
  bool no_report_ = false;
};

// Slurm reads these from comment lines, so nothing but plain words may stand there.
CLI::Option* queue_flag(CLI::App& app, const std::string& name, std::string& target,
                        const std::string& help, const std::string& type) {
  const auto read = [&target, name](const std::string& text) {
    const bool plain = std::ranges::all_of(text, [](unsigned char c) {
      return std::isalnum(c) || std::string_view("-_:.,=").find(char(c)) != std::string_view::npos;
    });
    if (!plain || text.empty()) {
      throw Error(ErrorKind::usage,
                  fmt::format("{}: expected letters, digits and -_:.,= only, got \"{}\".", name,
                              shown(text)));
    }
    target = text;
  };
  return app.add_option_function<std::string>(name, read, help)->type_name(type);
}

class AuditPlanVerb : public Command {
 public:
  void declare(CLI::App& app) override {
    flags_.declare(app);
    constexpr const char* group = "The cluster";
    number_flag<int64_t>(app, "--shards", request_.shards, 1, 100000, "tasks of the array")
        ->group(group);
    text_flag(app, "--output", output_,
              "a folder that every node sees: scripts, shards and the whole go there", "DIR")
        ->group(group);
    number_flag<int64_t>(app, "--cpus", request_.cpus, 1, 4096, "CPUs a task (default 1)")
        ->group(group);
    queue_flag(app, "--memory", request_.memory, "a task, such as 4G", "SIZE")->group(group);
    queue_flag(app, "--time", request_.time, "a task's limit, such as 02:00:00", "TIME")
        ->group(group);
    queue_flag(app, "--partition", request_.partition, "the queue", "NAME")->group(group);
    queue_flag(app, "--gres", request_.gres, "such as gpu:1", "LIST")->group(group);
    text_flag(app, "--program", request_.program,
              "how the nodes call Evenlight (default: this program's path)", "PATH")
        ->group(group);
    app.add_flag("--force", force_, "overwrite scripts that exist")->group(group);
  }

  int run(Console& console) override {
    if (output_.empty()) {
      throw Error(ErrorKind::usage,
                  "audit plan: give a folder that every node sees, --output DIR.");
    }
    resolve_device();
    const AuditPlan plan = resolve();
    require_work_for_all(plan.settings);
    const fs::path folder = fs::absolute(output_).lexically_normal();
    if (request_.program.empty()) request_.program = program_path().string();
    std::string command = command_of(plan.settings);
    std::string instruments;
    for (const std::string& word : flags_.instrument_words()) {
      instruments += " --instrument " + shell_word(word);
    }
    command += instruments + " --no-report";
    const std::string where = " --model " + shell_word(flags_.model_word()) + instruments;
    audit::MadeTogether made;
    made.make_folder(folder);
    const auto write = [&](const char* name, const std::string& text) {
      const fs::path path = folder / name;
      made.expect(path);
      write_script(path, text);
      return path.string();
    };
    const auto array =
        write("array.sbatch", slurm_array_script(request_, command, where, folder.string()));
    const auto merge = write("merge.sbatch", slurm_merge_script(request_, folder.string()));
    const auto submit = write("submit.sh", slurm_submit_script(folder.string()));
    made.keep();
    const auto images = int64_t(plan.settings.set.subjects.size()) * plan.settings.images;
    print(console, {{"script", array},
                    {"merge_script", merge},
                    {"submit_script", submit},
                    {"shards", request_.shards},
                    {"images", images}});
    return 0;
  }

 private:
  // Shards that were made on other devices or in other precisions could not be merged, so every
  // task is told which, and refuses in its first second on a node that has it not.
  void resolve_device() {
    device_ = flags_.device();
    if (device_.device == "auto") {
      if (request_.gres.find("gpu") != std::string::npos) {
        throw Error(ErrorKind::usage,
                    "audit plan: say which device the nodes compute on, --device vulkan or cuda; "
                    "shards of different ones cannot be merged.");
      }
      device_.device = "cpu";
    }
    if (device_.precision == "auto") {
      device_.precision = device_kind(device_.device) == "cpu" ? "f32" : "f16";
    }
  }

  // A sequential audit is parted by prompts, which decide when they end.
  void require_work_for_all(const audit::AuditSettings& settings) const {
    const auto prompts = int64_t(settings.set.subjects.size());
    if (!settings.sequential || request_.shards <= prompts) return;
    throw Error(ErrorKind::usage,
                fmt::format("--shards: a sequential audit of {} has work for {} at most.",
                            audit::counted(prompts, "prompt", "prompts"),
                            audit::counted(prompts, "task", "tasks")));
  }

  // The nodes have the device that was asked for; this machine need not.
  AuditPlan resolve() const {
    try {
      choose_device(device_);
    } catch (const Error& error) {
      if (error.kind() != ErrorKind::device) throw;
    }
    DeviceRequest here;
    here.device = "cpu";
    PictureSession pictures;
    AuditPlan plan = AuditSession(pictures, quiet_hooks()).plan(flags_.request("plan", here));
    plan.settings.recipe["device"] = device_.device;
    plan.settings.recipe["precision"] = device_.precision;
    return plan;
  }

  // Every node must make the pictures that were asked for.
  std::string command_of(const audit::AuditSettings& settings) const {
    const RunCommand command = run_command(settings, flags_.set_word(), flags_.model_word());
    for (const std::string& need : command.needs) spdlog::warn("Every node needs {} too.", need);
    return command.text;
  }

  void write_script(const fs::path& path, const std::string& text) const {
    const auto* bytes = reinterpret_cast<const unsigned char*>(text.data());
    write_file_atomically(path, {bytes, text.size()},
                          force_ ? Overwrite::allow : Overwrite::refuse);
  }

  void print(Console& console, const Json& json) const {
    if (common.json) return print_json(console, json);
    console.out << fmt::format(
        "{}\n{}\n{}\n{} in {}; `bash {}` submits both jobs, and the whole will be in "
        "{}.\n",
        json.at("script").get<std::string>(), json.at("merge_script").get<std::string>(),
        json.at("submit_script").get<std::string>(),
        audit::counted(json.at("images").get<int64_t>(), "image", "images"),
        audit::counted(request_.shards, "task", "tasks"),
        json.at("submit_script").get<std::string>(),
        (fs::absolute(output_).lexically_normal() / "audit").string());
  }

  AuditRunFlags flags_;
  ClusterRequest request_;
  DeviceRequest device_;
  std::string output_;
  bool force_ = false;
};

}  // namespace

std::unique_ptr<Command> make_audit_merge() {
  return std::make_unique<AuditMerge>();
}
std::unique_ptr<Command> make_audit_plan() {
  return std::make_unique<AuditPlanVerb>();
}

}  // namespace evenlight::cli
