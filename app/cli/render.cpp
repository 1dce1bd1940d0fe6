#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include <chrono>
#include <random>

#include "app/cli/command.h"
#include "app/cli/command_words.h"
#include "app/cli/flags.h"
#include "app/cli/interrupt.h"
#include "app/cli/notes.h"
#include "app/cli/recipe_flags.h"
#include "app/cli/render_jobs.h"
#include "app/cli/render_search.h"
#include "app/cli/renderer.h"
#include "app/common/files/npy.h"
#include "app/common/files/output_path.h"
#include "app/common/library/part_files.h"
#include "app/common/recipe/recipe_file.h"
#include "app/common/recipe/recipe_json.h"
#include "engine/pipeline/hires.h"
#include "engine/pipeline/sampling.h"

namespace evenlight::cli {
namespace {

using Json = nlohmann::ordered_json;

class Render : public Command {
 public:
  void declare(CLI::App& app) override {
    recipe_flags_.declare(app);
    constexpr const char* files = "Files";
    text_flag(app, "--model", model_,
              "a file, diffusers folder or name (default: the built-in one)", "PATH|NAME")
        ->group(files);
    app.add_flag("--ema", ema_,
                 "use the averaged (EMA) weights that training left in the file (default: the "
                 "trained ones)")
        ->group(files);
    text_flag(app, "--recipe", recipe_,
              "a JSON recipe, or a PNG, JPEG or WebP of Evenlight or another program; flags "
              "beside it win, and none as a file takes the recipe's away",
              "FILE")
        ->group(files);
    text_flag(
        app, "--jobs", jobs_,
        "many recipes in JSON or JSON lines, each with an \"output\"; may be resumed; - is stdin",
        "FILE")
        ->group(files);
    text_flag(app, "--output", output_,
              "a .png with {seed}, {index}, {prompt}, or a folder (default: evenlight-{seed}.png)",
              "PATH")
        ->group(files);
    app.add_flag("--force", force_, "overwrite files that exist")->group(files);
    text_flag(app, "--save-latent", save_latent_, "the final latents, f32 [N,4,h,w]", "FILE.npy")
        ->group(files);
    text_flag(app, "--heatmaps", heat_maps_,
              "where each word of the prompt acted: pictures of that and a sheet of them all",
              "FOLDER")
        ->group(files);
    text_flag(app, "--save-noise", save_noise_, "the starting noise as drawn", "FILE.npy")
        ->group(files);
    app.add_option(
           "--wildcards", wildcards_,
           "a folder of word lists (.txt) for __name__ in prompts; may be repeated. Those in a "
           "folder \"wildcards\" beside the model are found without it")
        ->type_name("FOLDER")
        ->allow_extra_args(false)
        ->group(files);
    constexpr const char* how = "Process";
    number_flag<size_t>(app, "--count", count_, 1, 1000000,
                        "pictures, with seeds N, N+1, … (default 1)")
        ->group(how);
    number_flag<size_t>(app, "--batch", batch_, 1, 256, "pictures at a time (default 1)")
        ->group(how);
    app.add_flag("--dry-run", dry_run_, "print the recipe, memory and work; render nothing")
        ->group(how);
    text_flag(app, "--progress", progress_, "auto, bar, json or none (default auto)", "STYLE")
        ->group(how);
    device_.declare(app);
  }

  int run(Console& console) override {
    style_ = progress_style(progress_, console, common.quiet);
    if (!jobs_.empty()) return run_jobs(console);
    RecipeDocument document = read_document();
    if (!document.given.contains("prompt")) {
      throw Error(ErrorKind::usage,
                  "render: give a prompt: evenlight render \"a portrait of a "
                  "CEO\".");
    }
    const bool drawn = document.given.insert("seed").second;
    if (drawn) document.recipe.seed = random_seed();
    document.model_ema |= ema_;
    begin_required(document, !recipe_flags_.files("require").empty());
    document.recipe.word_maps = !heat_maps_.empty();
    if (document.recipe.word_maps && !document.requirements.empty()) {
      throw Error(ErrorKind::usage, "--heatmaps does not go with --require.");
    }
    KnownModel known = model_.empty() ? model_of(document) : find_model(model_);
    find_parts_of(document, known);
    Renderer renderer(known, device_.request_for(document), given_files());
    check_model(document, renderer.model());
    std::string told_noise;
    if (!init_noise().empty()) std::swap(told_noise, document.init_noise_sha256);
    renderer.complete(document);
    if (!document.requirements.empty()) {
      const RequirementsOf requirements(document, renderer.session().known());
      if (!dry_run_) return search(console, document, requirements.get(), renderer, drawn);
    }
    RenderTask task = make_task(document);
    if (!init_noise().empty()) load_noise(task, renderer, told_noise);
    check_outputs(task);
    if (dry_run_) return print_plan(console, task, renderer);
    renderer.require_memory(task.document.recipe, task.batch);
    if (drawn) spdlog::info("seed {}", document.recipe.seed);
    return render(console, task, renderer);
  }

