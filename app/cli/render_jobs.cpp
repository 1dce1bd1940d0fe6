#include "app/cli/render_jobs.h"

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <map>
#include <utility>

#include "app/cli/command_words.h"
#include "app/cli/console_log.h"
#include "app/cli/interrupt.h"
#include "app/cli/notes.h"
#include "app/cli/peak_memory.h"
#include "app/cli/render_search.h"
#include "app/common/files/output_path.h"
#include "app/common/files/png_file.h"
#include "app/common/library/part_files.h"
#include "app/common/recipe/recipe_file.h"
#include "app/common/recipe/recipe_json.h"
#include "engine/base/error.h"
#include "engine/base/json.h"
#include "engine/base/quoted.h"
#include "engine/base/small_file.h"

namespace evenlight::cli {
namespace {

using Json = nlohmann::ordered_json;

constexpr size_t max_png_bytes = size_t(1) << 28;
constexpr size_t max_told_failures = 3;  // one by one

// What lies where a job's picture goes.
enum class Existing { none, same, damaged, other };

class JobRun {
 public:
  JobRun(Console& console, const JobsRequest& request)
      : console_(console),
        request_(request),
        jobs_(read_jobs_file(request.file, request.flags.given())),
        output_check_(request.overwrite) {}

  int run() {
    check_all();
    if (request_.dry_run) return tell_plan();
    if (!skipped_.empty()) {
      spdlog::info("{} of {} jobs were done before and are left out.", skipped_.size(),
                   jobs_.size());
    }
    const InterruptGuard guard;
    const auto start = std::chrono::steady_clock::now();
    Progress progress(console_, request_.style, waiting_.size());
    const auto finish = [&] {
      tell_silent_failures();
      const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - start;
      print_results(console_, request_.json, result_.images, taken.count(), progress, *renderer_,
                    {{"skipped", skipped_}, {"failed", failed_}});
    };
    try {
      for (Job* job : waiting_) {
        if (still_to_do(*job, progress)) render(*job, progress);
      }
    } catch (const Error&) {
      finish();
      throw;
    }
    finish();
    return failed_.empty() ? 0 : static_cast<int>(worst_);
  }

 private:
  // Everything that can be known before the first picture: every line's recipe, model, memory and
  // output.
  void check_all() {
    DistinctFiles outputs;
    for (Job& job : jobs_) {
      try {
        prepare(job);
        if (!outputs.add(job.output)) {
          throw Error(ErrorKind::input,
                      fmt::format("output: another job writes {} too.", shown(job.output)));
        }
      } catch (const Error& error) {
        // Messages about the file's own text carry their place already.
        const std::string what = error.what();
        throw Error(error.kind(), what.starts_with(job.where)
                                      ? error.message()
                                      : say<"{0}: {1}">(job.where, error.message()));
      }
    }
    // Only now: a picture that was done before must not be one that a later job overwrites.
    for (Job& job : jobs_) sort_out(job);
    tell_silent_failures();
  }

  void prepare(Job& job) {
    request_.flags.apply(job.document);
    begin_required(job.document, !request_.flags.files("require").empty());
    if (job.document.recipe.guarantee > 1) {
      throw Error(
          ErrorKind::input,
          fmt::format("{}: guarantee: a job is one picture; give 1 or leave it out.", job.where));
    }
    for (const char* key : {"prompt", "seed"}) {
      if (!job.document.given.contains(key)) {
        throw Error(
            ErrorKind::input,
            fmt::format("{}: {} is missing; a job has prompt, seed and output.", job.where, key));
      }
    }
    KnownModel model = model_of(job.document);
    Notes notes;
    find_parts(model, job.document, notes);
    show_notes(notes);
    models_[&job] = model;
    open(model, device_for(job.document));
    if (request_.model.empty()) require_same_model(job.document, renderer_->model());
    renderer_->complete(job.document);
    renderer_->stamp(job.document);
    static_cast<void>(search_plan(job.document.recipe, 1));
    RequirementsOf(job.document, model);  // each can be measured
    renderer_->require_memory(job.document.recipe, 1);
    job.document.recipe.controls.clear();
    job.document.recipe.ip_adapters.clear();
    job.document.recipe.regions.clear();
    job.document.recipe.start = FromNoise{};  // thousands of pictures would fill the memory
    const Recipe& recipe = job.document.recipe;
    const ValuePlace place = {ErrorKind::input, job.where + ": output"};
    const auto index = size_t(&job - jobs_.data());
    job.output =
        expand_output(job.output, {{recipe.seed}}, recipe.prompt, place, index).front().string();
  }

