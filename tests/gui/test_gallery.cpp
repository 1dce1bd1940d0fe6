// What the gallery of the real window does with pictures that were made.
#include <QApplication>
#include <QComboBox>
#include <QContextMenuEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QMenu>
#include <QSpinBox>
#include <fstream>

#include "app/common/files/png_file.h"
#include "app/common/recipe/recipe_file.h"
#include "app/gui/gallery/gallery_model.h"
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
  void theMenuOfThePictureIsAboutThatPicture();
  void putsBackWhatWasTrashed();
  void actsOnSeveralPictures();
  void aFileThatIsGoneOnlyLeavesTheList();
  void startsWhereNothingCanBeWritten();
  void takesOnlyOneSettingOfAPicture();

 private:
  void make(const char* prompt);
  // What is on the canvas, by its file.
  std::filesystem::path shown() { return get<Canvas>("canvas")->path(); }
  void open_menu_of_canvas();
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

void TestGallery::make(const char* prompt) {
  quick(prompt);
  generate();
}

void TestGallery::open_menu_of_canvas() {
  auto* canvas = get<QWidget>("canvas");
  QContextMenuEvent event(QContextMenuEvent::Mouse, canvas->rect().center(),
                          canvas->mapToGlobal(canvas->rect().center()));
  QCoreApplication::sendEvent(canvas, &event);
  QVERIFY(get<QMenu>("gallery_menu")->isVisible());
}

void TestGallery::theMenuOfThePictureIsAboutThatPicture() {
  start();
  make("a nurse");
  const fs::path nurse = picture(0);
  get<QListView>("gallery")->setFocus();
  select(0);
  QTRY_COMPARE(shown(), nurse);
  make("a firefighter");
  const fs::path firefighter = picture(0);
  // The gallery keeps its place, and the canvas shows the new one.
  QCOMPARE(get<QListView>("gallery")->currentIndex().row(), 1);
  QCOMPARE(shown(), firefighter);
  open_menu_of_canvas();
  trigger("gallery_trash");
  get<QMenu>("gallery_menu")->hide();
  QVERIFY(fs::exists(nurse));
  QVERIFY(!fs::exists(firefighter));
  // A picture from elsewhere has the same menu, but is not ours to throw away.
  make("a judge");
  const fs::path elsewhere = root() / "elsewhere.png";
  fs::copy(picture(0), elsewhere);
  quick("other words");
  drop(path_text(elsewhere));
  QTRY_COMPARE(shown(), elsewhere);
  QCOMPARE(prompt().toPlainText(), QString("a judge"));
  open_menu_of_canvas();
  QVERIFY(get<QAction>("gallery_copy")->isEnabled());
  QVERIFY(!get<QAction>("gallery_trash")->isEnabled());
  get<QMenu>("gallery_menu")->hide();
  quick("other words again");
  trigger("gallery_restore");
  QCOMPARE(prompt().toPlainText(), QString("a judge"));
}

void TestGallery::putsBackWhatWasTrashed() {
  start();
  make("a nurse");
  const fs::path nurse = picture(0);
  auto* list = get<QListView>("gallery");
  list->setFocus();
  select(0);
  QTest::keyClick(list, Qt::Key_3);
  QTest::keyClick(list, Qt::Key_Delete);
  QVERIFY(!fs::exists(nurse));
  QVERIFY(get<Canvas>("canvas")->picture().isNull());
  click("message_offer");
  QVERIFY(fs::exists(nurse));
  QVERIFY(fs::is_empty(root() / "Trash" / "files"));
  QVERIFY(fs::is_empty(root() / "Trash" / "info"));
  QCOMPARE(gallery().rowCount(), 1);
  QCOMPARE(gallery().index(0, 0).data(GalleryModel::rating_role).toInt(), 3);
  QVERIFY(!get<QAction>("gallery_put_back")->isEnabled());
}

void TestGallery::actsOnSeveralPictures() {
  start();
  for (const char* prompt : {"a nurse", "a judge", "a cook"}) make(prompt);
  auto* list = get<QListView>("gallery");
  list->setFocus();
  select(0);
  QTest::keyClick(list, Qt::Key_A, Qt::ControlModifier);
  QVERIFY(get<QLabel>("gallery_found")->text().contains("3 selected"));
  QTest::keyClick(list, Qt::Key_5);
  for (int row = 0; row < 3; ++row) {
    QCOMPARE(gallery().index(row, 0).data(GalleryModel::rating_role).toInt(), 5);
  }
  fs::create_directories(root() / "exported");
  dialogs::answer_next(file("exported"));
  trigger("gallery_export");
  QCOMPARE(std::distance(fs::directory_iterator(root() / "exported"), {}), 3);
  QTest::keyClick(list, Qt::Key_Delete);
  QCOMPARE(gallery().rowCount(), 0);
  trigger("gallery_put_back");
  QCOMPARE(gallery().rowCount(), 3);
}

void TestGallery::takesOnlyOneSettingOfAPicture() {
  start();
  make("a nurse");
  const Recipe nurse = read_recipe_file(picture(0).string()).recipe;
  trigger("action_go_details_dock");
  quick("other words", 7);
  click("use_seed");
  QCOMPARE(get<QLineEdit>("seed")->text(), QString::number(nurse.seed));
  QCOMPARE(prompt().toPlainText(), QString("other words"));
  QCOMPARE(get<QSpinBox>("steps")->value(), 7);
  click("use_prompt");
  QCOMPARE(prompt().toPlainText(), QString("a nurse"));
  QCOMPARE(get<QSpinBox>("steps")->value(), 7);
}

void TestGallery::startsWhereNothingCanBeWritten() {
  std::ofstream(root() / "gallery.sqlite") << "not a database, but long enough to be read as one";
  start();
  QVERIFY2(message().contains("damaged"), qPrintable(message()));
  make("a nurse");
  QCOMPARE(gallery().rowCount(), 1);
  close();
  fs::remove_all(root() / "gallery.sqlite");
  fs::create_directories(root() / "gallery.sqlite");  // a folder cannot be opened as a file
  start();
  QVERIFY2(message().contains("can't be kept"), qPrintable(message()));
  QTRY_COMPARE(gallery().rowCount(), 1);
}

void TestGallery::aFileThatIsGoneOnlyLeavesTheList() {
  start();
  make("a nurse");
  fs::remove(picture(0));
  auto* list = get<QListView>("gallery");
  list->setFocus();
  select(0);
  QTest::keyClick(list, Qt::Key_Delete);
  QCOMPARE(gallery().rowCount(), 0);
  QVERIFY2(message().contains("no longer there"), qPrintable(message()));
}

}  // namespace evenlight::studio

EVENLIGHT_STUDIO_TEST(TestGallery)
#include "test_gallery.moc"
