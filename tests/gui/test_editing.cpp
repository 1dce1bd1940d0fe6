// Writing a prompt and choosing settings in the real window.
#include <QAbstractItemView>
#include <QApplication>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QLabel>
#include <QLineEdit>
#include <QScrollArea>
#include <QSpinBox>
#include <QToolButton>
#include <QWheelEvent>

#include "app/common/files/png_file.h"
#include "app/common/recipe/recipe_file.h"
#include "app/gui/prompt/prompt_edit.h"
#include "app/gui/prompt/step_strip.h"
#include "app/gui/widgets/fold.h"
#include "app/gui/widgets/text.h"
#include "tests/gui/studio_fixture.h"

namespace evenlight::studio {

class TestEditing : public QObject, public StudioFixture {
  Q_OBJECT
 private slots:
  void init() { make_folder(); }
  void cleanup() { end(); }
  void undoesEditsOfPromptAndSettings();
  void completesWordsTheModelKnows();
  void offersMarksAndCountsEmbeddings();
  void showsWhatActsAtWhichStep();
  void offersWhatCameWhileItWasOpen();
  void aPictureKeepsItsEmbeddings();
  void rollsSeeds();
  void startsFromAPictureThatIsDropped();
  void theWheelScrollsThePanel();
  void numbersCanBeTyped_data();
  void numbersCanBeTyped();
  void aNumberBeingWrittenCounts();
  void whatHappensElsewhereLeavesTheNumberBeingWritten();
  void aFieldGoesBackToTheModels();
  void undoesWhatAPersonCallsOneStep();