 private:
  // Empty where no flag names it.
  std::string init_noise() const {
    const auto& files = recipe_flags_.files("init_noise");
    return files.empty() ? std::string() : files.front();
  }
  GivenFiles given_files() const {
    GivenFiles files = recipe_flags_.given_files();
    files.wildcards = wildcards_;
    return files;
  }
  Overwrite overwrite() const { return force_ ? Overwrite::allow : Overwrite::refuse; }

  // 32 bits: torch's generator looks at no more.
  static uint64_t random_seed() { return std::random_device()(); }

  int run_jobs(Console& console) {
    const std::string noise = init_noise();
    for (const auto& [value, flag] :
         {std::pair<const std::string*, const char*>{&recipe_, "--recipe"},
          {&output_, "--output"},
          {&save_latent_, "--save-latent"},
          {&save_noise_, "--save-noise"},
          {&heat_maps_, "--heatmaps"},
          {&noise, "--init-noise"}}) {
      if (!value->empty()) {
        throw Error(ErrorKind::usage, fmt::format("{} does not go with --jobs.", flag));
      }
    }
    if (count_ != 1 || batch_ != 1) {
      throw Error(ErrorKind::usage,
                  "--count and --batch do not go with --jobs: each job is one "
                  "picture.");
    }
    return render_jobs(console, {jobs_, model_, given_files(), device_, recipe_flags_, overwrite(),
                                 style_, common.json, dry_run_});
  }

  static KnownModel model_of(const RecipeDocument& document) {
    Notes notes;
    const KnownModel known = find_model_of(document, notes);
    show_notes(notes);
    return known;
  }

  static void find_parts_of(const RecipeDocument& document, KnownModel& model) {
    Notes notes;
    find_parts(model, document, notes);
    show_notes(notes);
  }

  // A model that was asked for by flag wins, but not silently.
  void check_model(const RecipeDocument& document, const LoadedModel& model) const {
    if (model_.empty()) return require_same_model(document, model);
    if (const auto difference = other_model(document, model)) show_notes({*difference});
  }

  RecipeDocument read_document() const {
    RecipeDocument document;
    if (!recipe_.empty()) {
      document = read_recipe_file(recipe_, recipe_flags_.given());
      for (const Message& note : document.notes) {
        spdlog::warn("{}: {}", recipe_, in_command_words(note));
      }
    }
    recipe_flags_.apply(document);
    return document;
  }

  RenderTask make_task(const RecipeDocument& document) const {
    RenderTask task;
    task.document = document;
    task.overwrite = overwrite();
    task.batch = std::min(batch_, count_);
    task.keep_latents = !save_latent_.empty();
    task.keep_noise = !save_noise_.empty();
    task.heat_maps = heat_maps_;
    const Recipe& recipe = document.recipe;
    if (recipe.seed > UINT64_MAX - (count_ - 1)) {
      throw Error(ErrorKind::usage, "--count: the seeds would go beyond 18446744073709551615.");
    }
    for (size_t i = 0; i < count_; ++i) task.seeds.push_back(recipe.seed + i);
    task.paths = expand_output(output_, task.seeds, recipe.prompt);
    return task;
  }

