// Drives the real window the way a person does: from the very first start to the audit's report.
#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPlainTextEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QSpinBox>
#include <QToolButton>
#include <QTreeWidget>
#include <QWheelEvent>
#include <algorithm>
#include <fstream>

#include "app/common/a1111_text.h"
#include "app/common/png_file.h"
#include "app/common/recipe_file.h"
#include "app/gui/dialogs.h"
#include "app/gui/hints.h"
#include "app/gui/text.h"
#include "app/gui/worker.h"
#include "tests/gui/studio_fixture.h"

namespace evenlight::studio {
namespace {

namespace fs = std::filesystem;

Image grey_picture(int64_t side) {
  return {side, side, std::vector<uint8_t>(size_t(side * side * 3), 128)};
}

}  // namespace

class TestStudio : public QObject, public StudioFixture {
  Q_OBJECT
 private slots:
  void init() { make_folder(); }
  void cleanup() {
    close();
    remove_folder();
  }
  void fromTheFirstStartToTheReport();
  void cancelsWithinAStep();
  void queuesAndReorders();
  void takesOverPicturesOfOthers();
  void tellsWhatIsWrongWithAFile();
  void undoesEditsOfPromptAndSettings();
  void closingDuringARenderKeepsWhatWasFinished();
  void rebuildsTheGalleryFromTheFolder();
  void makesAgainAndVaries();
  void exportsWithAndWithoutRecipe();
  void comparesBeforeAndAfter();
  void keepsLayoutsAndSettings();
  void completesWordsTheModelKnows();
  void rollsSeeds();
  void theWheelScrollsThePanel();
  void movesPicturesToTheTrash();
  void listsItsKeys();

