#include "app/cli/renderer.h"

#include <spdlog/spdlog.h>

#include <algorithm>

#include "app/cli/command_words.h"
#include "app/cli/notes.h"
#include "app/common/files/png_file.h"
#include "app/common/pictures/heat_pictures.h"
#include "app/common/recipe/drawn_prompts.h"
#include "engine/base/sha256.h"
#include "engine/pipeline/artifacts/artifacts.h"
#include "engine/pipeline/autoencoder.h"
#include "engine/pipeline/hires.h"

namespace evenlight::cli {

Renderer::Renderer(const KnownModel& model, const DeviceRequest& device, const GivenFiles& files) {
  session_.open(model, files);
  session_.begin(device);
}

void Renderer::complete(RecipeDocument& document) const {
  Notes notes;
  session_.draw_prompts(document);
  session_.prepare(document, notes);
  show_notes(notes);
}

void Renderer::render(const RenderTask& task, Progress& progress, const Poll& poll,
                      RenderResult& result) {
  const size_t noise_size = task.initial_noise.size() / std::max<size_t>(task.seeds.size(), 1);
  size_t count = 0;
  for (size_t first = 0; first < task.seeds.size(); first += count) {
    const RecipeDocument document = session_.document_for(task.document, task.seeds[first]);
    count = alike(task, document, first);
    RenderOptions options;
    options.poll = poll;
    options.report = [&](const StepReport& report) { progress.step(report.step, report.steps); };
    options.initial_noise =
        std::span(task.initial_noise).subspan(first * noise_size, count * noise_size);
    session_.load(document.recipe, count, poll, [&](double share) { progress.load(share); });
    progress.begin(count);
    const auto pictures =
        session_.render(document.recipe, std::span(task.seeds).subspan(first, count), options);
    for (size_t i = 0; i < count; ++i) {
      save(task, document, first + i, pictures[i], result);
      progress.saved(task.paths[first + i], pictures[i].seed);
    }
  }
}

// How many seeds from that one on are one batch: what they draw from the prompt may differ.
size_t Renderer::alike(const RenderTask& task, const RecipeDocument& document, size_t first) const {
  const size_t most = std::min(task.batch, task.seeds.size() - first);
  if (!draws_for_each_seed(document)) return most;
  size_t count = 1;
  while (count < most &&
         same_prompts(session_.document_for(task.document, task.seeds[first + count]), document)) {
    ++count;
  }
  return count;
}

// Of the part that was rendered, where that is put back into a larger picture.
void Renderer::save_heat_maps(const RenderTask& task, const Picture& picture,
                              const std::filesystem::path& path) const {
  const Recipe last = largest_pass(task.document.recipe);
  const Image rendered = to_image(picture.decoded, last.width, last.height);
  const int64_t scale = configs().vae.scale();
  const PlaneSize latent{last.width / scale, last.height / scale};
  for (const HeatPicture& one : heat_pictures(rendered, picture.word_maps, latent)) {
    const std::string name = path.stem().string() + "-" + one.name + ".png";
    save_png(task.heat_maps / name, one.image, {}, task.overwrite);
  }
}

void Renderer::save(const RecipeDocument& document, const Picture& picture,
                    const std::filesystem::path& path, Overwrite overwrite, RenderResult& result) {
  const PictureFile saved = session_.save(path, document, picture, overwrite);
  result.images.push_back({{"path", saved.path.string()},
                           {"seed", picture.seed},
                           {"width", picture.image.width},
                           {"height", picture.image.height},
                           {"sha256", sha256_of_file(saved.path)},
                           {"recipe", saved.recipe}});
  auto faults = nlohmann::ordered_json::array();
  for (const FoundFault& fault : faults_of(picture.image)) {
    spdlog::warn("{}: {}.", path.string(), in_command_words(fault.kind->sentence(fault.value)));
    faults.push_back(fault.kind->id);
  }
  if (!faults.empty()) result.images.back()["faults"] = std::move(faults);
}

void Renderer::save(const RenderTask& task, RecipeDocument document, size_t index,
                    const Picture& picture, RenderResult& result) {
  if (!task.initial_noise.empty()) document.init_noise_sha256 = sha256_of_noise(picture.noise);
  save(document, picture, task.paths[index], task.overwrite, result);
  if (!task.heat_maps.empty()) save_heat_maps(task, picture, task.paths[index]);
  const auto keep = [](std::vector<float>& all, const std::vector<float>& one) {
    all.insert(all.end(), one.begin(), one.end());
  };
  if (task.keep_latents) keep(result.latents, picture.latent);
  if (task.keep_noise) keep(result.noise, picture.noise);
}

}  // namespace evenlight::cli