  // recipe_sha256: the hash that a recipe gives of its first noise, or empty.
  void load_noise(RenderTask& task, const Renderer& renderer,
                  const std::string& recipe_sha256) const {
    const std::string file = init_noise();
    FloatArray noise = load_npy(file);
    const Shape expected = latent_shape(task.document.recipe, renderer.configs());
    if (noise.shape != expected) {
      throw Error(ErrorKind::input,
                  fmt::format("--init-noise: {}: expected the shape {}, found {}.", file,
                              to_string(expected), to_string(noise.shape)));
    }
    task.initial_noise = std::move(noise.values);
    const std::span<const float> all(task.initial_noise);
    task.document.init_noise_sha256 = sha256_of_noise(all.first(all.size() / count_));
    if (!recipe_sha256.empty() && recipe_sha256 != task.document.init_noise_sha256) {
      spdlog::warn("The recipe started from other noise than that of {}.", file);
    }
    spdlog::warn(
        "The recipe in the picture knows the noise of --init-noise by its hash only: keep that "
        "file to make the picture again.");
  }

  Shape latent_shape(const Recipe& recipe, const ModelConfigs& configs) const {
    const int64_t scale = configs.vae.scale();
    return {int64_t(count_), configs.vae.latent_channels, recipe.height / scale,
            recipe.width / scale};
  }

  void check_outputs(const RenderTask& task) const {
    if (!dry_run_) {
      create_output_folder(output_);
    } else if (output_.ends_with('/') && !std::filesystem::exists(output_)) {
      return;  // it will be made
    }
    if (!dry_run_ && !heat_maps_.empty()) create_output_folder(heat_maps_ + "/");
    OutputCheck check(overwrite());
    for (const auto& path : task.paths) check.require_writable(path);
    if (!save_latent_.empty()) check.require_writable(save_latent_, "--save-latent");
    if (!save_noise_.empty()) check.require_writable(save_noise_, "--save-noise");
  }

  // What render would say to it; empty if there is enough.
  static std::string lack_of_memory(const RenderTask& task, const Renderer& renderer) {
    try {
      renderer.require_memory(task.document.recipe, task.batch);
      return {};
    } catch (const Error& error) {
      return in_command_words(error);
    }
  }

  int print_plan(Console& console, const RenderTask& task, const Renderer& renderer) const {
    const Estimate needs = renderer.estimate_of(task.document.recipe, task.batch);
    const std::string lack = lack_of_memory(task, renderer);
    if (!lack.empty()) spdlog::warn("{}", lack);
    double flops = needs.flops_total * double(count_ / task.batch);
    if (const size_t rest = count_ % task.batch) {
      flops += renderer.estimate_of(task.document.recipe, rest).flops_total;
    }
    RecipeDocument document = task.document;
    renderer.stamp(document);
    const Json recipe = recipe_to_json(document);
    const Sampling sampling = sampling_of(document.recipe, renderer.configs().scheduler);
    if (common.json) {
      auto paths = Json::array();
      for (const auto& path : task.paths) paths.push_back(path.string());
      print_json(console, {{"recipe", recipe},
                           {"paths", paths},
                           {"device", renderer.choice().device.id},
                           {"precision", name_of(renderer.choice().precision)},
                           {"resolved",
                            {{"sampler", sampling.sampler.id},
                             {"schedule", sampling.schedule.id},
                             {"prediction", name_of(sampling.prediction)},
                             {"eta", sampling.eta}}},
                           {"estimate",
                            {{"fits", lack.empty()},
                             {"weight_bytes", needs.weight_bytes},
                             {"activation_bytes", needs.activation_bytes},
                             {"in_turns_bytes", needs.in_turns_bytes},
                             {"flops_text", needs.flops_text},
                             {"flops_step", needs.flops_step},
                             {"flops_decode", needs.flops_decode},
                             {"flops_total", flops}}}});
      return 0;
    }
    console.out << dump_indented(recipe)
                << fmt::format(
                       "\nsteps: {} of {} on the schedule {}, the network predicts {}\n"
                       "memory: {:.1f} MiB of weights, {:.1f} MiB of activations, on {} "
                       "in {}\n"
                       "work: text {:.2f}, a step {:.2f}, decoding {:.2f}, in all {:.2f} "
                       "GFLOP for {}\n",
                       sampling.plan.steps(), sampling.sampler.id, sampling.schedule.id,
                       name_of(sampling.prediction), double(needs.weight_bytes) / (1 << 20),
                       double(needs.activation_bytes) / (1 << 20), renderer.choice().device.name,
                       name_of(renderer.choice().precision), needs.flops_text / 1e9,
                       needs.flops_step / 1e9, needs.flops_decode / 1e9, flops / 1e9,
                       count_ == 1 ? "a picture" : fmt::format("{} pictures", count_));
    return 0;
  }

