// Writing a prompt and choosing settings in the real window.
#include <QAbstractItemView>
#include <QApplication>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QSpinBox>
#include <QToolButton>
#include <QWheelEvent>

#include "app/common/files/png_file.h"
#include "app/common/recipe/recipe_file.h"
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
  void offersWhatCameWhileItWasOpen();
  void aPictureKeepsItsEmbeddings();
  void rollsSeeds();
  void theWheelScrollsThePanel();

 private:
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

}  // namespace evenlight::studio

EVENLIGHT_STUDIO_TEST(TestEditing)
#include "test_editing.moc"
