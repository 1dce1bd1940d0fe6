#include "app/common/session/picture_session.h"

#include <fmt/format.h>

#include <chrono>

#include "app/common/files/png_file.h"
#include "app/common/library/memory_check.h"
#include "app/common/pictures/input_pictures.h"
#include "app/common/recipe/a1111_text.h"
#include "app/common/recipe/recipe_json.h"
#include "engine/base/error.h"
#include "engine/base/json.h"
#include "engine/base/sha256.h"
#include "engine/weights/mapped_file.h"

namespace evenlight {
namespace {

constexpr std::chrono::milliseconds between_polls{50};

bool same_device(const DeviceRequest& a, const DeviceRequest& b) {
  return a.device == b.device && a.precision == b.precision && a.threads == b.threads &&
         a.profile == b.profile;
}

// Everything that an estimate depends on, for one model on one device.
std::string size_of_work(const Recipe& recipe, size_t images) {
  std::string text =
      fmt::format("{} {} {} {} {} {} {} {} {} {} {} {} {}", images, recipe.width, recipe.height,
                  recipe.clip_skip, recipe.cfg, recipe.cfg_sigma_low, recipe.cfg_sigma_high,
                  recipe.steps, recipe.sampler, recipe.schedule, recipe.prediction,
                  picture_of(recipe.start) != nullptr, strength_of(recipe));
  for (const auto& embedding : recipe.embeddings) text += " " + embedding->sha256;
  return text;
}

}  // namespace

std::string sha256_of_noise(std::span<const float> noise) {
  return sha256_of_text({reinterpret_cast<const char*>(noise.data()), noise.size_bytes()});
}

void write_picture(const std::filesystem::path& path, const RecipeDocument& document,
                   const Image& image, Overwrite overwrite) {
  save_png(path, image, {dump_json(recipe_to_json(document)), write_a1111_text(document)},
           overwrite);
}

const LoadedModel& PictureSession::open(const KnownModel& model,
                                        std::vector<std::string> embeddings) {
  named_embeddings_ = std::move(embeddings);
  if (known_ && known_->path == model.path) {
    shelf_ = EmbeddingShelf(model.path, named_embeddings_);
    return model_;
  }
  known_.reset();
  pipeline_.reset();  // two models at once may not fit into memory
  estimated_.reset();
  model_ = load_model(model);
  tokenizer_ = std::make_shared<const Bpe>(load_tokenizer(*model_.weights));
  shelf_ = EmbeddingShelf(model.path, named_embeddings_);
  known_ = model;
  return model_;
}

const DeviceChoice& PictureSession::begin(const DeviceRequest& device) {
  shelf_ = EmbeddingShelf(known_->path, named_embeddings_);
  if (request_ && same_device(*request_, device)) return choice_;
  choice_ = choose_device(device);
  request_ = device;
  pipeline_.reset();
  estimated_.reset();
  return choice_;
}

void PictureSession::wait_for_hash(const Poll& poll) const {
  ModelHash hash = model_.sha256;
  hash.begin_in_background();
  while (hash.wait_for(between_polls) == std::future_status::timeout) {
    if (poll) poll();
  }
}

void PictureSession::prepare(RecipeDocument& document, Notes& notes) const {
  InputPictures pictures(document, notes);
  pictures.propose_size(document, configs());
  complete(document, model_);
  pictures.put_into(document.recipe, configs());
  document.model_name = model_.name;
  document.app = EVENLIGHT_VERSION;
  document.device = choice_.device.id;
  document.precision = name_of(choice_.precision);
  validate_recipe(document, configs(), *tokenizer_, shelf_, notes);
}

void PictureSession::settle_embeddings(RecipeDocument& document, Notes& notes) const {
  shelf_.resolve(document, configs().text.width, notes);
}

void PictureSession::load_pictures(RecipeDocument& document) const {
  Notes said_before;
  InputPictures pictures(document, said_before);
  pictures.propose_size(document, configs());
  pictures.put_into(document.recipe, configs());
}

Estimate PictureSession::estimate_of(const Recipe& recipe, size_t images) const {
  std::string work = size_of_work(recipe, images);
  if (!estimated_ || estimated_->made_for != work) {
    const Estimate needs =
        estimate(recipe, *model_.weights, int(images), choice_.device, choice_.precision);
    estimated_ = Estimated{std::move(work), needs};
  }
  return estimated_->needs;
}

void PictureSession::require_memory(const Recipe& recipe, size_t images) const {
  const uint64_t held = pipeline_ ? held_bytes_ : 0;
  const uint64_t available = available_memory();
  evenlight::require_memory(estimate_of(recipe, images), choice_.device,
                            available == 0 ? 0 : available + held,
                            say<"{0}x{1} in batches of {2}">(recipe.width, recipe.height, images));
}

void PictureSession::start_pipeline() {
  if (pipeline_) return;
  model_.hash_in_background();
  pipeline_ = std::make_unique<Pipeline>(model_.weights, *tokenizer_, open_backend(*request_));
  held_bytes_ = 0;
}

void PictureSession::load(const Recipe& recipe, size_t images, const Poll& poll,
                          const LoadReport& report) {
  require_memory(recipe, images);
  start_pipeline();
  if (report) pipeline_->report_loading(report);
  pipeline_->prepare(recipe, int(images), poll);
  const Estimate needs = estimate_of(recipe, images);
  held_bytes_ = needs.weight_bytes + needs.activation_bytes;
}

std::vector<Picture> PictureSession::render(const Recipe& recipe, std::span<const uint64_t> seeds,
                                            const RenderOptions& options) {
  load(recipe, seeds.size(), options.poll);
  std::vector<Picture> pictures;
  try {
    pictures = pipeline_->render(recipe, seeds, options);
  } catch (const Error&) {
    require_whole_model();  // the reason of the other error
    throw;
  }
  require_whole_model();
  return pictures;
}

void PictureSession::require_whole_model() {
  try {
    require_whole_files();
  } catch (const Error&) {
    pipeline_.reset();  // may have zeros in the place of weights
    known_.reset();
    throw;
  }
}

PictureFile PictureSession::save(const std::filesystem::path& path, const RecipeDocument& document,
                                 const Picture& picture, Overwrite overwrite) const {
  PictureFile saved{path, document, {}};
  saved.document.recipe.seed = picture.seed;
  model_.stamp(saved.document);
  saved.recipe = recipe_to_json(saved.document);
  write_picture(path, saved.document, picture.image, overwrite);
  return saved;
}

}  // namespace evenlight
