// One model on one device, as long as jobs ask for the same; and the files that pictures become.
#pragma once

#include <functional>
#include <optional>

#include "app/common/files/atomic_file.h"
#include "app/common/library/embedding_shelf.h"
#include "app/gui/queue/job.h"
#include "engine/pipeline/pipeline.h"

namespace evenlight::studio {

// A path below `folder` (made if missing) that no file has yet: 2026-11-24/a_portrait-42.png.
std::filesystem::path path_for(const std::filesystem::path& folder, const Recipe& recipe);

QImage to_qimage(const Image& image);  // a copy

class PictureMaker {
 public:
  // Opens the model unless it is open. Throws Error.
  const LoadedModel& open(const KnownModel& model);
  ModelFacts facts() const;

  // Fills in and checks the job's recipe for the open model; throws Error for what cannot be made:
  // names, sizes, prompt, memory.
  void prepare(RenderJob& job);

  // For a job's next prompt, once it was prepared.
  void settle_embeddings(RecipeDocument& document) const;

  // Pictures of `seeds`, one batch.
  std::vector<Picture> render(const RenderJob& job, std::span<const uint64_t> seeds,
                              const RenderOptions& options);

  // Writes the picture with its recipe into the job's folder. Returns what was written.
  SavedPicture save(const RenderJob& job, const Picture& picture) const;

  // Writes it as `path` and returns the recipe that makes it again, as JSON.
  std::string save_as(const std::filesystem::path& path, RecipeDocument& document,
                      const Picture& picture, Overwrite overwrite) const;

  // The model that is open.
  const LoadedModel& model() const { return model_; }
  // Until its hash is known: a large file takes a while to read.
  void wait_for_hash(const std::function<void()>& poll);

  // Latents along a side of the job's pictures.
  QSize latent_size(const Recipe& recipe) const;

 private:
  void require_memory(const RenderJob& job) const;

  std::optional<KnownModel> known_;
  LoadedModel model_;
  std::shared_ptr<const Bpe> tokenizer_;
  EmbeddingShelf shelf_;
  std::unique_ptr<Pipeline> pipeline_;
  DeviceRequest device_;  // the pipeline's
};

}  // namespace evenlight::studio
