// Drives the real window the way a person does: from the very first start to the audit's report.
#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QToolButton>
#include <QTreeWidget>
#include <fstream>

#include "app/common/files/png_file.h"
#include "app/common/recipe/recipe_file.h"
#include "app/gui/queue/worker.h"
#include "app/gui/widgets/dialogs.h"
#include "app/gui/widgets/text.h"
#include "app/gui/window/hints.h"
#include "tests/gui/studio_fixture.h"

namespace evenlight::studio {

namespace fs = std::filesystem;

namespace {

Image grey_picture(int64_t side) {
  return {side, side, std::vector<uint8_t>(size_t(side * side * 3), 128)};
}

}  // namespace

class TestStudio : public QObject, public StudioFixture {
  Q_OBJECT
 private slots:
  void init() { make_folder(); }
  void cleanup() { end(); }
  void fromTheFirstStartToTheReport();
  void takesOverPicturesOfOthers();
  void tellsWhatIsWrongWithAFile();
  void closingDuringARenderKeepsWhatWasFinished();
  void comparesBeforeAndAfter();
  void keepsLayoutsAndSettings();
  void listsItsKeys();
  void keepsPreferences();
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
  auto* strip = get<QWidget>("gallery_dock");
  strip->hide();
  dialogs::answer_next("Without strip & more");
  trigger("action_layout_save");
  trigger("action_layout_first");
  QVERIFY(strip->isVisible());
  get<QSpinBox>("batch")->setValue(3);
  trigger("action_theme_dark");
  close();
  start();
  QVERIFY(get<QWidget>("gallery_dock")->isVisible());
  QCOMPARE(get<QSpinBox>("batch")->value(), 3);
  QVERIFY(get<QAction>("action_theme_dark")->isChecked());
  trigger("action_layout_Without strip & more");
  QVERIFY(!get<QWidget>("gallery_dock")->isVisible());
  trigger("action_theme_system");
}

void TestStudio::listsItsKeys() {
  start();
  quick("a chef");  // which could be undone now
  trigger("action_keys");
  const auto* keys = get<QTreeWidget>("keys");
  QCOMPARE(keys->topLevelItemCount(), 5);
  QVERIFY(keys->topLevelItem(0)->childCount() > 25);
  for (const char* action : {"Generate", "Undo", "Redo", "Film strip"}) {
    QVERIFY2(!keys->findItems(action, Qt::MatchExactly | Qt::MatchRecursive).isEmpty(), action);
  }
}

void TestStudio::keepsPreferences() {
  start();
  trigger("action_preferences");
  get<QCheckBox>("preferences_own_size")->click();
  auto* width = get<QSpinBox>("preferences_width");
  width->setFocus();
  width->selectAll();
  QTest::keyClicks(width, "96");
  auto* language = get<QComboBox>("preferences_language");
  language->setCurrentIndex(language->findData("de"));
  dialogs::answer_next(file("elsewhere"));
  click("preferences_browse");
  auto* buttons = get<QWidget>("preferences")->findChild<QDialogButtonBox*>();
  QTest::mouseClick(buttons->button(QDialogButtonBox::Ok), Qt::LeftButton);
  QVERIFY2(message().contains("next start"), qPrintable(message()));
  const Preferences kept = Session(places().settings).preferences();
  QCOMPARE(kept.size.width(), 96);
  QCOMPARE(kept.language, QString("de"));
  QCOMPARE(kept.pictures, file("elsewhere"));
  // The size is what nobody has to choose from now on.
  QTRY_COMPARE(get<QSpinBox>("width")->value(), 96);
  close();
  start();
  QCOMPARE(get<QSpinBox>("width")->value(), 96);
}

}  // namespace evenlight::studio

EVENLIGHT_STUDIO_TEST(TestStudio)
#include "test_studio.moc"
