// One model on one device, rendering recipes into files.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "app/cli/progress.h"
#include "app/common/files/atomic_file.h"
#include "app/common/library/embedding_shelf.h"
#include "app/common/library/models.h"
#include "engine/devices/open_backend.h"
#include "engine/pipeline/pipeline.h"

namespace evenlight::cli {

// A recipe that is complete, and where its pictures go: one path a seed.
struct RenderTask {
  RecipeDocument document;
  std::vector<uint64_t> seeds;
  std::vector<std::filesystem::path> paths;
  Overwrite overwrite = Overwrite::refuse;
  size_t batch = 1;
  std::vector<float> initial_noise;  // of all pictures, or empty
};

// What a recipe says of noise that it cannot hold; f32 [4,h,w] of one picture.
std::string sha256_of_noise(std::span<const float> noise);

// Filled while pictures are finished, so that it tells the truth after an interruption too.
struct RenderResult {
  nlohmann::ordered_json images = nlohmann::ordered_json::array();
  std::vector<float> latents;  // of all pictures, one after another
  std::vector<float> noise;
};

class Renderer {
 public:
  // Opens the model. Nothing large is loaded before the first picture.
  // `embeddings`: paths that were named beside the usual places.
  Renderer(const KnownModel& model, const DeviceRequest& device,
           const std::vector<std::string>& embeddings = {});

  const LoadedModel& model() const { return model_; }
  const ModelConfigs& configs() const { return model_.weights->configs(); }
  const DeviceChoice& choice() const { return choice_; }

  // Fills in what the recipe left open, and throws what is wrong with it: usage (names, sizes,
  // prompt), input (another model's recipe, embeddings).
  void complete(RecipeDocument& document) const;

  Estimate estimate_of(const Recipe& recipe, size_t batch) const;
  // Throws Error(device) if the memory that is free now would not do.
  void require_memory(const Recipe& recipe, size_t batch) const;

  // Of a document that is complete but for its prompt, as an audit's are.
  void settle_embeddings(RecipeDocument& document) const;

  void render(const RenderTask& task, Progress& progress, const Poll& poll, RenderResult& result);

 private:
  void save(const RenderTask& task, size_t index, const Picture& picture, RenderResult& result);

  LoadedModel model_;
  DeviceRequest request_;
  DeviceChoice choice_;
  Bpe tokenizer_;
  EmbeddingShelf shelf_;
  std::unique_ptr<Pipeline> pipeline_;  // from the first picture on
};

}  // namespace evenlight::cli
