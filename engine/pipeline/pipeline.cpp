#include "engine/pipeline/pipeline.h"

#include <memory>
#include <optional>

#include "engine/pipeline/autoencoder.h"
#include "engine/pipeline/beside_latent.h"
#include "engine/pipeline/checks.h"
#include "engine/pipeline/control_inputs.h"
#include "engine/pipeline/conventions.h"
#include "engine/pipeline/denoiser.h"
#include "engine/pipeline/first_latent.h"
#include "engine/pipeline/parts.h"
#include "engine/pipeline/picture_prompts.h"
#include "engine/pipeline/plans.h"
#include "engine/pipeline/region_text.h"
#include "engine/pipeline/walk.h"
#include "samplers/brownian.h"
#include "samplers/noise.h"

namespace evenlight {
namespace {

Picture finish(const PreparedRecipe& prepared, Parts& parts, std::span<const float> latent,
               const Poll& poll) {
  Picture picture;
  check_converged(latent, strongest_latent(prepared.sampling));
  picture.latent.assign(latent.begin(), latent.end());
  picture.decoded =
      decode_latent(parts.decoder(), parts.configs().vae, prepared.recipe, latent, poll);
  check_not_clipped(picture.decoded);
  const bool truncates = conventions_of(prepared.recipe).truncates;
  picture.image = to_image(picture.decoded, prepared.recipe.width, prepared.recipe.height,
                           truncates ? ByteRounding::down : ByteRounding::nearest);
  check_picture(picture.image, prepared.recipe.width, prepared.recipe.height);
  if (const Paste* paste = paste_of(prepared.recipe.start)) {
    picture.image = pasted(*paste, picture.image);
  }
  return picture;
}

// Between the highest and the lowest σ that the run visits.
std::optional<samplers::BatchBrownian> path_of(const PreparedRecipe& prepared,
                                               std::span<const uint64_t> seeds) {
  const std::vector<double>& sigmas = prepared.sampling.plan.sigmas;
  if (!prepared.sampling.along_path || sigmas.size() < 3) return std::nullopt;
  return samplers::BatchBrownian(prepared.recipe.rng, seeds, sigmas[sigmas.size() - 2],
                                 sigmas.front());
}

std::vector<Condition> conditions_of(const PreparedRecipe& prepared, Parts& parts,
                                     const Poll& poll) {
  std::vector<Condition> conditions;
  for (size_t network = 0; network < parts.networks(); ++network) {
    encode(prepared, network, parts.configs(network), parts.text_encoders(network), poll,
           conditions);
    if (has_masked_text(prepared.recipe)) {
      add_heed(prepared, network, parts.configs(network), conditions);
    }
  }
  return conditions;
}

// Null where the recipe asks for no maps of words.
std::unique_ptr<TextWatch> watch_of(const PreparedRecipe& prepared, const Parts& parts, int images,
                                    std::vector<Condition>& conditions) {
  if (!prepared.recipe.word_maps) return nullptr;
  std::vector<const ModelConfigs*> networks;
  for (size_t network = 0; network < parts.networks(); ++network) {
    networks.push_back(&parts.configs(network));
  }
  auto watch = std::make_unique<TextWatch>(prepared, std::move(networks), images);
  for (Condition& condition : conditions) {
    condition.inputs.merge(watch->inputs(condition.use.network));
  }
  return watch;
}

std::function<void(const Group&, Executable&)> watching(TextWatch* watch) {
  if (!watch) return {};
  return [watch](const Group& group, Executable& unet) { watch->add(group, unet); };
}

auto constants_of(const PreparedRecipe& prepared, const Parts& parts) {
  std::vector<std::map<std::string, std::vector<float>>> constants;
  for (size_t network = 0; network < parts.networks(); ++network) {
    constants.push_back(unet_constants(prepared.recipe, parts.configs(network)));
  }
  return constants;
}

}  // namespace

Pipeline::Pipeline(std::shared_ptr<const ModelWeights> model, Bpe tokenizer,
                   std::unique_ptr<Backend> backend)
    : tokenizer_(std::move(tokenizer)),
      parts_(std::make_unique<Parts>(std::move(model), std::move(backend))) {}

Pipeline::~Pipeline() = default;

const Backend& Pipeline::backend() const {
  return parts_->backend();
}
const ModelConfigs& Pipeline::configs() const {
  return parts_->configs();
}

PreparedRecipe Pipeline::prepared(const Recipe& recipe) const {
  return prepare_recipe(recipe, configs(), tokenizer_);
}

std::vector<float> Pipeline::text_states(const Recipe& recipe, const Poll& poll) {
  const PreparedRecipe prompts = prepared(recipe);
  parts_->make_ready(prompts, 1, poll);
  for (Condition& condition : conditions_of(prompts, *parts_, poll)) {
    if (condition.use.side == Side::positive) return std::move(condition.text.context);
  }
  return {};
}

void Pipeline::keep(Residency residency) {
  parts_->keep(residency);
}

void Pipeline::report_loading(LoadReport report) {
  parts_->report_loading(std::move(report));
}

void Pipeline::prepare(const PreparedRecipe& prepared, int images, const Poll& poll) {
  parts_->make_ready(prepared, images, poll);
}

// What such a sampler finds in one picture must not decide the steps of another.
std::vector<Picture> Pipeline::one_by_one(const PreparedRecipe& prepared,
                                          std::span<const uint64_t> seeds,
                                          const RenderOptions& options) {
  std::vector<Picture> pictures;
  RenderOptions one = options;
  const size_t part = options.initial_noise.size() / seeds.size();
  for (size_t k = 0; k < seeds.size(); ++k) {
    one.initial_noise = options.initial_noise.subspan(k * part, part);
    pictures.push_back(std::move(render(prepared, seeds.subspan(k, 1), one).front()));
  }
  return pictures;
}

std::vector<Picture> Pipeline::render(const PreparedRecipe& prepared,
                                      std::span<const uint64_t> seeds,
                                      const RenderOptions& options) {
  const int images = int(seeds.size());
  if (images > 1 && prepared.sampling.sampler.adaptive) return one_by_one(prepared, seeds, options);
  parts_->make_ready(prepared, images, options.poll);
  samplers::BatchNoise random(prepared.recipe.rng, seeds);
  const FirstLatent first =
      first_latent(prepared.recipe, *parts_, random, images, options.initial_noise, options.poll);
  std::vector<Condition> conditions = conditions_of(prepared, *parts_, options.poll);
  const std::unique_ptr<TextWatch> watch = watch_of(prepared, *parts_, images, conditions);
  Denoiser denoiser({.sampling = prepared.sampling,
                     .guidance = prepared.guidance,
                     .conditions = std::move(conditions),
                     .unets = [this](size_t network) { return parts_->unets(network); },
                     .images = images,
                     .channels = configs().vae.latent_channels,
                     .image_size = first.noise.size() / seeds.size(),
                     .beside = beside_latent(prepared.recipe, *parts_, options.poll),
                     .constants = constants_of(prepared, *parts_),
                     .steering = steering_of(prepared.recipe),
                     .control_inputs = control_inputs(prepared.recipe, *parts_, options.poll),
                     .picture_tokens = picture_tokens(prepared.recipe, *parts_, options.poll),
                     .watch = watching(watch.get()),
                     .poll = options.poll});
  std::optional<Keep> keep;
  if (!first.mask.empty() && !is_inpainting(configs().unet)) {
    keep.emplace(prepared.sampling, first.picture, first.noise, first.mask);
  }
  const auto path = path_of(prepared, seeds);
  const std::vector<float> latents =
      walk(prepared.sampling, denoiser, first, keep ? &*keep : nullptr, random,
           path ? &*path : nullptr, options.report);

  std::vector<Picture> pictures;
  const size_t size = first.noise.size() / seeds.size();
  for (size_t k = 0; k < seeds.size(); ++k) {
    const std::span<const float> latent = std::span(latents).subspan(k * size, size);
    pictures.push_back(finish(prepared, *parts_, latent, options.poll));
    pictures.back().seed = seeds[k];
    if (watch) pictures.back().word_maps = word_maps(*watch, prepared, tokenizer_, int(k));
    pictures.back().noise.assign(first.noise.begin() + ptrdiff_t(k * size),
                                 first.noise.begin() + ptrdiff_t((k + 1) * size));
  }
  return pictures;
}

}  // namespace evenlight
