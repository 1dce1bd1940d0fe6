// Jobs in the queue of the real window: their order, and stopping them.
#include <QApplication>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QProgressBar>
#include <QRegularExpression>
#include <QSpinBox>
#include <algorithm>
#include <filesystem>
#include <fstream>

#include "app/common/recipe/recipe_file.h"
#include "app/gui/canvas/canvas.h"
#include "app/gui/queue/worker.h"
#include "app/gui/widgets/dialogs.h"
#include "app/gui/widgets/text.h"
#include "tests/gui/studio_fixture.h"

namespace evenlight::studio {

class TestQueue : public QObject, public StudioFixture {
  Q_OBJECT
 private slots:
  void init() { make_folder(); }
  void cleanup() { end(); }
  void tellsHowFarTheModelIsLoaded();
  void cancelsWithinAStep();
  void queuesAndReorders();
  void theMemoryIsCheckedForEveryPicture();
  void aPictureThatCannotBeSavedIsShownAndOffered();
  void aFolderThatCannotBeMadeIsToldBeforeTheWork();
  void escapeInAFieldCancelsNothing();
  void askedBeforeQuitting();
  void theQueueSurvivesARestart();
  void aFailureStays();
  void looksAtOthersMeanwhile();
  void hidesPanelsAndShowsThemAgain();

