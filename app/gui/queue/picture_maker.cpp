#include "app/gui/queue/picture_maker.h"

#include <fmt/format.h>

#include <QDate>
#include <chrono>

#include "app/common/files/output_path.h"
#include "app/common/files/png_file.h"
#include "app/common/library/memory_check.h"
#include "app/common/recipe/a1111_text.h"
#include "app/common/recipe/recipe_json.h"
#include "app/gui/prompt/model_vocabulary.h"
#include "app/gui/widgets/text.h"
#include "engine/base/error.h"
#include "engine/base/json.h"

namespace evenlight::studio {
namespace {

namespace fs = std::filesystem;

bool same_device(const DeviceRequest& a, const DeviceRequest& b) {
  return a.device == b.device && a.precision == b.precision && a.threads == b.threads;
}

}  // namespace

fs::path path_for(const fs::path& folder, const Recipe& recipe) {
  const fs::path day = folder / to_std(QDate::currentDate().toString(Qt::ISODate));
  std::error_code error;
  fs::create_directories(day, error);
  if (error) {
    throw Error(ErrorKind::failed, fmt::format("The folder for pictures, {}, cannot be made: {}.",
                                               day.string(), error.message()));
  }
  const std::string stem = fmt::format("{}-{}", prompt_for_path(recipe.prompt), recipe.seed);
  fs::path path = day / (stem + ".png");
  for (int again = 2; fs::exists(path, error); ++again) {
    path = day / fmt::format("{}-{}.png", stem, again);
  }
  return path;
}

QImage to_qimage(const Image& image) {
  return QImage(image.rgb.data(), int(image.width), int(image.height), int(image.width) * 3,
                QImage::Format_RGB888)
      .copy();
}

const LoadedModel& PictureMaker::open(const KnownModel& model) {
  if (known_ && known_->path == model.path) return model_;
  known_.reset();
  pipeline_.reset();  // two models at once may not fit into memory
  model_ = load_model(model);
  tokenizer_ = std::make_shared<const Bpe>(load_tokenizer(*model_.weights));
  shelf_ = EmbeddingShelf(model.path);
  known_ = model;
  return model_;
}

ModelFacts PictureMaker::facts() const {
  ModelFacts facts{*known_,
                   {},
                   model_.weights->configs(),
                   tokenizer_,
                   vocabulary_words(known_->path),
                   fitting_embeddings(known_->path, model_.weights->configs().text)};
  complete(facts.defaults, model_);
  return facts;
}

void PictureMaker::settle_embeddings(RecipeDocument& document) const {
  shelf_.settle(document, model_.weights->configs().text.width);
}

void PictureMaker::prepare(RenderJob& job) {
  complete(job.document, model_);
  shelf_ = EmbeddingShelf(known_->path);  // files may have come since
  settle(job.document, model_.weights->configs(), *tokenizer_, shelf_);
  if (job.document.recipe.seed > UINT64_MAX - uint64_t(job.count - 1)) {
    throw Error(ErrorKind::usage,
                "The seeds would go beyond 18446744073709551615; take a smaller "
                "one.");
  }
  const DeviceChoice choice = choose_device(job.device);
  job.document.model_name = model_.name;
  job.document.app = EVENLIGHT_VERSION;
  job.document.device = choice.device.id;
  job.document.precision = name_of(choice.precision);
  if (pipeline_ && !same_device(device_, job.device)) pipeline_.reset();
  // A pipeline has what it needs already; only a new one is refused.
  if (!pipeline_) require_memory(job);
}

void PictureMaker::require_memory(const RenderJob& job) const {
  const DeviceChoice choice = choose_device(job.device);
  const Estimate needs = estimate(job.document.recipe, *model_.weights,
                                  std::min(job.batch, job.count), choice.device, choice.precision);
  evenlight::require_memory(needs, choice.device, available_memory(), "This picture",
                            "take a smaller size or fewer pictures at once");
}

std::vector<Picture> PictureMaker::render(const RenderJob& job, std::span<const uint64_t> seeds,
                                          const RenderOptions& options) {
  if (!pipeline_) {
    pipeline_ = std::make_unique<Pipeline>(model_.weights, *tokenizer_, open_backend(job.device));
    device_ = job.device;
  }
  return pipeline_->render(job.document.recipe, seeds, options);
}

SavedPicture PictureMaker::save(const RenderJob& job, const Picture& picture) const {
  SavedPicture saved{job.id, {}, job.document, to_qimage(picture.image)};
  saved.document.recipe.seed = picture.seed;
  saved.path = path_for(job.folder, saved.document.recipe);
  save_as(saved.path, saved.document, picture, Overwrite::refuse);
  return saved;
}

std::string PictureMaker::save_as(const fs::path& path, RecipeDocument& document,
                                  const Picture& picture, Overwrite overwrite) const {
  document.recipe.seed = picture.seed;
  document.model_sha256 = model_.sha256.get();
  const std::string recipe = dump_json(recipe_to_json(document));
  save_png(path, picture.image, {recipe, write_a1111_text(document)}, overwrite);
  return recipe;
}

void PictureMaker::wait_for_hash(const std::function<void()>& poll) {
  model_.hash_in_background();
  while (model_.sha256.wait_for(std::chrono::milliseconds(50)) == std::future_status::timeout) {
    poll();
  }
}

QSize PictureMaker::latent_size(const Recipe& recipe) const {
  const int64_t scale = model_.weights->configs().vae.scale();
  return {int(recipe.width / scale), int(recipe.height / scale)};
}

}  // namespace evenlight::studio
