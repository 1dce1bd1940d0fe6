#include "engine/pipeline/pipeline.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <string>

#include "engine/base/error.h"
#include "engine/graph/polled_weights.h"
#include "engine/pipeline/checks.h"
#include "engine/pipeline/denoiser.h"
#include "engine/pipeline/layout.h"
#include "engine/pipeline/plans.h"
#include "engine/pipeline/precision.h"
#include "engine/pipeline/prompts.h"
#include "engine/pipeline/recipe_check.h"
#include "engine/pipeline/sampling.h"
#include "engine/text/chunks.h"
#include "engine/text/emphasis.h"
#include "samplers/noise.h"
#include "samplers/sampler.h"

namespace evenlight {

namespace {

using Chunks = std::vector<Chunk>;

// A compiled graph and what it was compiled for; asked for the same again, it stays.
struct Slot {
  std::string made_for;
  std::unique_ptr<Executable> executable;
};

// Decoded −1…1 → bytes, rounded as diffusers does (image_processor.py).
Image to_image(std::span<const float> decoded, int64_t width, int64_t height) {
  Image image{width, height, std::vector<uint8_t>(decoded.size())};
  for (size_t i = 0; i < decoded.size(); ++i) {
    const float unit = std::clamp(decoded[i] / 2.0f + 0.5f, 0.0f, 1.0f);
    image.rgb[i] = uint8_t(std::nearbyint(unit * 255.0f));
  }
  return image;
}

}  // namespace

struct Pipeline::Parts {
  std::shared_ptr<const ModelWeights> model;
  Bpe tokenizer;
  std::unique_ptr<Backend> backend;
  Slot text, unet_guided, unet_plain, decoder;

  const ModelConfigs& configs() const { return model->configs(); }
  size_t latent_size(const Recipe& recipe) const {
    const int64_t scale = configs().vae.scale();
    return size_t(configs().vae.latent_channels * (recipe.height / scale) * (recipe.width / scale));
  }

