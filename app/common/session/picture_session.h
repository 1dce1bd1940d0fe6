// One model on one device, as long as recipes ask for the same; and the files that pictures become.
// The command and the studio make every picture through it and add only progress and display.
//
//   PictureSession session;
//   session.open(find_model("sd15"));
//   session.begin({});                      // the device, once a job
//   session.prepare(document, notes);       // what the recipe left open, and what is wrong with it
//   for (const Picture& p : session.render(document.recipe, seeds, options)) session.save(…);
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "app/common/files/atomic_file.h"
#include "app/common/library/embedding_shelf.h"
#include "app/common/library/lora_shelf.h"
#include "app/common/library/models.h"
#include "app/common/library/wildcard_shelf.h"
#include "app/common/pictures/control_shelf.h"
#include "app/common/pictures/ip_adapter_shelf.h"
#include "engine/devices/open_backend.h"
#include "engine/pipeline/pipeline.h"
#include "engine/text/variants.h"

namespace evenlight {

// What a recipe says of noise that it cannot hold; f32 [4,h,w] of one picture.
std::string sha256_of_noise(std::span<const float> noise);

// A picture that is on disk, and the recipe inside it.
struct PictureFile {
  std::filesystem::path path;
  RecipeDocument document;
  nlohmann::ordered_json recipe;
};

// Writes a PNG with the recipe of a stamped document inside, for us and for other programs. Throws
// Error(failed).
void write_picture(const std::filesystem::path& path, const RecipeDocument& document,
                   const Image& image, Overwrite overwrite);

// Files of a recipe that a person named, beside those in the usual places: paths, and behind a
// LoRA's its weights (see named_lora).
struct GivenFiles {
  std::vector<std::string> embeddings = {}, loras = {};
  std::vector<std::string> wildcards = {};  // folders of word lists
};

class PictureSession {
 public:
  // Opens the model unless it is open; nothing large is loaded before the first picture.
  // Throws Error(input), Error(usage) for a LoRA's weights.
  const LoadedModel& open(const KnownModel& model, GivenFiles files = {});
  // At the beginning of a job: chooses the device, unless the same was asked for before, and looks
  // through the folders of embeddings and LoRAs, where files may have come since. Throws as
  // choose_device.
  const DeviceChoice& begin(const DeviceRequest& device);

  bool is_open() const { return known_.has_value(); }
  const KnownModel& known() const { return *known_; }
  const LoadedModel& model() const { return model_; }
  const ModelConfigs& configs() const { return model_.weights->configs(); }
  const std::shared_ptr<const Bpe>& tokenizer() const { return tokenizer_; }
  const DeviceChoice& choice() const { return choice_; }

  // Until the model's hash is known: a large file takes a while to read. `poll` may throw.
  void wait_for_hash(const Poll& poll) const;

  // The texts of both prompts for the recipe's seed, where they leave something to draw: to be done
  // before `prepare`. Throws as draw_prompts.
  void draw_prompts(RecipeDocument& document) const;
  // A document that was prepared, for another seed of the same run, which may draw other texts.
  // Throws as draw_prompts and resolve_files.
  RecipeDocument document_for(const RecipeDocument& prepared, uint64_t seed) const;

  // Fills in what the recipe left open and what it is made with, and throws what is wrong with it:
  // usage (names, sizes, prompt), input (values out of files, embeddings, pictures). Cheap: nothing
  // is traced.
  void prepare(RecipeDocument& document, Notes& notes) const;
  // The pictures of a document that was prepared and has lost them since, as jobs in a queue do to
  // save memory. Throws Error(input) if they are not what they were.
  void load_pictures(RecipeDocument& document) const;
  // The files that its prompt asks for, of a document that is prepared but for its prompt, as an
  // audit's are.
  void resolve_files(RecipeDocument& document, Notes& notes) const;

  // Names and hashes of the models into a recipe that was prepared; waits for the hashes.
  void stamp(RecipeDocument& document) const;

  // `images` at once.
  Estimate estimate_of(const Recipe& recipe, size_t images) const;
  // Throws Error(device) if the memory that is free now, with what the pipeline holds already and
  // would use again, would not do, even for one part of a picture after another.
  void require_memory(const Recipe& recipe, size_t images) const;

  // Loads and compiles what `render` of so many pictures would need. Throws as require_memory.
  void load(const Recipe& recipe, size_t images, const Poll& poll, const LoadReport& report = {});
  // One picture a seed, in one batch; loads what it needs. Throws as require_memory and
  // Pipeline::render.
  std::vector<Picture> render(const Recipe& recipe, std::span<const uint64_t> seeds,
                              const RenderOptions& options);

  // What the UNet reads of a recipe's prompt: see Pipeline::text_states.
  std::vector<float> text_states(const Recipe& recipe, const Poll& poll);

  // Writes it with its recipe inside; the folder must exist. Waits for the model's hash.
  PictureFile save(const std::filesystem::path& path, const RecipeDocument& document,
                   const Picture& picture, Overwrite overwrite) const;

 private:
  struct Estimated {
    std::string made_for;
    Estimate needs;
  };
  void forget_missing_parts(RecipeDocument& document) const;
  // What the document lists beside its prompts, into its recipe.
  void put_listed(RecipeDocument& document, Notes& notes) const;
  void open_refiner(RecipeDocument& document, Notes& notes) const;
  WordList word_lists() const;
  void choose_tiles(Recipe& recipe, Notes& notes) const;
  uint64_t free_memory() const;
  void start_pipeline();
  // Throws Error(input) if a weight file was cut short while it was read, and closes the model.
  void require_whole_model();

  std::optional<KnownModel> known_;
  void look_for_files();

  GivenFiles given_files_;
  LoadedModel model_;
  mutable std::optional<LoadedModel> refiner_;  // the last that a recipe asked for
  std::shared_ptr<const Bpe> tokenizer_;
  EmbeddingShelf embeddings_;
  LoraShelf loras_;
  WildcardShelf wildcards_;
  mutable ControlShelf controls_;
  mutable IpAdapterShelf ip_adapters_;
  std::optional<DeviceRequest> request_;  // that choice_ and pipeline_ are for
  DeviceChoice choice_;
  std::unique_ptr<Pipeline> pipeline_;  // from the first picture on
  uint64_t held_bytes_ = 0;             // by the pipeline, as estimated
  mutable std::optional<Estimated> estimated_;
};

}  // namespace evenlight
