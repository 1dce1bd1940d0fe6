#include "tests/gui/studio_fixture.h"

#include <QDropEvent>
#include <QLabel>
#include <QListView>
#include <QMimeData>
#include <QSpinBox>

#include "app/common/library/models.h"
#include "app/gui/widgets/text.h"
#include "tests/support/safetensors_writer.h"

namespace evenlight::studio {

Places StudioFixture::places() const {
  return {root() / "pictures", root() / "gallery.sqlite", root() / "thumbnails",
          folder_->filePath("studio.ini")};
}

void StudioFixture::make_folder() {
  folder_ = std::make_unique<QTemporaryDir>();
  qputenv("XDG_DATA_HOME", folder_->path().toUtf8());
  qputenv("XDG_CACHE_HOME", folder_->path().toUtf8());
}

void StudioFixture::start(bool hints) {
  if (!hints) Session(places().settings).keep_hints_seen();
  window_ = std::make_unique<MainWindow>(places());
  QSignalSpy ready(window_.get(), &MainWindow::model_ready);
  window_->resize(1400, 900);
  window_->show();
  QVERIFY(QTest::qWaitForWindowExposed(window_.get()));
  QVERIFY(ready.count() > 0 || ready.wait(long_wait));
}

void StudioFixture::close() {
  if (window_) window_->close();
  window_.reset();
}

void StudioFixture::end() {
  close();
  folder_.reset();
}

std::filesystem::path StudioFixture::embedding_file(const std::string& name) const {
  return root() / "evenlight" / "embeddings" / (name + ".safetensors");
}

void StudioFixture::put_embedding(const std::string& name, int count, int64_t width) {
  if (width == 0) width = open_model(find_model({}).path)->configs().text.width;
  std::vector<float> values(size_t(count * width));
  for (size_t i = 0; i < values.size(); ++i) values[i] = float(i % 7) / 7 - 0.5f;
  test::write_file(
      embedding_file(name),
      test::safetensors_bytes({{"emb_params", "F32", {count, width}, test::f32_bytes(values)}}));
}

void StudioFixture::trigger(const char* name) {
  auto* action = get<QAction>(name);
  QVERIFY2(action->isEnabled(), name);
  action->trigger();
}

QString StudioFixture::message() {
  return get<QWidget>("message_bar")->isVisible() ? get<QLabel>("message_text")->text() : QString();
}

void StudioFixture::drop(const QString& path) {
  drop_on(*window_, path);
}

void StudioFixture::drop_on(QWidget& target, const QString& path) {
  QMimeData data;
  data.setUrls({QUrl::fromLocalFile(path)});
  QDragEnterEvent enter(target.rect().center(), Qt::CopyAction, &data, Qt::LeftButton,
                        Qt::NoModifier);
  QCoreApplication::sendEvent(&target, &enter);
  QVERIFY(enter.isAccepted());
  QDropEvent event(QPointF(target.rect().center()), Qt::CopyAction, &data, Qt::LeftButton,
                   Qt::NoModifier);
  QCoreApplication::sendEvent(&target, &event);
}

void StudioFixture::generate() {
  trigger("action_generate");
  QTRY_VERIFY_WITH_TIMEOUT(!window_->queue().busy(), long_wait);
}

void StudioFixture::quick(const QString& text, int steps) {
  prompt().setPlainText(text);
  get<QSpinBox>("steps")->setValue(steps);
}

QAbstractItemModel& StudioFixture::gallery() {
  return *get<QListView>("gallery")->model();
}

void StudioFixture::select(int row) {
  get<QListView>("gallery")->setCurrentIndex(gallery().index(row, 0));
}

std::filesystem::path StudioFixture::picture(int row) {
  return to_std(gallery().index(row, 0).data(Qt::UserRole + 2).toString());
}

void StudioFixture::write_picture(const char* name) {
  const QByteArray folder = qgetenv("EVENLIGHT_SCREENSHOTS");
  if (folder.isEmpty()) return;
  QVERIFY(window_->grab().save(QString("%1/%2.png").arg(folder, name)));
}

}  // namespace evenlight::studio
