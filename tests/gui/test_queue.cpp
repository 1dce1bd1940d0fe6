// Jobs in the queue of the real window: their order, and stopping them.
#include <QApplication>
#include <QLabel>
#include <QListView>
#include <QProgressBar>

#include "app/common/recipe/recipe_file.h"
#include "tests/gui/studio_fixture.h"

namespace evenlight::studio {

class TestQueue : public QObject, public StudioFixture {
  Q_OBJECT
 private slots:
  void init() { make_folder(); }
  void cleanup() { end(); }
  void cancelsWithinAStep();
  void queuesAndReorders();
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

}  // namespace evenlight::studio

EVENLIGHT_STUDIO_TEST(TestQueue)
#include "test_queue.moc"