  std::pair<Chunks, Chunks> chunks_of(const Recipe& recipe) const;
  void compile(const Recipe& recipe, int images, int64_t tokens, const Poll& poll);
  std::vector<float> encode(const Chunks& chunks, const Poll& poll);
  void set_context(const Recipe& recipe, const Chunks& positive, const Chunks& negative, int images,
                   const Poll& poll);
  std::vector<float> first_noise(const Recipe& recipe, std::span<const uint64_t> seeds,
                                 samplers::BatchNoise& random, std::span<const float> given) const;
  std::vector<float> sample(const Recipe& recipe, samplers::BatchNoise& random,
                            std::span<const float> noise, int images, const RenderOptions& options);
  std::vector<float> decode(std::span<const float> latent, const Poll& poll);
};

// Positive and negative prompt, as many chunks each: they share one batch.
std::pair<Chunks, Chunks> Pipeline::Parts::chunks_of(const Recipe& recipe) const {
  const ChunkOptions options = chunk_options(recipe, configs().text);
  Chunks positive = chunk_prompt(tokenizer, recipe.prompt, options);
  Chunks negative;
  if (uses_negative(recipe)) {
    negative = chunk_prompt(tokenizer, recipe.negative, options);
    equalize(positive, negative, empty_chunk(tokenizer, options));
  }
  return {std::move(positive), std::move(negative)};
}

void Pipeline::Parts::compile(const Recipe& recipe, int images, int64_t tokens, const Poll& poll) {
  const PartPrecisions storage = part_precisions(backend->precision(), configs());
  const std::string size = std::to_string(recipe.width) + "x" + std::to_string(recipe.height);
  const auto unet_plan = [&](int64_t batch) {
    return plan_unet(recipe, configs(), batch, tokens, storage.unet);
  };
  struct Wanted {
    Slot* slot;
    std::string made_for;
    Plan plan;
  };
  std::vector<Wanted> missing;
  const auto want = [&](Slot& slot, const std::string& made_for, auto make) {
    if (slot.made_for == made_for) return;
    slot = {};
    missing.push_back({&slot, made_for, make()});
  };
  std::string text_for = "skip " + std::to_string(recipe.clip_skip);
  for (const auto& embedding : recipe.embeddings) text_for += " " + embedding->sha256;
  want(text, text_for, [&] { return plan_text(recipe, configs(), storage.text); });
  const std::string unet_for =
      size + " ×" + std::to_string(images) + " " + std::to_string(tokens) + " tokens";
  if (uses_negative(recipe)) want(unet_guided, unet_for, [&] { return unet_plan(2 * images); });
  if (uses_positive_alone(recipe)) want(unet_plain, unet_for, [&] { return unet_plan(images); });
  want(decoder, size, [&] { return plan_decoder(recipe, configs(), storage.vae); });
  // The largest arena first: the others share it.
  std::stable_sort(missing.begin(), missing.end(), [](const Wanted& a, const Wanted& b) {
    return a.plan.arena_bytes > b.plan.arena_bytes;
  });
  const WeightsWithEmbeddings all_weights(*model, recipe.embeddings);
  const PolledWeights weights(all_weights, poll);
  for (Wanted& one : missing) {
    one.slot->executable = backend->compile(one.plan, weights);
    one.slot->made_for = one.made_for;
  }
}

// [chunks·77,width] with the prompt's weights applied.
std::vector<float> Pipeline::Parts::encode(const Chunks& chunks, const Poll& poll) {
  const TextConfig& config = configs().text;
  const size_t chunk_size = size_t(config.max_positions * config.width);
  std::vector<float> hidden(chunks.size() * chunk_size);
  for (size_t i = 0; i < chunks.size(); ++i) {
    text.executable->write("ids", std::span<const int32_t>(chunks[i].ids));
    text.executable->prepare(poll);
    text.executable->read("hidden", std::span(hidden).subspan(i * chunk_size, chunk_size));
  }
  apply_weights(hidden, chunks, config.width);
  check_finite(hidden, "text encoder's output");
  return hidden;
}

void Pipeline::Parts::set_context(const Recipe& recipe, const Chunks& positive,
                                  const Chunks& negative, int images, const Poll& poll) {
  const std::vector<float> yes = encode(positive, poll);
  const auto give = [&](Executable& unet, std::initializer_list<const std::vector<float>*> halves) {
    std::vector<float> context;
    for (const std::vector<float>* half : halves) {
      for (int i = 0; i < images; ++i) context.insert(context.end(), half->begin(), half->end());
    }
    unet.write("context", std::span<const float>(context));
    unet.prepare(poll);
  };
  if (uses_positive_alone(recipe)) give(*unet_plain.executable, {&yes});
  if (!uses_negative(recipe)) return;
  const std::vector<float> no = encode(negative, poll);
  give(*unet_guided.executable, {&no, &yes});
}

std::vector<float> Pipeline::Parts::first_noise(const Recipe& recipe,
                                                std::span<const uint64_t> seeds,
                                                samplers::BatchNoise& random,
                                                std::span<const float> given) const {
  const size_t count = seeds.size() * latent_size(recipe);
  std::vector<float> noise(count);
  random.normal(noise);  // drawn even if not used: later draws must not depend on that
  if (given.empty()) return noise;
  if (given.size() != count) {
    throw Error(ErrorKind::usage, "--init-latent holds " + std::to_string(given.size()) +
                                      " numbers; this size and count need " +
                                      std::to_string(count));
  }
  return {given.begin(), given.end()};
}

std::vector<float> Pipeline::Parts::sample(const Recipe& recipe, samplers::BatchNoise& random,
                                           std::span<const float> noise, int images,
                                           const RenderOptions& options) {
  const Sampling sampling = sampling_of(recipe, configs().scheduler);

  Denoiser::Setup setup;
  setup.guided = unet_guided.executable.get();
  setup.plain = unet_plain.executable.get();
  setup.images = images;
  setup.channels = configs().vae.latent_channels;
  setup.image_size = latent_size(recipe);
  setup.guidance = guidance_of(recipe);
  setup.prediction = sampling.prediction;
  setup.poll = options.poll;
  Denoiser denoiser(std::move(setup));

  samplers::Callbacks callbacks;
  callbacks.predict = [&](auto x, const auto& level, auto x0) { denoiser.predict(x, level, x0); };
  callbacks.noise = [&](std::span<float> out) { random.normal(out); };
  callbacks.report = [&](const samplers::Progress& progress) {
    if (options.report) options.report({progress.step + 1, progress.steps, progress.x0});
  };
  std::vector<float> latent(noise.size());
  samplers::sample(sampling.sampler, sampling.plan, callbacks, noise, {}, latent, sampling.eta);
  check_finite(latent, "latent");
  const size_t size = latent_size(recipe);
  for (size_t at = 0; at < latent.size(); at += size) {
    check_converged(std::span(latent).subspan(at, size), strongest_latent(sampling));
  }
  return latent;
}

// One image: [4,h,w] in the sampler's scale → [H,W,3].
std::vector<float> Pipeline::Parts::decode(std::span<const float> latent, const Poll& poll) {
  const VaeConfig& vae = configs().vae;
  std::vector<float> pixels(latent.size());
  channels_last(latent, vae.latent_channels, pixels);
  for (float& v : pixels) v = v / vae.scaling_factor + vae.shift_factor;
  decoder.executable->write("latent", std::span<const float>(pixels));
  decoder.executable->run(poll);
  const size_t per_latent = size_t(vae.scale() * vae.scale());
  std::vector<float> decoded(latent.size() / size_t(vae.latent_channels) * per_latent * 3);
  decoder.executable->read("image", decoded);
  check_finite(decoded, "decoded picture");
  return decoded;
}

Pipeline::Pipeline(std::shared_ptr<const ModelWeights> model, Bpe tokenizer,
                   std::unique_ptr<Backend> backend)
    : parts_(
          new Parts{std::move(model), std::move(tokenizer), std::move(backend), {}, {}, {}, {}}) {}

Pipeline::~Pipeline() = default;

const Backend& Pipeline::backend() const {
  return *parts_->backend;
}
const ModelConfigs& Pipeline::configs() const {
  return parts_->configs();
}

void Pipeline::prepare(const Recipe& recipe, int images, const Poll& poll) {
  check_recipe(recipe, configs());
  const auto [positive, negative] = parts_->chunks_of(recipe);
  parts_->compile(recipe, images, int64_t(positive.size()) * configs().text.max_positions, poll);
}

std::vector<Picture> Pipeline::render(const Recipe& recipe, std::span<const uint64_t> seeds,
                                      const RenderOptions& options) {
  const int images = int(seeds.size());
  check_recipe(recipe, configs());
  const auto [positive, negative] = parts_->chunks_of(recipe);
  parts_->compile(recipe, images, int64_t(positive.size()) * configs().text.max_positions,
                  options.poll);
  samplers::BatchNoise random(recipe.rng, seeds);
  const std::vector<float> noise =
      parts_->first_noise(recipe, seeds, random, options.initial_noise);
  parts_->set_context(recipe, positive, negative, images, options.poll);
  const std::vector<float> latent = parts_->sample(recipe, random, noise, images, options);

  const size_t size = parts_->latent_size(recipe);
  const auto part = [&](const std::vector<float>& all, size_t k) {
    return std::vector<float>(all.begin() + ptrdiff_t(k * size),
                              all.begin() + ptrdiff_t((k + 1) * size));
  };
  std::vector<Picture> pictures;
  for (size_t k = 0; k < seeds.size(); ++k) {
    Picture picture;
    picture.seed = seeds[k];
    picture.latent = part(latent, k);
    picture.noise = part(noise, k);
    picture.decoded = parts_->decode(picture.latent, options.poll);
    check_not_clipped(picture.decoded);
    picture.image = to_image(picture.decoded, recipe.width, recipe.height);
    check_picture(picture.image, recipe.width, recipe.height);
    pictures.push_back(std::move(picture));
  }
  return pictures;
}

}  // namespace evenlight
