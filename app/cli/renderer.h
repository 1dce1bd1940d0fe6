// What `render` adds to a session of pictures: paths, progress, results.
#pragma once

#include <cstdint>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "app/cli/progress.h"
#include "app/common/session/picture_session.h"

namespace evenlight::cli {

// A recipe that is complete, and where its pictures go: one path a seed.
struct RenderTask {
  RecipeDocument document;
  std::vector<uint64_t> seeds;
  std::vector<std::filesystem::path> paths;
  Overwrite overwrite = Overwrite::refuse;
  size_t batch = 1;
  std::vector<float> initial_noise;  // of all pictures, or empty
  bool keep_latents = false;         // in the result; thousands of pictures would fill the memory
  bool keep_noise = false;
  std::filesystem::path heat_maps;  // the folder for them; empty: none are wanted
};

// Filled as pictures are finished, so that it is right after an interruption too.
struct RenderResult {
  nlohmann::ordered_json images = nlohmann::ordered_json::array();
  std::vector<float> latents;  // of all pictures, one after another, if they were asked for
  std::vector<float> noise;
};

// A session of pictures with the command's progress and results.
class Renderer {
 public:
  // Opens the model. Nothing large is loaded before the first picture.
  Renderer(const KnownModel& model, const DeviceRequest& device, const GivenFiles& files = {});

  PictureSession& session() { return session_; }
  const LoadedModel& model() const { return session_.model(); }
  const ModelConfigs& configs() const { return session_.configs(); }
  const DeviceChoice& choice() const { return session_.choice(); }

  // As PictureSession::prepare; shows its notes.
  void complete(RecipeDocument& document) const;
  void stamp(RecipeDocument& document) const { session_.stamp(document); }
  Estimate estimate_of(const Recipe& recipe, size_t batch) const {
    return session_.estimate_of(recipe, batch);
  }
  void require_memory(const Recipe& recipe, size_t batch) const {
    session_.require_memory(recipe, batch);
  }

  void render(const RenderTask& task, Progress& progress, const Poll& poll, RenderResult& result);

  // Writes a picture and lists it among the results.
  void save(const RecipeDocument& document, const Picture& picture,
            const std::filesystem::path& path, Overwrite overwrite, RenderResult& result);

 private:
  void save_heat_maps(const RenderTask& task, const Picture& picture,
                      const std::filesystem::path& path) const;
  size_t alike(const RenderTask& task, const RecipeDocument& document, size_t first) const;
  void save(const RenderTask& task, RecipeDocument document, size_t index, const Picture& picture,
            RenderResult& result);

  PictureSession session_;
};

}  // namespace evenlight::cli
