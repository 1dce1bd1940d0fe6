#include "app/cli/render_search.h"

#include <spdlog/spdlog.h>

#include "app/cli/command_words.h"
#include "app/common/files/output_path.h"
#include "engine/base/error.h"

namespace evenlight::cli {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

// "a.not-met.png" for "a.png".
fs::path not_met(fs::path path) {
  const std::string name = path.stem().string() + ".not-met" + path.extension().string();
  return path.replace_filename(name);
}

Json readings_json(const std::vector<RequirementReading>& readings) {
  Json list = Json::array();
  for (const RequirementReading& one : readings) {
    list.push_back(
        {{"requirement", one.requirement}, {"measured", one.measured}, {"holds", one.holds}});
  }
  return list;
}

Json summary_of(const SeedSearch& search) {
  const RequirementRecord record = search.record();
  Json refused = Json::array();
  for (const RefusedSeed& one : search.refused()) {
    refused.push_back({{"seed", one.seed}, {"readings", readings_json(one.readings)}});
  }
  return {{"wanted", search.plan().wanted},
          {"tries", search.plan().tries},
          {"drawn", record.drawn},
          {"held", record.held},
          {"interval", {record.low, record.high}},
          {"met", search.is_met()},
          {"refused", std::move(refused)}};
}

struct BestRefused {
  Picture picture;
  RecipeDocument document;
};

}  // namespace

void begin_required(RecipeDocument& document, bool requirements_taken_away) {
  document.record.reset();
  if (!document.requirements.empty()) return;
  Recipe& recipe = document.recipe;
  if (!requirements_taken_away && (recipe.tries > 0 || recipe.guarantee > 0)) {
    throw Error(ErrorKind::usage,
                "--tries and --guarantee need a --require that says what the pictures must show.");
  }
  recipe.tries = recipe.guarantee = 0;
}

RequiredResult render_required(const RequiredTask& task, const Requirements& requirements,
                               Renderer& renderer, Progress& progress, const Poll& poll,
                               RenderResult& result) {
  std::optional<BestRefused> best;
  SearchHooks hooks;
  hooks.poll = poll;
  hooks.loaded = [&](double share) { progress.load(share); };
  hooks.batch_began = [&](size_t pictures) { progress.begin(pictures); };
  hooks.step = [&](const StepReport& report) { progress.step(report.step, report.steps); };
  hooks.accepted = [&](const Picture& picture, const RecipeDocument& document) {
    const fs::path path = task.path(picture.seed, result.images.size());
    renderer.save(document, picture, path, task.overwrite, result);
    progress.saved(path, picture.seed);
  };
  hooks.refused = [&](const Picture& picture, const RecipeDocument& document, bool is_best) {
    spdlog::info("seed {}: refused: {}", picture.seed, what_failed(document.record->readings));
    if (is_best) best = BestRefused{picture, document};
  };
  const SeedSearch search = search_pictures(renderer.session(), task.document, requirements,
                                            task.plan, task.batch, hooks);
  spdlog::info("{}", in_command_words(search.rate()));
  RequiredResult required{summary_of(search), std::nullopt};
  if (search.is_met()) return required;
  required.shortfall = Error(ErrorKind::check, search.shortfall());
  if (search.held() > 0 || !best) return required;
  const fs::path path = not_met(task.path(best->picture.seed, 0));
  best->document.record = search.record();
  best->document.record->readings = requirements.test(best->picture.image);
  RenderResult apart;
  renderer.save(best->document, best->picture, path, Overwrite::allow, apart);
  required.summary["best"] = apart.images.front();
  spdlog::warn("The best of them is kept as {}.", path.string());
  return required;
}

}  // namespace evenlight::cli
