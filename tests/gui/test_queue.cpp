// Jobs in the queue of the real window: their order, and stopping them.
#include <QApplication>
#include <QLabel>
#include <QListView>
#include <QProgressBar>
#include <QSpinBox>
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
  void cancelsWithinAStep();
  void queuesAndReorders();
  void theMemoryIsCheckedForEveryPicture();
  void aPictureThatCannotBeSavedIsShownAndOffered();
  void aFolderThatCannotBeMadeIsToldBeforeTheWork();
};

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