  static std::string dump_indented(const Json& json) {
    return json.dump(2, ' ', false, Json::error_handler_t::replace);
  }

  int render(Console& console, const RenderTask& task, Renderer& renderer) const {
    const InterruptGuard guard;
    const auto start = std::chrono::steady_clock::now();
    RenderResult result;
    Progress progress(console, style_, task.seeds.size());
    const auto finish = [&] {
      const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - start;
      print_results(console, common.json, result.images, taken.count(), progress, renderer);
    };
    try {
      renderer.render(task, progress, InterruptGuard::poll(kept_pictures), result);
      save_arrays(task, renderer, result);
    } catch (const Error&) {
      // What was finished is kept, so it is listed as well.
      finish();
      throw;
    }
    finish();
    return 0;
  }

  // Pictures that meet the recipe's requirements, by further seeds where the first ones do not.
  int search(Console& console, const RecipeDocument& document, const Requirements& requirements,
             Renderer& renderer, bool drawn) const {
    for (const auto& [given, flag] : {std::pair{!init_noise().empty(), "--init-noise"},
                                      {!save_latent_.empty(), "--save-latent"},
                                      {!save_noise_.empty(), "--save-noise"}}) {
      if (given) {
        throw Error(
            ErrorKind::usage,
            fmt::format("{} does not go with --require, which draws seeds of its own.", flag));
      }
    }
    const SearchPlan plan = search_plan(document.recipe, int64_t(count_));
    create_output_folder(output_);
    require_paths(plan, document.recipe.prompt);
    renderer.require_memory(document.recipe, batch_);
    if (drawn) spdlog::info("seed {}", document.recipe.seed);
    const auto path = [&](uint64_t seed, size_t accepted) {
      const auto one =
          expand_output(output_, {{seed}}, document.recipe.prompt, output_place, accepted).front();
      OutputCheck(overwrite()).require_writable(one);
      return one;
    };
    const InterruptGuard guard;
    const auto start = std::chrono::steady_clock::now();
    RenderResult result;
    Progress progress(console, style_, size_t(plan.wanted));
    const auto finish = [&](const Json& more) {
      const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - start;
      print_results(console, common.json, result.images, taken.count(), progress, renderer, more);
    };
    RequiredResult required;
    try {
      required = render_required({document, plan, path, overwrite(), batch_}, requirements,
                                 renderer, progress, InterruptGuard::poll(kept_pictures), result);
    } catch (const Error&) {
      finish(Json::object());
      throw;
    }
    finish({{"requirements", required.summary}});
    if (required.shortfall) throw Error(*required.shortfall);
    return 0;
  }

  // A pattern that gives all of them one name is refused before the first is made.
  void require_paths(const SearchPlan& plan, const std::string& prompt) const {
    std::vector<uint64_t> seeds;
    for (int64_t i = 0; i < plan.wanted; ++i) seeds.push_back(plan.first_seed + uint64_t(i));
    OutputCheck(overwrite()).require_writable(expand_output(output_, seeds, prompt).front());
  }

  void save_arrays(const RenderTask& task, const Renderer& renderer,
                   const RenderResult& result) const {
    const Recipe& recipe = task.document.recipe;
    const Shape shape = latent_shape(recipe, renderer.configs());
    const Shape last = latent_shape(largest_pass(recipe), renderer.configs());
    if (!save_latent_.empty()) save_npy(save_latent_, last, result.latents, overwrite());
    if (!save_noise_.empty()) save_npy(save_noise_, shape, result.noise, overwrite());
  }

  RecipeFlags recipe_flags_;
  DeviceFlags device_;
  std::string model_, recipe_, jobs_, output_, save_latent_, save_noise_, heat_maps_;
  std::vector<std::string> wildcards_;
  std::string progress_ = "auto";
  size_t count_ = 1;
  size_t batch_ = 1;
  bool force_ = false;
  bool dry_run_ = false;
  bool ema_ = false;
  ProgressStyle style_ = ProgressStyle::none;
};

}  // namespace

std::unique_ptr<Command> make_render() {
  return std::make_unique<Render>();
}

}  // namespace evenlight::cli
