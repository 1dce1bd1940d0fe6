#include "app/common/session/picture_session.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>

#include "app/common/files/png_file.h"
#include "app/common/library/memory_check.h"
#include "app/common/pictures/input_pictures.h"
#include "app/common/pictures/region_masks.h"
#include "app/common/recipe/a1111_text.h"
#include "app/common/recipe/drawn_prompts.h"
#include "app/common/recipe/recipe_json.h"
#include "engine/base/error.h"
#include "engine/base/json.h"
#include "engine/base/quoted.h"
#include "engine/base/sha256.h"
#include "engine/pipeline/hires.h"
#include "engine/pipeline/recipe_check.h"
#include "engine/text/composition.h"
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
  text +=
      fmt::format(" tile {} guidance {} {} {} {} freeu {}", recipe.vae_tile, recipe.pag, recipe.seg,
                  recipe.perp_neg, recipe.picture_guidance.value_or(0), recipe.freeu.size());
  for (const double sigma : recipe.sigmas) text += fmt::format(" {}", sigma);
  text += " " + recipe.like;
  // Prompts that change or join texts ask the network for more.
  for (const std::string* prompt : {&recipe.prompt, &recipe.negative}) {
    if (!recipe.raw && (prompt->find_first_of("[:") != std::string::npos || has_and(*prompt))) {
      text += " " + *prompt;
    }
  }
  for (const double number : recipe.hires) text += fmt::format(" {}", number);
  for (const Control& control : recipe.controls) {
    text +=
        fmt::format(" {} {} {}", control.file.weights->path().string(), control.start, control.end);
  }
  for (const IpAdapter& adapter : recipe.ip_adapters) {
    text += fmt::format(" {} by {} {} {}", adapter.file.weights->path().string(),
                        adapter.encoder.weights->path().string(), adapter.start, adapter.end);
  }
  text += fmt::format(" regions {} {} maps {}", recipe.regions.size(), recipe.region_mode,
                      recipe.word_maps);
  if (recipe.refiner) {
    text += fmt::format(" {} {}", recipe.refiner->path().string(), recipe.refiner_start);
  }
  for (const auto& embedding : recipe.embeddings) text += " " + embedding->sha256;
  for (const AppliedLora& lora : recipe.loras) text += " " + lora.file->sha256();
  return text;
}

}  // namespace

std::string sha256_of_noise(std::span<const float> noise) {
  return sha256_of_bytes(std::as_bytes(noise));
}

void write_picture(const std::filesystem::path& path, const RecipeDocument& document,
                   const Image& image, Overwrite overwrite) {
  save_png(path, image, {dump_json(recipe_to_json(document)), write_a1111_text(document)},
           overwrite);
}

void PictureSession::look_for_files() {
  embeddings_ = EmbeddingShelf(known_->path, given_files_.embeddings);
  loras_ = LoraShelf(known_->path, given_files_.loras);
  wildcards_ = WildcardShelf(known_->path, given_files_.wildcards);
}

const LoadedModel& PictureSession::open(const KnownModel& model, GivenFiles files) {
  given_files_ = std::move(files);
  if (known_ && known_->path == model.path && known_->parts == model.parts) {
    look_for_files();
    return model_;
  }
  known_.reset();
  pipeline_.reset();  // two models at once may not fit into memory
  estimated_.reset();
  model_ = load_model(model);
  tokenizer_ = std::make_shared<const Bpe>(load_tokenizer(*model_.weights));
  known_ = model;
  look_for_files();
  return model_;
}