  // Found once: what a job's recipe says of its model is not looked up again before it is rendered.
  KnownModel model_of(const RecipeDocument& document) {
    if (!request_.model.empty()) return find_model(request_.model);
    const auto [found, first] = found_models_.try_emplace(
        {document.model_name, document.model_sha256, document.model_config_sha256});
    if (!first) return found->second;
    Notes notes;
    found->second = find_model_of(document, notes);
    show_notes(notes);
    return found->second;
  }

  // Throws Error(input) if the model is not any more what it was when the jobs were checked.
  void open_again(const Job& job) {
    open(models_.at(&job), device_for(job.document));
    const LoadedModel& model = renderer_->model();
    if (model_sha256(*model.weights) == job.document.model_sha256 &&
        model.config_sha256 == job.document.model_config_sha256) {
      return;
    }
    throw Error(ErrorKind::input,
                fmt::format("{}: model: {} was changed after the jobs were checked; start again.",
                            job.where, models_.at(&job).path.string()));
  }

  // Asked for once: to look for a GPU takes a while, and what is missing is said once.
  DeviceRequest device_for(const RecipeDocument& document) {
    const std::pair named(document.device, document.precision);
    const auto known = devices_.find(named);
    if (known != devices_.end()) return known->second;
    return devices_.emplace(named, request_.device.request_for(document)).first->second;
  }

  // Consecutive jobs of one model on one device share it.
  void open(const KnownModel& known, const DeviceRequest& device) {
    const std::pair wanted(device.device, device.precision);
    if (renderer_ && known == model_ && (wanted == asked_ || wanted == got_)) return;
    renderer_ = std::make_unique<Renderer>(known, device, request_.files);
    model_ = known;
    asked_ = wanted;
    const DeviceChoice& got = renderer_->choice();
    got_ = {got.device.id, std::string(name_of(got.precision))};
  }

  Existing existing(const Job& job) const {
    std::error_code error;
    if (!std::filesystem::exists(job.output, error)) return Existing::none;
    try {
      const PngContent png =
          read_png_content(read_small_file(job.output, max_png_bytes), job.output);
      const RecipeDocument found =
          recipe_from_json(parse_json(png.text.evenlight, job.output), job.output);
      if (!same_picture(found, job.document)) return Existing::other;
      return png.whole ? Existing::same : Existing::damaged;
    } catch (const Error& problem) {
      spdlog::debug("{}: {}", job.where, problem.what());
      return Existing::other;  // not a picture of ours
    }
  }

  void sort_out(Job& job) {
    const Existing found = existing(job);
    if (found == Existing::same) return skip(job);
    try {
      output_check_.require_writable(job.output, job.where + ": output");
      waiting_.push_back(&job);
    } catch (const Error& error) {
      const Existing now = existing(job);  // another process may have made it just now
      if (now == Existing::same) return skip(job);
      fail(job, now == Existing::none ? error : in_the_way(job, now));
    }
  }

  // Another process may be at work on the same list: what it has done since is done.
  bool still_to_do(const Job& job, Progress& progress) {
    const Existing found = existing(job);
    const bool free = found == Existing::none || request_.overwrite == Overwrite::allow;
    if (found != Existing::same && free) return true;
    progress.left_out();
    if (found == Existing::same) {
      skip(job);
    } else {
      fail(job, in_the_way(job, found));
    }
    return false;
  }

  static Error in_the_way(const Job& job, Existing found) {
    return Error(
        ErrorKind::usage,
        fmt::format(
            "{}: output: {} {}; give --force to overwrite it.", job.where, job.output,
            found == Existing::damaged ? "exists, but is damaged" : "exists with another recipe"));
  }

  void skip(const Job& job) { skipped_.push_back({{"path", job.output}, {"where", job.where}}); }

