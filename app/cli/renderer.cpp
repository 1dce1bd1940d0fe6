#include "app/cli/renderer.h"

#include <fmt/format.h>

#include <algorithm>

#include "app/common/files/png_file.h"
#include "app/common/library/memory_check.h"
#include "app/common/recipe/a1111_text.h"
#include "app/common/recipe/recipe_json.h"
#include "engine/base/error.h"
#include "engine/base/json.h"
#include "engine/base/sha256.h"

namespace evenlight::cli {

std::string sha256_of_noise(std::span<const float> noise) {
  return sha256_of_text({reinterpret_cast<const char*>(noise.data()), noise.size_bytes()});
}

Renderer::Renderer(const KnownModel& model, const DeviceRequest& device,
                   const std::vector<std::string>& embeddings)
    : model_(load_model(model)),
      request_(device),
      choice_(choose_device(device)),
      tokenizer_(load_tokenizer(*model_.weights)),
      shelf_(model.path, embeddings) {}

void Renderer::complete(RecipeDocument& document) const {
  evenlight::complete(document, model_);
  document.model_name = model_.name;
  document.app = EVENLIGHT_VERSION;
  document.device = choice_.device.id;
  document.precision = name_of(choice_.precision);
  settle(document, configs(), tokenizer_, shelf_);  // before anything is loaded
}

Estimate Renderer::estimate_of(const Recipe& recipe, size_t batch) const {
  return estimate(recipe, *model_.weights, int(batch), choice_.device, choice_.precision);
}

void Renderer::require_memory(const Recipe& recipe, size_t batch) const {
  evenlight::require_memory(
      estimate_of(recipe, batch), choice_.device, available_memory(),
      fmt::format("{}x{} in batches of {}", recipe.width, recipe.height, batch),
      "use a smaller --width, --height or --batch");
}

void Renderer::settle_embeddings(RecipeDocument& document) const {
  shelf_.settle(document, configs().text.width);
}

void Renderer::render(const RenderTask& task, Progress& progress, const Poll& poll,
                      RenderResult& result) {
  if (!pipeline_) {
    model_.hash_in_background();
    pipeline_ = std::make_unique<Pipeline>(model_.weights, tokenizer_, open_backend(request_));
  }
  const size_t noise_size = task.initial_noise.size() / std::max<size_t>(task.seeds.size(), 1);
  for (size_t first = 0; first < task.seeds.size(); first += task.batch) {
    const size_t count = std::min(task.batch, task.seeds.size() - first);
    RenderOptions options;
    options.poll = poll;
    options.report = [&](const StepReport& report) { progress.step(report.step, report.steps); };
    options.initial_noise =
        std::span(task.initial_noise).subspan(first * noise_size, count * noise_size);
    progress.load();
    pipeline_->prepare(task.document.recipe, int(count), poll);
    progress.begin(count);
    const auto pictures = pipeline_->render(task.document.recipe,
                                            std::span(task.seeds).subspan(first, count), options);
    for (size_t i = 0; i < count; ++i) {
      save(task, first + i, pictures[i], result);
      progress.saved(task.paths[first + i], pictures[i].seed);
    }
  }
}

void Renderer::save(const RenderTask& task, size_t index, const Picture& picture,
                    RenderResult& result) {
  RecipeDocument document = task.document;
  document.recipe.seed = picture.seed;
  document.model_sha256 = model_.sha256.get();
  if (!task.initial_noise.empty()) document.init_latent_sha256 = sha256_of_noise(picture.noise);
  const nlohmann::ordered_json recipe = recipe_to_json(document);
  const std::filesystem::path& path = task.paths[index];
  save_png(path, picture.image, {dump_json(recipe), write_a1111_text(document)}, task.overwrite);
  result.images.push_back({{"path", path.string()},
                           {"seed", picture.seed},
                           {"width", picture.image.width},
                           {"height", picture.image.height},
                           {"sha256", sha256_of_file(path)},
                           {"recipe", recipe}});
  result.latents.insert(result.latents.end(), picture.latent.begin(), picture.latent.end());
  result.noise.insert(result.noise.end(), picture.noise.begin(), picture.noise.end());
}

}  // namespace evenlight::cli