const DeviceChoice& PictureSession::begin(const DeviceRequest& device) {
  look_for_files();
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

void PictureSession::draw_prompts(RecipeDocument& document) const {
  evenlight::draw_prompts(document, word_lists());
}

RecipeDocument PictureSession::document_for(const RecipeDocument& prepared, uint64_t seed) const {
  RecipeDocument document = for_seed(prepared, seed, word_lists());
  if (same_prompts(document, prepared)) {
    document.embeddings = prepared.embeddings;
    document.loras = prepared.loras;
    return document;
  }
  Notes said_before;
  resolve_files(document, said_before);
  check_prompts(document.recipe, *tokenizer_, configs().text);
  return document;
}

WordList PictureSession::word_lists() const {
  return [this](const std::string& name) -> const std::vector<std::string>& {
    return wildcards_.lines(name);
  };
}

void PictureSession::prepare(RecipeDocument& document, Notes& notes) const {
  InputPictures pictures(document, notes);
  pictures.propose_size(document, configs());
  complete(document, model_);
  pictures.put_into(document.recipe, configs());
  put_listed(document, notes);
  document.model_name = model_.name;
  document.app = EVENLIGHT_VERSION;
  document.device = choice_.device.id;
  document.precision = name_of(choice_.precision);
  forget_missing_parts(document);
  open_refiner(document, notes);
  loras_.resolve(document, *model_.weights, notes);
  validate_recipe(document, configs(), *tokenizer_, embeddings_, notes);
  note_grammar(document.recipe, notes);
  choose_tiles(document.recipe, notes);
}

void PictureSession::put_listed(RecipeDocument& document, Notes& notes) const {
  controls_.put_into(document, notes);
  ip_adapters_.put_into(document, notes);
  put_regions(document, notes);
}

// What another program's recipe names and find_parts did not find was not used.
void PictureSession::forget_missing_parts(RecipeDocument& document) const {
  if (!document.of_another_program) return;
  if (known_->parts.vae.empty()) document.vae = {};
  if (known_->parts.unet.empty()) document.unet = {};
}

namespace {

// A refiner that a person named.
KnownModel named_refiner(const std::string& wanted) {
  try {
    return find_model(wanted);
  } catch (const Error& error) {
    throw Error(error.kind(),
                say<"{0}: {1} is neither a file or folder nor the name of a known model.">(
                    Field{"refiner"}, wanted));
  }
}

// "sd_xl_refiner_1.0", or the hash where that is all there is.
std::string name_of(const InputFile& wanted) {
  constexpr size_t digits = 10;
  return in_quotes(wanted.name.empty() ? wanted.sha256.substr(0, digits) : wanted.name);
}

// The refiner that the recipe names. Nothing, with a note, where it is not here and the recipe is
// another program's.
std::optional<KnownModel> find_refiner(const RecipeDocument& document, Notes& notes) {
  const InputFile& wanted = document.refiner;
  if (!wanted.path.empty()) return named_refiner(wanted.path);
  RecipeDocument by_content;
  by_content.model_name = wanted.name;
  by_content.model_sha256 = wanted.sha256;
  try {
    return find_model_of(by_content, notes);
  } catch (const Error& error) {
    if (error.kind() != ErrorKind::input) throw;
  }
  if (!document.of_another_program) {
    throw Error(ErrorKind::input,
                say<"{0}: the recipe was refined with the model {1}, which is not known here; give "
                    "it, or none.">(Field{"refiner"}, name_of(wanted)));
  }
  notes.push_back(say<"{0}: the picture was refined with the model {1}, which is not known here; "
                      "it is left out, so expect differences.">(Field{"refiner"}, name_of(wanted)));
  return std::nullopt;
}

}  // namespace

void PictureSession::open_refiner(RecipeDocument& document, Notes& notes) const {
  document.recipe.refiner = nullptr;
  if (!document.refiner.is_given()) return;
  const std::optional<KnownModel> found = find_refiner(document, notes);
  if (!found) {
    document.refiner = {};
    return;
  }
  const InputFile& wanted = document.refiner;
  const KnownModel& known = *found;
  if (!refiner_ || refiner_->weights->path() != known.path) refiner_ = load_model(known);
  if (wanted.path.empty() && !wanted.sha256.empty() &&
      !refiner_->sha256.get().starts_with(wanted.sha256)) {
    const Message difference = say<"{0}: the recipe was refined with another model than {1}.">(
        Field{"refiner"}, known.path.string());
    if (!document.of_another_program) throw Error(ErrorKind::input, difference);
    notes.push_back(difference);
  }
  document.recipe.refiner = refiner_->weights;
}

// What is chosen stands in the recipe, so that the picture can be made again.
void PictureSession::choose_tiles(Recipe& recipe, Notes& notes) const {
  constexpr int64_t usual_tile = 512;
  const Recipe largest = largest_pass(recipe);
  if (recipe.vae_tile != 0 || std::max(largest.width, largest.height) <= usual_tile) return;
  const uint64_t there = memory_there(choice_.device, free_memory());
  const uint64_t whole = decode_bytes(largest, *model_.weights, choice_.device, choice_.precision);
  if (there == 0 || whole <= there) return;
  recipe.vae_tile = usual_tile;
  constexpr double gib = 1 << 30;
  notes.push_back(say<"The picture is decoded in tiles of {0} pixels: whole, that would take about "
                      "{1:.1f} GiB, and {2:.1f} GiB are there.">(usual_tile, double(whole) / gib,
                                                                 double(there) / gib));
}

void PictureSession::stamp(RecipeDocument& document) const {
  model_.stamp(document);
  if (document.recipe.refiner && refiner_) {
    document.refiner.name = refiner_->name;
    document.refiner.sha256 = refiner_->sha256.get();
  }
}

void PictureSession::resolve_files(RecipeDocument& document, Notes& notes) const {
  loras_.resolve(document, *model_.weights, notes);
  embeddings_.resolve(document, configs().text.width, notes);
}

namespace {

// Of every picture and network beside the model that it needs, with the field that names it.
std::vector<std::pair<const char*, InputFile>> inputs_of(const RecipeDocument& document) {
  std::vector<std::pair<const char*, InputFile>> inputs = {{"init", document.init},
                                                           {"mask", document.mask}};
  for (const ControlInput& control : document.controls) {
    inputs.emplace_back("control", control.model);
    inputs.emplace_back("control", control.image);
  }
  for (const IpAdapterInput& adapter : document.ip_adapters) {
    inputs.emplace_back("ip_adapter", adapter.model);
    inputs.emplace_back("ip_adapter", adapter.encoder);
    inputs.emplace_back("ip_adapter", adapter.image);
  }
  for (const RegionInput& region : document.regions) inputs.emplace_back("region", region.mask);
  return inputs;
}

}  // namespace

void PictureSession::load_pictures(RecipeDocument& document) const {
  const auto before = inputs_of(document);
  Notes said_before;
  InputPictures pictures(document, said_before);
  pictures.propose_size(document, configs());
  pictures.put_into(document.recipe, configs());
  put_listed(document, said_before);
  const auto now = inputs_of(document);
  for (size_t i = 0; i < before.size(); ++i) {
    if (before[i].second.sha256 == now[i].second.sha256) continue;
    throw Error(ErrorKind::input,
                say<"{0}: {1} was changed after the recipe was checked; start again.">(
                    Field{before[i].first}, now[i].second.path));
  }
}

Estimate PictureSession::estimate_of(const Recipe& recipe, size_t images) const {
  std::string work = size_of_work(recipe, images);
  if (!estimated_ || estimated_->made_for != work) {
    const Estimate needs =
        estimate(largest_pass(recipe), *model_.weights, recipe.hires.empty() ? int(images) : 1,
                 choice_.device, choice_.precision);
    estimated_ = Estimated{std::move(work), needs};
  }
  return estimated_->needs;
}

// With what the pipeline holds already and would use again.
uint64_t PictureSession::free_memory() const {
  const uint64_t available = available_memory();
  return available == 0 || !pipeline_ ? available : available + held_bytes_;
}

void PictureSession::require_memory(const Recipe& recipe, size_t images) const {
  evenlight::require_memory(estimate_of(recipe, images).in_turns_bytes, choice_.device,
                            free_memory(),
                            say<"{0}x{1} in batches of {2}">(recipe.width, recipe.height, images));
}

void PictureSession::start_pipeline() {
  if (pipeline_) return;
  model_.hash_in_background();
  if (refiner_) refiner_->hash_in_background();
  pipeline_ = std::make_unique<Pipeline>(model_.weights, *tokenizer_, open_backend(*request_));
  held_bytes_ = 0;
}

void PictureSession::load(const Recipe& recipe, size_t images, const Poll& poll,
                          const LoadReport& report) {
  require_memory(recipe, images);
  const Estimate needs = estimate_of(recipe, images);
  const uint64_t together = needs.weight_bytes + needs.activation_bytes;
  const Residency residency = residency_for(together, choice_.device, free_memory());
  start_pipeline();
  pipeline_->keep(residency);
  if (report) pipeline_->report_loading(report);
  pipeline_->prepare(recipe, int(images), poll);
  // In turns the values' memory stays, weights do not.
  held_bytes_ = residency == Residency::together ? together : needs.activation_bytes;
}

std::vector<Picture> PictureSession::render(const Recipe& recipe, std::span<const uint64_t> seeds,
                                            const RenderOptions& options) {
  load(recipe, seeds.size(), options.poll);
  std::vector<Picture> pictures;
  try {
    pictures = render_passes(*pipeline_, recipe, seeds, options);
  } catch (const Error&) {
    require_whole_model();  // the reason of the other error
    throw;
  }
  require_whole_model();
  return pictures;
}

std::vector<float> PictureSession::text_states(const Recipe& recipe, const Poll& poll) {
  load(recipe, 1, poll);
  return pipeline_->text_states(recipe, poll);
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
  stamp(saved.document);
  saved.recipe = recipe_to_json(saved.document);
  write_picture(path, saved.document, picture.image, overwrite);
  return saved;
}

}  // namespace evenlight
