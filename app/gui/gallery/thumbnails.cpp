#include "app/gui/gallery/thumbnails.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFileInfo>
#include <QImageReader>
#include <QSaveFile>
#include <algorithm>

#include "app/gui/widgets/text.h"

namespace evenlight::studio {
namespace {

constexpr int kept_in_memory = 3000;
constexpr qint64 max_side = 16384;

// The name tells path, time and size, so that a changed picture has another one.
QString cache_file(const QString& folder, const QString& picture) {
  const QFileInfo info(picture);
  const QString key = QString("%1\n%2\n%3")
                          .arg(picture)
                          .arg(info.lastModified().toMSecsSinceEpoch())
                          .arg(info.size());
  const QByteArray hash = QCryptographicHash::hash(key.toUtf8(), QCryptographicHash::Sha1);
  return folder + "/" + hash.toHex() + ".jpg";
}

QImage shrink(const QImage& image) {
  return image.scaled(Thumbnails::side, Thumbnails::side, Qt::KeepAspectRatio,
                      Qt::SmoothTransformation);
}

void keep(const QImage& image, const QString& file) {
  QDir().mkpath(QFileInfo(file).path());
  QSaveFile out(file);
  // Without a cache it is only slower the next time.
  if (out.open(QIODevice::WriteOnly) && image.save(&out, "JPG", 85)) out.commit();
}

QImage load(const QString& folder, const QString& picture) {
  const QString file = cache_file(folder, picture);
  QImage image(file);
  if (!image.isNull()) return image;
  QImageReader reader(picture);
  const QSize size = reader.size();
  if (size.width() <= max_side && size.height() <= max_side) image = reader.read();
  if (image.isNull()) {
    image = QImage(Thumbnails::side, Thumbnails::side, QImage::Format_RGB888);
    image.fill(Qt::gray);
    return image;
  }
  image = shrink(image);
  keep(image, file);
  return image;
}

}  // namespace

Thumbnails::Thumbnails(std::filesystem::path folder, QObject* parent)
    : QObject(parent), folder_(std::move(folder)), memory_(kept_in_memory) {
  pool_.setMaxThreadCount(2);
  pool_.setThreadPriority(QThread::LowPriority);
}

Thumbnails::~Thumbnails() {
  waiting_.clear();
  pool_.waitForDone();
}

const QImage* Thumbnails::get(const std::filesystem::path& path) {
  const QString picture = path_text(path);
  if (const QImage* image = memory_.object(picture)) return image;
  if (loading_.contains(picture)) return nullptr;
  std::erase(waiting_, picture);
  waiting_.push_back(picture);
  if (waiting_.size() > max_waiting) waiting_.erase(waiting_.begin());
  start_next();
  return nullptr;
}

void Thumbnails::put(const std::filesystem::path& path, const QImage& image) {
  const QString picture = path_text(path);
  const QImage small = shrink(image);
  memory_.insert(picture, new QImage(small));
  pool_.start(
      [small, picture, folder = path_text(folder_)] { keep(small, cache_file(folder, picture)); });
}

void Thumbnails::start_next() {
  while (!waiting_.empty() && loading_.size() < pool_.maxThreadCount()) {
    const QString picture = waiting_.back();
    waiting_.pop_back();
    loading_.insert(picture);
    pool_.start([this, picture, folder = path_text(folder_)] {
      const QImage image = load(folder, picture);
      QMetaObject::invokeMethod(this, [this, picture, image] { loaded(picture, image); });
    });
  }
}

void Thumbnails::loaded(const QString& picture, const QImage& image) {
  loading_.remove(picture);
  memory_.insert(picture, new QImage(image));
  emit ready(picture);
  start_next();
}

}  // namespace evenlight::studio
