// What goes between the window and the thread that renders.
#pragma once

#include <QImage>
#include <QMetaType>
#include <QString>
#include <memory>
#include <vector>

#include "app/common/library/models.h"
#include "app/common/recipe/recipe_document.h"
#include "engine/devices/open_backend.h"
#include "engine/text/bpe.h"
#include "engine/text/chunks.h"

namespace evenlight::studio {

struct RenderJob {
  int id = 0;
  RecipeDocument document;  // its seed is the first picture's
  KnownModel model;
  DeviceRequest device;
  int count = 1;
  int batch = 1;
  std::filesystem::path folder;  // where pictures go
  QString file_name;             // below it, as picture_file_name() has it; empty: the usual one
};

// A model that was opened, as far as the window needs it.
struct ModelFacts {
  KnownModel model;
  RecipeDocument defaults;  // what it recommends
  ModelConfigs configs;
  std::shared_ptr<const Bpe> tokenizer;
  QStringList words;  // that its vocabulary was made from, if it has a small one of its own
  std::vector<EmbeddingWord> embeddings;  // that fit it
};

struct JobProgress {
  int job = 0;
  int step = 0, steps = 0;   // of this batch
  int pictures = 0, of = 0;  // finished ones of the job
  double fraction = 0;       // of the whole job
  double seconds_left = -1;  // negative: not known yet
};

struct ModelLoading {
  int job = 0;
  QString model;
  qint64 bytes = 0;     // of its file, or of the weights in its folder
  double fraction = 0;  // of what is needed for this job
};

// How fast a device made pictures of a model.
struct RenderSpeed {
  QString device, model;
  double flops = 0;  // floating-point operations a second
};

struct SavedPicture {
  int job = 0;
  std::filesystem::path path;  // empty: it could not be written
  RecipeDocument document;
  QImage image;
};

enum class JobState { waiting, running, done, cancelled, failed };

}  // namespace evenlight::studio

Q_DECLARE_METATYPE(evenlight::studio::RenderJob)
Q_DECLARE_METATYPE(evenlight::studio::ModelFacts)
Q_DECLARE_METATYPE(evenlight::studio::JobProgress)
Q_DECLARE_METATYPE(evenlight::studio::SavedPicture)
Q_DECLARE_METATYPE(evenlight::studio::ModelLoading)
Q_DECLARE_METATYPE(evenlight::studio::RenderSpeed)
