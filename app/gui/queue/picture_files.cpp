#include "app/gui/queue/picture_files.h"

#include <fmt/format.h>

#include <QDate>

#include "app/common/files/output_path.h"
#include "app/gui/prompt/model_vocabulary.h"
#include "app/gui/widgets/text.h"
#include "engine/base/error.h"

namespace evenlight::studio {

namespace fs = std::filesystem;

fs::path path_for(const fs::path& folder, const Recipe& recipe) {
  const fs::path day = folder / to_std(QDate::currentDate().toString(Qt::ISODate));
  std::error_code error;
  fs::create_directories(day, error);
  if (error) {
    throw Error(ErrorKind::failed, say<"The folder for pictures, {0}, cannot be made: {1}.">(
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

void write_as(const fs::path& path, const SavedPicture& picture) {
  const QImage rgb = picture.image.convertToFormat(QImage::Format_RGB888);
  Image image{rgb.width(), rgb.height(), {}};
  for (int y = 0; y < rgb.height(); ++y) {
    image.rgb.insert(image.rgb.end(), rgb.constScanLine(y), rgb.constScanLine(y) + rgb.width() * 3);
  }
  write_picture(path, picture.document, image, Overwrite::allow);
}

ModelFacts facts_of(const PictureSession& session) {
  const fs::path& path = session.known().path;
  ModelFacts facts{session.known(),        {},
                   session.configs(),      session.tokenizer(),
                   vocabulary_words(path), fitting_embeddings(path, session.configs().text)};
  complete(facts.defaults, session.model());
  return facts;
}

QSize latent_size(const PictureSession& session, const Recipe& recipe) {
  const int64_t scale = session.configs().vae.scale();
  return {int(recipe.width / scale), int(recipe.height / scale)};
}

}  // namespace evenlight::studio
