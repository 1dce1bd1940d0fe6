#include "app/gui/queue/picture_files.h"

#include <fmt/format.h>

#include <QDateTime>
#include <algorithm>

#include "app/common/files/output_path.h"
#include "app/gui/prompt/model_vocabulary.h"
#include "app/gui/widgets/text.h"
#include "engine/base/error.h"

namespace evenlight::studio {

namespace fs = std::filesystem;

namespace {

constexpr int max_name_bytes = 200;  // of a part, so that "-2.png" has room

}  // namespace

QString picture_file_name(const QString& pattern, const NamedPicture& picture) {
  const QDateTime now = QDateTime::currentDateTime();
  const std::pair<const char*, QString> places[] = {
      {"{prompt}", to_qt(prompt_for_path(picture.recipe.prompt))},
      {"{seed}", QString::number(picture.recipe.seed)},
      {"{date}", now.date().toString(Qt::ISODate)},
      {"{time}", now.time().toString("HHmmss")},
      {"{model}", to_qt(prompt_for_path(to_std(picture.model)))}};
  QString name = pattern.trimmed().isEmpty() ? usual_file_name : pattern.trimmed();
  if (name.endsWith(".png", Qt::CaseInsensitive)) name.chop(4);
  for (const auto& [place, text] : places) name.replace(place, text);
  const QStringList parts = name.split('/');
  const bool fits = std::ranges::all_of(parts, [](const QString& part) {
    return !part.isEmpty() && part != "." && part != ".." && !part.contains(QChar(0)) &&
           !part.contains('{') && !part.contains('}') && part.toUtf8().size() <= max_name_bytes;
  });
  return fits ? name : QString();
}

fs::path path_for(const fs::path& folder, const QString& pattern, const NamedPicture& picture) {
  QString name = picture_file_name(pattern, picture);
  if (name.isEmpty()) name = picture_file_name(usual_file_name, picture);
  const fs::path stem = folder / to_std(name);
  std::error_code error;
  fs::create_directories(stem.parent_path(), error);
  if (error) {
    throw Error(ErrorKind::failed, say<"The folder for pictures, {0}, cannot be made: {1}.">(
                                       stem.parent_path().string(), error.message()));
  }
  fs::path path = stem;
  path += ".png";
  for (int again = 2; fs::exists(path, error); ++again) {
    path = stem;
    path += fmt::format("-{}.png", again);
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