 private:
  void render_for_long();
};

void TestQueue::tellsHowFarTheModelIsLoaded() {
  start();
  quick("a judge");
  QStringList said;
  std::vector<double> fractions, bars;
  connect(&window().queue().worker(), &Worker::loading, this, [&](const ModelLoading& loading) {
    said << get<QLabel>("time_left")->text();
    fractions.push_back(loading.fraction);
    const auto* bar = get<QProgressBar>("progress");
    bars.push_back(double(bar->value()) / bar->maximum());
  });
  generate();
  QVERIFY(fractions.size() > 10);
  QVERIFY(std::ranges::is_sorted(fractions));
  QVERIFY(fractions.front() < 0.2 && fractions.back() > 0.999);
  QVERIFY2(said.front().contains(QRegularExpression("^Loading built-in \\([0-9.]+ MB\\)…$")),
           qPrintable(said.front()));
  for (size_t i = 0; i < bars.size(); ++i) QVERIFY(std::abs(bars[i] - fractions[i]) < 0.01);
  // It is in memory now.
  const size_t before = fractions.size();
  generate();
  QCOMPARE(fractions.size(), before);
}

void TestQueue::cancelsWithinAStep() {
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

void TestQueue::queuesAndReorders() {
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

void TestQueue::render_for_long() {
  quick("a judge", 150);
  get<QSpinBox>("count")->setValue(50);
  trigger("action_generate");
  QTRY_VERIFY(window().queue().busy());
}

void TestQueue::escapeInAFieldCancelsNothing() {
  start();
  render_for_long();
  auto* words = get<QLineEdit>("gallery_words");
  trigger("action_go_search");
  QTest::keyClicks(words, "nurse");
  QTest::keyClick(QApplication::focusWidget(), Qt::Key_Escape);
  QCOMPARE(words->text(), QString());
  QTest::keyClick(QApplication::focusWidget(), Qt::Key_Escape);
  prompt().setFocus();
  for (int i = 0; i < 3; ++i) QTest::keyClick(QApplication::focusWidget(), Qt::Key_Escape);
  get<QComboBox>("sampler")->setFocus();
  QTest::keyClick(QApplication::focusWidget(), Qt::Key_Escape);
  QTest::qWait(300);
  QVERIFY(window().queue().busy());
  QVERIFY(!message().contains("Cancelled"));
  // On the picture it does.
  get<QWidget>("canvas")->setFocus();
  QTest::keyClick(get<QWidget>("canvas"), Qt::Key_Escape);
  QTRY_VERIFY_WITH_TIMEOUT(!window().queue().busy(), long_wait);
  QVERIFY(message().contains("Cancelled"));
}

void TestQueue::askedBeforeQuitting() {
  start();
  render_for_long();
  dialogs::answer_next_choice(2);
  trigger("action_quit");
  QVERIFY(window().isVisible());
  QVERIFY(window().queue().busy());
  dialogs::answer_next_choice(0);
  trigger("action_quit");
  QVERIFY(!window().isVisible());
}

void TestQueue::theQueueSurvivesARestart() {
  start();
  quick("a picture that is finished");
  generate();
  const auto finished = get<Canvas>("canvas")->path();
  render_for_long();
  quick("waits for later", 2);
  get<QSpinBox>("count")->setValue(2);
  trigger("action_generate");
  QCOMPARE(window().queue().waiting(), 1);
  close();
  start();
  // Nothing begins by itself; the picture that was looked at last is there again.
  QVERIFY2(message().contains("2 jobs"), qPrintable(message()));
  QVERIFY(!window().queue().busy());
  QCOMPARE(window().queue().waiting(), 2);
  QTRY_VERIFY(!get<Canvas>("canvas")->picture().isNull());
  QVERIFY(std::filesystem::exists(finished));
  auto* list = get<QListView>("queue");
  list->setCurrentIndex(window().queue().index(0));
  click("queue_remove");
  const int before = gallery().rowCount();
  click("message_offer");
  QTRY_VERIFY_WITH_TIMEOUT(window().queue().waiting() == 0 && !window().queue().busy(), long_wait);
  QCOMPARE(gallery().rowCount(), before + 2);
  QCOMPARE(read_recipe_file(picture(0).string()).recipe.prompt, std::string("waits for later"));
  close();
  start();
  QCOMPARE(window().queue().rowCount(), 0);
}

void TestQueue::aFailureStays() {
  start();
  quick("a judge", 60);
  trigger("action_generate");
  quick("a judge, embedding:nothing", 2);
  trigger("action_generate");
  quick("a cook", 2);
  trigger("action_generate");
  QTRY_VERIFY_WITH_TIMEOUT(!window().queue().busy(), long_wait);
  QVERIFY2(message().contains("nothing"), qPrintable(message()));
  auto& queue = window().queue();
  QCOMPARE(JobState(queue.index(1).data(JobQueue::state_role).toInt()), JobState::failed);
  QVERIFY(queue.index(1).data(JobQueue::note_role).toString().contains("nothing"));
  QCOMPARE(JobState(queue.index(2).data(JobQueue::state_role).toInt()), JobState::done);
  QVERIFY(!queue.index(2).data(Qt::DecorationRole).value<QImage>().isNull());
  click("queue_clear");
  QCOMPARE(queue.rowCount(), 0);
}

void TestQueue::looksAtOthersMeanwhile() {
  start();
  quick("a nurse");
  generate();
  const auto nurse = picture(0);
  render_for_long();
  auto* canvas = get<Canvas>("canvas");
  QTRY_VERIFY_WITH_TIMEOUT(canvas->showing_preview(), long_wait);
  auto* list = get<QListView>("gallery");
  list->setFocus();
  const auto row = gallery().rowCount() - 1;
  list->clearSelection();
  list->setCurrentIndex(QModelIndex());
  select(row);
  QTRY_COMPARE(canvas->path(), nurse);
  QSignalSpy previews(&window().queue().worker(), &Worker::previewed);
  QTRY_VERIFY_WITH_TIMEOUT(previews.count() >= 3, long_wait);
  QVERIFY(!canvas->showing_preview());
  QCOMPARE(canvas->path(), nurse);
  QVERIFY(get<QWidget>("canvas_live")->isVisible());
  write_picture("meanwhile");
  // Escape first goes back to what is being made.
  canvas->setFocus();
  QTest::keyClick(canvas, Qt::Key_Escape);
  QVERIFY(window().queue().busy());
  QTRY_VERIFY_WITH_TIMEOUT(canvas->showing_preview(), long_wait);
}

void TestQueue::hidesPanelsAndShowsThemAgain() {
  start();
  trigger("action_fold_right");
  get<QWidget>("gallery_dock")->hide();
  trigger("action_layout_picture");
  QVERIFY(!get<QWidget>("prompt_dock")->isVisible());
  trigger("action_layout_picture");
  QVERIFY(get<QWidget>("prompt_dock")->isVisible());
  QVERIFY(get<QWidget>("queue_dock")->isVisible());
  QVERIFY(!get<QWidget>("gallery_dock")->isVisible());
  QVERIFY(!window().isFullScreen());
  // Closed while only the picture is there, it comes back with its panels.
  trigger("action_layout_picture");
  close();
  start();
  QVERIFY(get<QWidget>("prompt_dock")->isVisible());
  QVERIFY(!get<QWidget>("gallery_dock")->isVisible());
}

// The first picture's model stays loaded; a size that would not fit is refused all the same, with
// the command's sentence.
void TestQueue::theMemoryIsCheckedForEveryPicture() {
  start();
  quick("a judge");
  generate();
  QCOMPARE(message(), QString());
  get<QSpinBox>("width")->setValue(4096);
  get<QSpinBox>("height")->setValue(4096);
  get<QSpinBox>("count")->setValue(64);
  get<QSpinBox>("batch")->setValue(64);
  generate();
  QVERIFY2(message().startsWith("4096x4096 in batches of 64 needs about"), qPrintable(message()));
  QCOMPARE(gallery().rowCount(), 1);
  // And what fits is made again.
  get<QSpinBox>("width")->setValue(64);
  get<QSpinBox>("height")->setValue(64);
  get<QSpinBox>("count")->setValue(1);
  get<QSpinBox>("batch")->setValue(1);
  generate();
  QCOMPARE(gallery().rowCount(), 2);
}

void TestQueue::aPictureThatCannotBeSavedIsShownAndOffered() {
  start();
  quick("a judge", 4);
  bool spoilt = false;
  connect(&window().queue().worker(), &Worker::progressed, this, [&] {
    if (spoilt) return;
    spoilt = true;  // as a disk that goes away: a file lies where the folder was
    std::filesystem::remove_all(places().pictures);
    std::ofstream(places().pictures) << "no folder";
  });
  generate();
  QVERIFY(spoilt);
  QVERIFY2(message().contains("cannot be made"), qPrintable(message()));
  QVERIFY(!get<Canvas>("canvas")->picture().isNull());
  QCOMPARE(gallery().rowCount(), 0);
  const QString elsewhere = file("rescued.png");
  dialogs::answer_next(elsewhere);
  click("message_offer");
  QTRY_VERIFY(message().contains(elsewhere));
  QCOMPARE(read_recipe_file(to_std(elsewhere)).recipe.prompt, std::string("a judge"));
  QVERIFY(!read_recipe_file(to_std(elsewhere)).model_sha256.empty());
  QVERIFY(!get<QAction>("action_save_unsaved")->isEnabled());
}

void TestQueue::aFolderThatCannotBeMadeIsToldBeforeTheWork() {
  start();
  std::filesystem::remove_all(places().pictures);
  std::ofstream(places().pictures) << "no folder";
  quick("a judge");
  QSignalSpy steps(&window().queue(), &JobQueue::progressed);
  generate();
  QVERIFY2(message().contains("cannot be made"), qPrintable(message()));
  QCOMPARE(steps.count(), 0);
}

}  // namespace evenlight::studio

EVENLIGHT_STUDIO_TEST(TestQueue)
#include "test_queue.moc"