 private:
  // As by a person: a click into the field, everything selected, keys to whatever has the focus.
  void type(const char* field, const QString& text);
  // The list that is open, or null: it is a window of its own.
  QAbstractItemView* completions();
};

QAbstractItemView* TestEditing::completions() {
  for (QWidget* widget : QApplication::topLevelWidgets()) {
    if (widget->objectName() == "completions" && widget->isVisible()) {
      return qobject_cast<QAbstractItemView*>(widget);
    }
  }
  return nullptr;
}

void TestEditing::undoesEditsOfPromptAndSettings() {
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

void TestEditing::completesWordsTheModelKnows() {
  start();
  prompt().setFocus();
  QTest::keyClicks(&prompt(), "a portrait of a scien");
  auto* list = completions();
  QVERIFY(list);
  QTest::keyClick(list, Qt::Key_Down);
  QTest::keyClick(list, Qt::Key_Return);
  QCOMPARE(prompt().toPlainText(), QString("a portrait of a scientist"));
  QTest::keyClick(&prompt(), Qt::Key_Up, Qt::ControlModifier);
  QCOMPARE(prompt().toPlainText(), QString("a portrait of a (scientist:1.1)"));
}

void TestEditing::offersMarksAndCountsEmbeddings() {
  put_embedding("scientific-style", 8);
  put_embedding("of another model", 1, 3);
  start();
  prompt().setFocus();
  QTest::keyClicks(&prompt(), "a (scien");
  auto* list = completions();
  QVERIFY(list);
  write_picture("completions");
  const auto& rows = *list->model();
  QVERIFY(rows.rowCount() >= 2);
  const QString first = rows.index(0, 0).data().toString();
  QCOMPARE(first, QString("scientific-style – embedding, 8 tokens"));
  QCOMPARE(rows.index(1, 0).data().toString(), QString("scientist"));
  QTest::keyClick(list, Qt::Key_Down);
  QTest::keyClick(list, Qt::Key_Return);
  QCOMPARE(prompt().toPlainText(), QString("a (scientific-style"));
  QTest::keyClicks(&prompt(), ":1.2)");
  QCOMPARE(get<QLabel>("prompt_tokens")->text(), QString("9 of 75 tokens, with scientific-style"));
  QTest::keyClicks(&prompt(), " of another model");
  int underlined = 0;
  for (const QTextEdit::ExtraSelection& mark : prompt().extraSelections()) {
    if (!mark.format.fontUnderline()) continue;
    QCOMPARE(mark.cursor.selectedText(), QString("scientific-style"));
    ++underlined;
  }
  QCOMPARE(underlined, 1);
  // One that does not fit is told, not passed over, when a picture is asked for.
  get<QSpinBox>("steps")->setValue(2);
  generate();
  QVERIFY2(message().contains("of another model.safetensors"), qPrintable(message()));
  prompt().setPlainText("a scientific-style man, embedding:nothing");
  QVERIFY(get<QLabel>("prompt_tokens")->text().contains("embedding:nothing"));
}

void TestEditing::showsWhatActsAtWhichStep() {
  start();
  auto* strip = get<StepStrip>("prompt_steps");
  prompt().setFocus();
  QTest::keyClicks(&prompt(), "a red ball");
  QVERIFY(!strip->isVisible());
  prompt().selectAll();
  QTest::keyClicks(&prompt(), "a [red:blue:0.5] ball");
  QVERIFY(strip->isVisible());
  QCOMPARE(strip->rows().size(), size_t(1));
  QCOMPARE(strip->rows()[0].segments.size(), size_t(2));
  const int half = get<QSpinBox>("steps")->value() / 2;
  QCOMPARE(strip->rows()[0].segments[0].last, half);
  QVERIFY(strip->words_at({1, 2}).contains("a red ball"));
  QVERIFY(strip->words_at({strip->width() - 2, 2}).contains("a blue ball"));
  write_picture("steps");
  QTest::keyClicks(&prompt(), " AND a [cat|dog]:0.7");
  QCOMPARE(strip->rows().size(), size_t(2));
  QVERIFY(strip->rows()[1].segments.size() > 2);
  QVERIFY(strip->words_at({1, 12}).contains("a cat"));
  get<PromptEditor>("negative")->setPlainText("ugly AND dark");
  QVERIFY(get<QLabel>("negative_tokens")->text().contains("AND"));
  prompt().selectAll();
  QTest::keyClicks(&prompt(), "a cat");
  QVERIFY(!strip->isVisible());
}

// A file that was put there, or taken away, counts when somebody comes back to the prompt.
void TestEditing::offersWhatCameWhileItWasOpen() {
  start();
  window().activateWindow();  // fields of other windows get no focus
  QVERIFY(QTest::qWaitForWindowActive(&window()));
  auto* tokens = get<QLabel>("prompt_tokens");
  prompt().setPlainText("a late-style judge");
  QVERIFY(!tokens->text().contains(", with"));
  put_embedding("late-style", 3);
  get<QSpinBox>("steps")->setFocus();
  prompt().setFocus();
  QTRY_VERIFY(tokens->text().endsWith(", with late-style"));
  prompt().moveCursor(QTextCursor::End);
  QTest::keyClicks(&prompt(), ", late");
  QVERIFY(completions());
  QCOMPARE(completions()->model()->index(0, 0).data().toString(),
           QString("late-style – embedding, 3 tokens"));
  QTest::keyClick(completions(), Qt::Key_Escape);
  std::filesystem::remove(embedding_file("late-style"));
  get<QSpinBox>("steps")->setFocus();
  prompt().setFocus();
  QTRY_VERIFY(!tokens->text().contains(", with"));
}

void TestEditing::aPictureKeepsItsEmbeddings() {
  put_embedding("mystyle", 2);
  start();
  quick("a mystyle judge");
  generate();
  const auto listed = read_recipe_file(picture(0).string()).embeddings;
  QCOMPARE(listed.size(), size_t(1));
  QCOMPARE(listed[0].name, std::string("mystyle"));
  // A file that came later is not what the picture was made with.
  put_embedding("judge", 1);
  close();
  start();
  select(0);
  trigger("gallery_again");
  QTRY_VERIFY_WITH_TIMEOUT(!window().queue().busy(), long_wait);
  QCOMPARE(gallery().rowCount(), 2);
  QCOMPARE(load_png(picture(0)).rgb, load_png(picture(1)).rgb);
  trigger("gallery_restore");
  QVERIFY(get<QLabel>("prompt_tokens")->text().endsWith(", with mystyle"));
  QTest::keyClicks(&prompt(), " ");
  QVERIFY(get<QLabel>("prompt_tokens")->text().endsWith(", with judge, mystyle"));
  std::filesystem::remove(embedding_file("mystyle"));
  trigger("gallery_again");
  QTRY_VERIFY_WITH_TIMEOUT(!window().queue().busy(), long_wait);
  QVERIFY2(message().contains("embedding mystyle"), qPrintable(message()));
}

void TestEditing::rollsSeeds() {
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

void TestEditing::startsFromAPictureThatIsDropped() {
  start();
  quick("a chef");
  generate();
  const QString first = path_text(picture(0));
  auto* well = get<QWidget>("init");
  get<Fold>("picture_fold")->set_open(true);
  QVERIFY(!get<QWidget>("strength")->isEnabled());
  drop_on(*well, first);
  QVERIFY(get<QWidget>("strength")->isEnabled());
  get<QDoubleSpinBox>("strength")->setValue(0.5);
  generate();
  const RecipeDocument made = read_recipe_file(picture(0).string());
  QCOMPARE(to_qt(made.init.name), first.section('/', -1));
  QCOMPARE(made.recipe.strength.value_or(0), 0.5);
  // Dragged back in, it is all there again.
  click("init_clear");
  QVERIFY(!get<QWidget>("strength")->isEnabled());
  drop(path_text(picture(0)));
  QVERIFY(get<QWidget>("strength")->isEnabled());
  QCOMPARE(get<QDoubleSpinBox>("strength")->value(), 0.5);
  trigger("action_undo");
  QVERIFY(!get<QWidget>("strength")->isEnabled());
  trigger("action_undo");
  QVERIFY(get<QWidget>("strength")->isEnabled());
}

void TestEditing::theWheelScrollsThePanel() {
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

void TestEditing::type(const char* field, const QString& text) {
  auto* box = get<QWidget>(field);
  for (QScrollArea* area : window().findChildren<QScrollArea*>()) {
    if (area->isAncestorOf(box)) area->ensureWidgetVisible(box);
  }
  box->setFocus(Qt::MouseFocusReason);
  QVERIFY2(box->hasFocus(), field);
  QTest::keyClick(QApplication::focusWidget(), Qt::Key_A, Qt::ControlModifier);
  QTest::keyClicks(QApplication::focusWidget(), text);
}

void TestEditing::numbersCanBeTyped_data() {
  QTest::addColumn<QString>("language");
  QTest::addColumn<QString>("field");
  QTest::addColumn<QString>("typed");
  QTest::addColumn<double>("expected");
  const auto row = [](const char* language, const char* field, const char* typed, double expected) {
    QTest::addRow("%s %s %s", language, field, typed)
        << QString(language) << QString(field) << QString(typed) << expected;
  };
  for (const char* language : {"en", "de"}) {
    row(language, "width", "512", 512);
    row(language, "width", "768", 768);
    row(language, "height", "1024", 1024);
    row(language, "height", "130", 128);  // a multiple of 8
    row(language, "width", "96", 96);
    row(language, "width", "200", 200);
    row(language, "width", "99999", find_recipe_field("width")->range.high);
    row(language, "height", "1", find_recipe_field("height")->range.low);
    row(language, "steps", "27", 27);
    row(language, "clip_skip", "2", 2);
    row(language, "count", "12", 12);
    row(language, "batch", "64", 64);
    for (const char* number : {"7.5", "7,5"}) row(language, "cfg", number, 7.5);
    row(language, "cfg", "11", 11);
    row(language, "cfg", "0.35", std::max(0.35, find_recipe_field("cfg")->range.low));
    for (const char* number : {"0.7", "0,7", ".7"}) row(language, "cfg_rescale", number, 0.7);
    row(language, "eta", "0,25", 0.25);
    row(language, "cfg_sigma_low", "1.5", 1.5);
    row(language, "cfg_sigma_high", "14,6", 14.6);
    row(language, "audit_images", "48", 48);
    row(language, "audit_margin", "7,5", 7.5);
  }
}

void TestEditing::numbersCanBeTyped() {
  QFETCH(QString, language);
  QFETCH(QString, field);
  QFETCH(QString, typed);
  QFETCH(double, expected);
  QLocale::setDefault(QLocale(language));
  start();
  const QByteArray name = field.toUtf8();
  if (field.startsWith("audit_")) trigger("action_audit");
  for (Fold* fold : window().findChildren<Fold*>()) fold->set_open(true);
  type(name, typed);
  QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
  const double shown = get<QWidget>(name)->property("value").toDouble();
  QVERIFY2(std::abs(shown - expected) < 1e-6, qPrintable(QString::number(shown)));
  if (const RecipeField* known = find_recipe_field(name.toStdString())) {
    const auto kept = field_json(window().recipe().recipe(), *known);
    QVERIFY2(std::abs(kept.get<double>() - expected) < 1e-6, kept.dump().c_str());
  }
  QLocale::setDefault(QLocale("en"));
}

void TestEditing::aNumberBeingWrittenCounts() {
  start();
  quick("a chef");
  type("seed", "77");
  QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return, Qt::ControlModifier);
  QTRY_VERIFY_WITH_TIMEOUT(!window().queue().busy(), long_wait);
  type("steps", "3");
  QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return, Qt::ControlModifier);
  QTRY_COMPARE_WITH_TIMEOUT(gallery().rowCount(), 2, long_wait);
  QTRY_VERIFY_WITH_TIMEOUT(!window().queue().busy(), long_wait);
  QCOMPARE(read_recipe_file(picture(1).string()).recipe.seed, uint64_t(77));
  QCOMPARE(read_recipe_file(picture(0).string()).recipe.steps, 3);
}

void TestEditing::whatHappensElsewhereLeavesTheNumberBeingWritten() {
  start();
  quick("a chef");
  type("width", "1");
  window().recipe().put_silently(window().recipe().document());  // everything is shown anew
  QTest::keyClicks(QApplication::focusWidget(), "28");
  QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
  QCOMPARE(get<QSpinBox>("width")->value(), 128);
  // Escape takes back what was written and cancels nothing.
  type("height", "55");
  QTest::keyClick(QApplication::focusWidget(), Qt::Key_Escape);
  QCOMPARE(get<QSpinBox>("height")->text(), QString::number(get<QSpinBox>("height")->value()));
}

void TestEditing::aFieldGoesBackToTheModels() {
  start();
  auto* steps = get<QSpinBox>("steps");
  const int own = steps->value();
  QVERIFY(!get<QWidget>("reset_steps")->isVisible());
  type("steps", "33");
  QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
  QVERIFY(get<QWidget>("reset_steps")->isVisible());
  click("reset_steps");
  QCOMPARE(steps->value(), own);
  QVERIFY(!get<QWidget>("reset_steps")->isVisible());
  trigger("action_undo");
  QCOMPARE(steps->value(), 33);
  type("width", "64");
  QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
  click("reset_all");
  QCOMPARE(steps->value(), own);
  QVERIFY(get<QSpinBox>("width")->value() != 64);
}

void TestEditing::undoesWhatAPersonCallsOneStep() {
  start();
  prompt().setFocus();
  prompt().selectAll();
  QTest::keyClicks(&prompt(), "a judge, ");
  QTest::keyClicks(&prompt(), "in a court");
  for (int i = 0; i < 3; ++i) QTest::keyClick(&prompt(), Qt::Key_Up, Qt::ControlModifier);
  QCOMPARE(prompt().toPlainText(), QString("a judge, in a (court:1.3)"));
  for (const char* before : {"a judge, in a (court:1.2)", "a judge, in a (court:1.1)",
                             "a judge, in a court", "a judge, "}) {
    QTest::keyClick(&prompt(), Qt::Key_Z, Qt::ControlModifier);
    if (QString(before).endsWith(", ")) {
      QVERIFY2(prompt().toPlainText().startsWith("a judge,"), qPrintable(prompt().toPlainText()));
    } else {
      QCOMPARE(prompt().toPlainText(), QString(before));
    }
  }
}

}  // namespace evenlight::studio

EVENLIGHT_STUDIO_TEST(TestEditing)
#include "test_editing.moc"
