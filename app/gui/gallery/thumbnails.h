#pragma once

#include <QCache>
#include <QImage>
#include <QObject>
#include <QSet>
#include <QThreadPool>
#include <filesystem>
#include <vector>

namespace evenlight::studio {

// Small versions of pictures, made when they are first looked at, on threads of their own; kept in
// memory and as files. What was asked for last comes first, so that scrolling never waits.
class Thumbnails : public QObject {
  Q_OBJECT
 public:
  static constexpr int side = 192;

  explicit Thumbnails(std::filesystem::path folder, QObject* parent = nullptr);
  ~Thumbnails() override;

  // Null if it is not there yet; `ready` follows. A file that is no picture gives a grey one.
  const QImage* get(const std::filesystem::path& picture);
  // One that is known already: spares reading the file.
  void put(const std::filesystem::path& picture, const QImage& image);

 signals:
  void ready(const QString& picture);

 private:
  static constexpr size_t max_waiting = 200;

  void start_next();
  void loaded(const QString& picture, const QImage& image);

  std::filesystem::path folder_;
  QCache<QString, QImage> memory_;
  std::vector<QString> waiting_;
  QSet<QString> loading_;
  QThreadPool pool_;
};

}  // namespace evenlight::studio