  void fail(const Job& job, const Error& error) {
    const std::string words = in_command_words(error);
    if (++told_failures_ <= max_told_failures) spdlog::error("{}", words);
    failed_.push_back({{"path", job.output}, {"where", job.where}, {"error", words}});
    worst_ = std::max(worst_, error.kind());  // the later in a job's life, the higher
  }

  // A list of thousands into a folder that is not there is one mistake, not thousands.
  void tell_silent_failures() {
    if (told_failures_ > max_told_failures) {
      spdlog::error(
          "{} of {} jobs cannot be rendered; the first {} are told above, --json lists all.",
          failed_.size(), jobs_.size(), max_told_failures);
    }
    told_failures_ = 0;
  }

  void render(const Job& job, Progress& progress) {
    RenderTask task;
    task.document = job.document;
    task.seeds = {job.document.recipe.seed};
    task.paths = {job.output};
    task.overwrite = request_.overwrite;
    try {
      open_again(job);
      renderer_->session().load_pictures(task.document);
      if (!job.document.requirements.empty()) return render_required_job(job, task, progress);
      renderer_->render(task, progress, InterruptGuard::poll(kept_pictures), result_);
    } catch (const Error& error) {
      // Another process was faster with the same file.
      if (error.kind() == ErrorKind::usage && !still_to_do(job, progress)) return;
      // One bad picture does not stop the others; a device that fails does.
      if (error.kind() != ErrorKind::check) throw;
      fail(job, Error(error.kind(), say<"{0}: {1}">(job.where, error.message())));
    }
  }

  void render_required_job(const Job& job, const RenderTask& task, Progress& progress) {
    const RequirementsOf requirements(task.document, renderer_->session().known());
    const auto path = [&](uint64_t, size_t) { return task.paths.front(); };
    const RequiredTask required{task.document, search_plan(task.document.recipe, 1), path,
                                task.overwrite, 1};
    const RequiredResult done = render_required(required, requirements.get(), *renderer_, progress,
                                                InterruptGuard::poll(kept_pictures), result_);
    if (!done.shortfall) return;
    progress.left_out();
    fail(job, Error(ErrorKind::check, say<"{0}: {1}">(job.where, done.shortfall->message())));
  }

  int tell_plan() const {
    if (request_.json) {
      print_json(console_, {{"jobs", jobs_.size()},
                            {"to_render", waiting_.size()},
                            {"skipped", skipped_},
                            {"failed", failed_}});
    } else {
      console_.out << fmt::format(
          "{} jobs: {} to render, {} done before, {} blocked by other "
          "files\n",
          jobs_.size(), waiting_.size(), skipped_.size(), failed_.size());
    }
    return failed_.empty() ? 0 : static_cast<int>(worst_);
  }

  Console& console_;
  const JobsRequest& request_;
  std::vector<Job> jobs_;
  OutputCheck output_check_;
  std::vector<Job*> waiting_;
  std::map<const Job*, KnownModel> models_;  // of the jobs
  // By what recipes say of it: name, hash, hash of the configurations.
  std::map<std::array<std::string, 3>, KnownModel> found_models_;
  std::map<std::pair<std::string, std::string>, DeviceRequest> devices_;  // by a recipe's names
  std::unique_ptr<Renderer> renderer_;
  KnownModel model_;
  std::pair<std::string, std::string> asked_, got_;  // device and precision of the renderer
  RenderResult result_;
  Json skipped_ = Json::array();
  Json failed_ = Json::array();
  size_t told_failures_ = 0;  // since the last sentence that sums them up
  ErrorKind worst_ = ErrorKind::failed;
};

}  // namespace

int render_jobs(Console& console, const JobsRequest& request) {
  return JobRun(console, request).run();
}

void print_results(Console& console, bool json, const Json& images, double seconds,
                   const Progress& progress, const Renderer& renderer, const Json& more) {
  if (!json) {
    for (const Json& image : images) {
      print_path(console, image.at("path").get<std::string>());
    }
    return;
  }
  const double step = progress.seconds_per_step();
  Json object = {{"images", images},
                 {"seconds", seconds},
                 {"steps_per_second", step > 0 ? 1 / step : 0},
                 {"device", renderer.choice().device.id},
                 {"precision", name_of(renderer.choice().precision)},
                 {"peak_memory_bytes", peak_memory()}};
  object.update(more);
  print_json(console, object);
}

}  // namespace evenlight::cli