 private:
  QPlainTextEdit& prompt() { return *get<QPlainTextEdit>("prompt"); }
  QAbstractItemModel& gallery() { return *get<QListView>("gallery")->model(); }
  void quick(const QString& text, int steps = 2) {
    prompt().setPlainText(text);
    get<QSpinBox>("steps")->setValue(steps);
  }
  fs::path picture(int row) {
    return to_std(gallery().index(row, 0).data(Qt::UserRole + 2).toString());
  }
  void select(int row) { get<QListView>("gallery")->setCurrentIndex(gallery().index(row, 0)); }
};

void TestStudio::fromTheFirstStartToTheReport() {
  start(true);
  // Three hints, read with the keyboard alone.
  QTRY_VERIFY(window().findChild<Hints*>("hints"));
  QPointer<Hints> hints = get<Hints>("hints");
  write_picture("hint_1");
  for (int i = 0; i < 3; ++i) {
    QVERIFY(hints);
    QCOMPARE(hints->at(), i);
    QTest::keyClick(get<QPushButton>("hint_next"), Qt::Key_Space);
  }
  QTRY_VERIFY(!hints);

  // The first picture is one press away.
  QVERIFY(!get<QComboBox>("model_box")->currentText().isEmpty());
  QVERIFY(!prompt().toPlainText().isEmpty());
  prompt().setFocus();
  prompt().selectAll();
  QTest::keyClicks(&prompt(), "a portrait of a (judge:1.2)");
  QVERIFY(get<QLabel>("prompt_tokens")->text().contains("of 75"));
  get<QSpinBox>("steps")->setValue(4);
  QSignalSpy previews(&window().queue().worker(), &Worker::previewed);
  QTest::keyClick(&prompt(), Qt::Key_Return, Qt::ControlModifier);
  QTRY_VERIFY(window().queue().busy());
  QTRY_VERIFY_WITH_TIMEOUT(!window().queue().busy(), long_wait);
  QCOMPARE(message(), QString());
  QVERIFY(previews.count() > 0);
  QVERIFY(!get<Canvas>("canvas")->picture().isNull());
  QCOMPARE(gallery().rowCount(), 1);
  write_picture("first_picture");

  // Its recipe is in the file, and comes back.
  const fs::path file = picture(0);
  const Recipe made = read_recipe_file(file.string()).recipe;
  QCOMPARE(made.prompt, std::string("a portrait of a (judge:1.2)"));
  QCOMPARE(made.steps, 4);
  quick("something else", 9);
  select(0);
  trigger("gallery_restore");
  QCOMPARE(prompt().toPlainText(), to_qt(made.prompt));
  QCOMPARE(get<QSpinBox>("steps")->value(), 4);
  QCOMPARE(get<QLineEdit>("seed")->text(), QString::number(made.seed));
  QVERIFY(get<QToolButton>("seed_lock")->isChecked());

  // The audit of the same model, to its report.
  trigger("action_audit");
  auto* set = get<QComboBox>("audit_set");
  set->setCurrentIndex(set->count() - 1);
  get<QPlainTextEdit>("audit_own_prompts")->setPlainText("a judge\na nurse");
  get<QSpinBox>("audit_images")->setValue(2);
  get<QCheckBox>("audit_baseline")->setChecked(false);
  get<QCheckBox>("audit_use_settings")->setChecked(true);
  get<QSpinBox>("steps")->setValue(2);
  click("audit_start");
  QTRY_VERIFY_WITH_TIMEOUT(window().queue().busy(), long_wait);
  QTRY_VERIFY_WITH_TIMEOUT(!window().queue().busy(), long_wait);
  QTRY_VERIFY_WITH_TIMEOUT(get<QToolButton>("audit_export")->isEnabled(), long_wait);
  const QString report = this->file("report.html");
  dialogs::answer_next(report);
  trigger("action_audit_export_html");
  QTRY_VERIFY_WITH_TIMEOUT(message().contains(report), long_wait);
  std::ifstream in(to_std(report));
  const std::string text((std::istreambuf_iterator<char>(in)), {});
  QVERIFY(text.find("a judge") != std::string::npos);

  // The second start has no hints and the same prompt.
  close();
  start();
  QVERIFY(!window().findChild<Hints*>("hints"));
  QCOMPARE(prompt().toPlainText(), to_qt(made.prompt));
  QCOMPARE(gallery().rowCount(), 1);
}

void TestStudio::cancelsWithinAStep() {
  start();
  quick("a judge", 150);
  QSignalSpy steps(&window().queue(), &JobQueue::progressed);
  trigger("action_generate");
  QTRY_VERIFY_WITH_TIMEOUT(steps.count() >= 3, long_wait);
  QVERIFY(get<QProgressBar>("progress")->isVisible());
  QTRY_VERIFY(get<QLabel>("time_left")->text().contains("left"));
  const int before = steps.count();
  trigger("action_cancel");
  QTRY_VERIFY_WITH_TIMEOUT(!window().queue().busy(), long_wait);
  // One that was under way, and one whose report was on its way to the window.
  QVERIFY2(steps.count() - before <= 2, qPrintable(QString::number(steps.count() - before)));
  QVERIFY(message().contains("Cancelled"));
  QCOMPARE(gallery().rowCount(), 0);
  QVERIFY(!get<QProgressBar>("progress")->isVisible());
}

void TestStudio::queuesAndReorders() {
  start();
  for (const char* text : {"the first", "the second", "the third", "the fourth"}) {
    quick(text, window().queue().busy() ? 12 : 100);
    trigger("action_generate");
  }
  auto& queue = window().queue();
  QVERIFY(queue.busy());
  QCOMPARE(queue.waiting(), 3);
  auto* list = get<QListView>("queue");
  list->setCurrentIndex(queue.index(2));
  click("queue_up");
  QVERIFY(queue.index(1).data().toString().contains("the third"));
  QCOMPARE(list->currentIndex().row(), 1);  // the selection follows its job
  list->setCurrentIndex(queue.index(3));
  click("queue_remove");
  QCOMPARE(queue.waiting(), 2);
  write_picture("queue");
  QTRY_VERIFY_WITH_TIMEOUT(!queue.busy(), long_wait);
  QCOMPARE(gallery().rowCount(), 3);
  // Newest first.
  QCOMPARE(read_recipe_file(picture(0).string()).recipe.prompt, std::string("the second"));
  QCOMPARE(read_recipe_file(picture(1).string()).recipe.prompt, std::string("the third"));
}

void TestStudio::takesOverPicturesOfOthers() {
  start();
  const QString file = this->file("from_a1111.png");
  save_png(to_std(file), grey_picture(64),
           {{},
            "a castle in the (mist:1.3)\nNegative prompt: blurry\nSteps: 27, Sampler: DPM++ 2M "
            "Karras, CFG scale: 5.5, Seed: 123456789, Size: 512x768, Model hash: 6ce0161689, "
            "Model: v1-5-pruned-emaonly, RNG: CPU, Version: v1.10.1"},
           Overwrite::refuse);
  drop(file);
  QCOMPARE(prompt().toPlainText(), QString("a castle in the (mist:1.3)"));
  QCOMPARE(get<QPlainTextEdit>("negative")->toPlainText(), QString("blurry"));
  QCOMPARE(get<QSpinBox>("steps")->value(), 27);
  QCOMPARE(get<QLineEdit>("seed")->text(), QString("123456789"));
  QCOMPARE(get<QSpinBox>("height")->value(), 768);
  QCOMPARE(get<QComboBox>("sampler")->currentData().toString(), QString("dpmpp_2m"));
  QCOMPARE(get<QComboBox>("schedule")->currentData().toString(), QString("karras"));
  // Its model is not here, which is said, and the one in use stays.
  QVERIFY2(message().contains("v1-5-pruned-emaonly"), qPrintable(message()));
  QVERIFY(!get<QComboBox>("model_box")->currentText().isEmpty());
  QTRY_VERIFY(!get<Canvas>("canvas")->picture().isNull());
  write_picture("taken_over");
  // By the dialog, too.
  quick("another");
  dialogs::answer_next(file);
  trigger("action_open");
  QCOMPARE(prompt().toPlainText(), QString("a castle in the (mist:1.3)"));
}

void TestStudio::tellsWhatIsWrongWithAFile() {
  start();
  quick("stays as it is");
  const QString plain = file("plain.png"), broken = file("broken.png");
  save_png(to_std(plain), grey_picture(64), {}, Overwrite::refuse);
  std::ofstream(to_std(broken)) << "this is no picture";
  for (const QString& path : {plain, broken, file("is_not_there.png")}) {
    drop(path);
    QVERIFY2(message().contains(path), qPrintable(message()));
    QCOMPARE(prompt().toPlainText(), QString("stays as it is"));
  }
  write_picture("error");
  click("message_close");
  QCOMPARE(message(), QString());
}

void TestStudio::undoesEditsOfPromptAndSettings() {
  start();
  const int steps = get<QSpinBox>("steps")->value();
  QTest::keyClicks(&prompt(), "a cat");
  get<QSpinBox>("steps")->setValue(steps + 7);
  click("swap_size");
  get<QComboBox>("size_preset")->setCurrentIndex(1);
  emit get<QComboBox>("size_preset")->activated(1);
  const int wide = get<QSpinBox>("width")->value();
  QVERIFY(wide > get<QSpinBox>("height")->value());
  QTest::keyClick(&prompt(), Qt::Key_Z, Qt::ControlModifier);
  QCOMPARE(get<QSpinBox>("width")->value(), get<QSpinBox>("height")->value());
  QTest::keyClick(&prompt(), Qt::Key_Z, Qt::ControlModifier);
  QTest::keyClick(&prompt(), Qt::Key_Z, Qt::ControlModifier);
  QCOMPARE(get<QSpinBox>("steps")->value(), steps);
  QCOMPARE(prompt().toPlainText(), QString("a cat"));
  QTest::keyClick(&prompt(), Qt::Key_Z, Qt::ControlModifier);
  QCOMPARE(prompt().toPlainText(), QString());
  QTest::keyClick(&prompt(), Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
  QCOMPARE(prompt().toPlainText(), QString("a cat"));
  QTest::keyClick(&prompt(), Qt::Key_Y, Qt::ControlModifier);
  QCOMPARE(get<QSpinBox>("steps")->value(), steps + 7);
  // From inside a number, too.
  get<QSpinBox>("steps")->setFocus();
  QTest::keyClick(get<QSpinBox>("steps"), Qt::Key_Up);
  QCOMPARE(get<QSpinBox>("steps")->value(), steps + 8);
  QTest::keyClick(get<QSpinBox>("steps"), Qt::Key_Z, Qt::ControlModifier);
  QVERIFY(get<QSpinBox>("steps")->value() < steps + 8);
}

void TestStudio::closingDuringARenderKeepsWhatWasFinished() {
  start();
  quick("a farmer", 8);
  get<QSpinBox>("count")->setValue(50);
  QSignalSpy saved(&window().queue().worker(), &Worker::saved);
  trigger("action_generate");
  QTRY_VERIFY_WITH_TIMEOUT(saved.count() >= 2, long_wait);
  close();
  std::vector<fs::path> files;
  for (const auto& item : fs::recursive_directory_iterator(root() / "pictures")) {
    if (item.is_regular_file()) files.push_back(item.path());
  }
  QVERIFY(files.size() >= 2 && files.size() < 50);
  for (const fs::path& path : files) {
    QCOMPARE(path.extension().string(), std::string(".png"));  // nothing half written is left
    QCOMPARE(load_png(path).width, read_recipe_file(path.string()).recipe.width);
  }
  start();
  QTRY_COMPARE(gallery().rowCount(), int(files.size()));
  QCOMPARE(prompt().toPlainText(), QString("a farmer"));
  QCOMPARE(get<QSpinBox>("count")->value(), 50);
}

void TestStudio::rebuildsTheGalleryFromTheFolder() {
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

void TestStudio::makesAgainAndVaries() {
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

void TestStudio::exportsWithAndWithoutRecipe() {
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

void TestStudio::comparesBeforeAndAfter() {
  start();
  auto* compare = get<QAction>("action_compare");
  QVERIFY(!compare->isEnabled());
  quick("a doctor");
  generate();
  quick("a teacher");
  generate();
  QVERIFY(compare->isEnabled());
  trigger("action_compare");
  auto* canvas = get<Canvas>("canvas");
  QVERIFY(canvas->comparing());
  canvas->setFocus();
  const double split = canvas->split();
  QTest::keyClick(canvas, Qt::Key_Left);
  QVERIFY(canvas->split() < split);
  // Half of the canvas shows the picture before.
  write_picture("compare");
  trigger("action_zoom_in");
  QVERIFY(!canvas->fits());
  const double zoom = canvas->zoom();
  trigger("action_fit");
  QVERIFY(canvas->fits() && canvas->zoom() < zoom);
  trigger("action_compare");
  QVERIFY(!canvas->comparing());
}

void TestStudio::keepsLayoutsAndSettings() {
  start();
  auto* queue = get<QWidget>("queue_dock");
  queue->hide();
  dialogs::answer_next("Without queue & more");
  trigger("action_layout_save");
  trigger("action_layout_first");
  QVERIFY(queue->isVisible());
  get<QSpinBox>("batch")->setValue(3);
  trigger("action_theme_dark");
  close();
  start();
  QVERIFY(get<QWidget>("queue_dock")->isVisible());
  QCOMPARE(get<QSpinBox>("batch")->value(), 3);
  QVERIFY(get<QAction>("action_theme_dark")->isChecked());
  trigger("action_layout_Without queue & more");
  QVERIFY(!get<QWidget>("queue_dock")->isVisible());
  trigger("action_theme_system");
}

void TestStudio::completesWordsTheModelKnows() {
  start();
  prompt().setFocus();
  QTest::keyClicks(&prompt(), "a portrait of a scien");
  auto* list = window().findChild<QAbstractItemView*>("completions");
  QVERIFY(!list);  // a window of its own
  for (QWidget* widget : QApplication::topLevelWidgets()) {
    if (widget->objectName() == "completions" && widget->isVisible()) {
      list = qobject_cast<QAbstractItemView*>(widget);
    }
  }
  QVERIFY(list);
  QTest::keyClick(list, Qt::Key_Down);
  QTest::keyClick(list, Qt::Key_Return);
  QCOMPARE(prompt().toPlainText(), QString("a portrait of a scientist"));
  QTest::keyClick(&prompt(), Qt::Key_Up, Qt::ControlModifier);
  QCOMPARE(prompt().toPlainText(), QString("a portrait of a (scientist:1.1)"));
}

void TestStudio::rollsSeeds() {
  start();
  auto* seed = get<QLineEdit>("seed");
  const QString first = seed->text();
  click("seed_dice");
  QVERIFY(seed->text() != first);
  trigger("action_undo");
  QCOMPARE(seed->text(), first);
  seed->setFocus();
  seed->selectAll();
  QTest::keyClicks(seed, "12");
  QTest::keyClick(seed, Qt::Key_Return);
  QVERIFY(get<QToolButton>("seed_lock")->isChecked());
  quick("a chef");
  generate();
  QCOMPARE(seed->text(), QString("12"));
  QCOMPARE(read_recipe_file(picture(0).string()).recipe.seed, uint64_t(12));
  click("seed_lock");
  generate();
  QVERIFY(seed->text() != "12");
}

void TestStudio::theWheelScrollsThePanel() {
  start();
  window().resize(1100, 500);
  auto* steps = get<QSpinBox>("steps");
  const int before = steps->value();
  const auto turn = [&] {
    const QPointF at = QRectF(steps->rect()).center();
    QWheelEvent wheel(at, steps->mapToGlobal(at), {}, {0, -120}, Qt::NoButton, Qt::NoModifier,
                      Qt::NoScrollPhase, false);
    QCoreApplication::sendEvent(steps, &wheel);
  };
  prompt().setFocus();
  turn();
  QCOMPARE(steps->value(), before);
  steps->setFocus();
  turn();
  QCOMPARE(steps->value(), before - 1);
}

void TestStudio::movesPicturesToTheTrash() {
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

void TestStudio::listsItsKeys() {
  start();
  trigger("action_keys");
  const auto* keys = get<QTreeWidget>("keys");
  QCOMPARE(keys->topLevelItemCount(), 5);
  QVERIFY(keys->topLevelItem(0)->childCount() > 25);
  QVERIFY(!keys->findItems("Generate", Qt::MatchExactly | Qt::MatchRecursive).isEmpty());
}

}  // namespace evenlight::studio

int main(int count, char** words) {
  QApplication app(count, words);
  evenlight::studio::TestStudio test;
  return QTest::qExec(&test, count, words);
}
#include "test_studio.moc"
