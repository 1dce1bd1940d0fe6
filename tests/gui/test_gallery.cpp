// What the gallery of the real window does with pictures that were made.
#include <QApplication>
#include <QComboBox>
#include <QLineEdit>
#include <QListView>
#include <QSpinBox>
#include <fstream>

#include "app/common/files/png_file.h"
#include "app/common/recipe/recipe_file.h"
#include "app/gui/widgets/dialogs.h"
#include "app/gui/widgets/text.h"
#include "tests/gui/studio_fixture.h"

namespace evenlight::studio {

namespace fs = std::filesystem;

class TestGallery : public QObject, public StudioFixture {
  Q_OBJECT
 private slots:
  void init() { make_folder(); }
  void cleanup() { end(); }
  void rebuildsTheGalleryFromTheFolder();
  void makesAgainAndVaries();
  void exportsWithAndWithoutRecipe();
  void movesPicturesToTheTrash();
};

void TestGallery::rebuildsTheGalleryFromTheFolder() {
  start();
  quick("a cook");
  get<QSpinBox>("count")->setValue(2);
  generate();
  quick("a pilot");
  get<QSpinBox>("count")->setValue(1);
  generate();
  QCOMPARE(gallery().rowCount(), 3);
  select(0);
  QTest::keyClick(get<QListView>("gallery"), Qt::Key_4);
  close();
  for (const auto& item : fs::directory_iterator(root())) {
    if (item.path().filename().string().starts_with("gallery.sqlite")) fs::remove(item.path());
  }
  start();
  QTRY_COMPARE(gallery().rowCount(), 3);
  auto* words = get<QLineEdit>("gallery_words");
  words->setText("PILOT");
  QTRY_COMPARE(gallery().rowCount(), 1);
  words->clear();
  QTRY_COMPARE(gallery().rowCount(), 3);
  auto* rating = get<QComboBox>("gallery_rating");
  rating->setCurrentIndex(4);
  emit rating->activated(4);
  QCOMPARE(gallery().rowCount(), 1);
  QCOMPARE(read_recipe_file(picture(0).string()).recipe.prompt, std::string("a pilot"));
}

void TestGallery::makesAgainAndVaries() {
  start();
  quick("a banker");
  generate();
  quick("other words", 3);
  select(0);
  trigger("gallery_again");
  QTRY_VERIFY_WITH_TIMEOUT(!window().queue().busy(), long_wait);
  QCOMPARE(gallery().rowCount(), 2);
  QCOMPARE(load_png(picture(0)).rgb, load_png(picture(1)).rgb);
  select(1);
  trigger("gallery_vary");
  QTRY_VERIFY_WITH_TIMEOUT(!window().queue().busy(), long_wait);
  QCOMPARE(gallery().rowCount(), 3);
  const Recipe varied = read_recipe_file(picture(0).string()).recipe;
  const Recipe first = read_recipe_file(picture(1).string()).recipe;
  QCOMPARE(varied.prompt, first.prompt);
  QVERIFY(varied.seed != first.seed);
  QVERIFY(load_png(picture(0)).rgb != load_png(picture(1)).rgb);
}

void TestGallery::exportsWithAndWithoutRecipe() {
  start();
  quick("a scientist");
  generate();
  select(0);
  const QString with = file("with.png"), without = file("without.png");
  dialogs::answer_next(with);
  trigger("gallery_export");
  QVERIFY(message().contains(with));
  dialogs::answer_next(without);
  trigger("gallery_export_plain");
  QCOMPARE(read_recipe_file(to_std(with)).recipe.prompt, std::string("a scientist"));
  std::ifstream in(to_std(without), std::ios::binary);
  const std::string bytes((std::istreambuf_iterator<char>(in)), {});
  QVERIFY(!bytes.empty() && bytes.find("scientist") == std::string::npos);
  QCOMPARE(load_png(to_std(with)).rgb, load_png(to_std(without)).rgb);
}

void TestGallery::movesPicturesToTheTrash() {
  start();
  quick("a firefighter");
  generate();
  const fs::path made = picture(0);
  select(0);
  trigger("gallery_trash");
  QVERIFY2(message().contains("trash"), qPrintable(message()));
  QCOMPARE(gallery().rowCount(), 0);
  QVERIFY(!fs::exists(made));
  QVERIFY(fs::exists(root() / "Trash" / "files" / made.filename()));
}

}  // namespace evenlight::studio

EVENLIGHT_STUDIO_TEST(TestGallery)
#include "test_gallery.moc"
