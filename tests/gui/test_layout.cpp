// How the real window shares its room: the picture first, and sides that fold away.
#include <QAbstractButton>
#include <QApplication>
#include <QDockWidget>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPushButton>
#include <QScrollBar>
#include <QSpinBox>
#include <QToolBar>
#include <QToolButton>
#include <QTranslator>
#include <QTreeWidget>

#include "app/gui/audit/audit_panel.h"
#include "app/gui/queue/picture_files.h"
#include "app/gui/widgets/fold.h"
#include "app/gui/widgets/text.h"
#include "tests/gui/studio_fixture.h"

namespace evenlight::studio {

class TestLayout : public QObject, public StudioFixture {
  Q_OBJECT
 private slots:
  void init() { make_folder(); }
  void cleanup() { end(); }
  void thePictureHasMostOfTheRoom_data();
  void thePictureHasMostOfTheRoom();
  void sidesFoldAwayByKeyAndByButton();
  void theRightSideComesBackAsItWas();
  void theFilmStripIsOneRow();
  void partsOfPanelsStayOpen();
  void picturesGetTheNameThatWasChosen();
  void theQueueButtonCounts();
  void messagesDoNotMoveThePicture();

 private:
  double share_of_canvas() {
    const QSize canvas = get<QWidget>("canvas")->size(), all = window().size();
    return double(canvas.width()) * canvas.height() / (double(all.width()) * all.height());
  }
};

void TestLayout::thePictureHasMostOfTheRoom_data() {
  QTest::addColumn<QString>("language");
  QTest::addColumn<QSize>("size");
  for (const char* language : {"en", "de"}) {
    for (const QSize size : {QSize(1366, 768), QSize(1366, 720), QSize(1920, 1080)}) {
      QTest::addRow("%s %d × %d", language, size.width(), size.height())
          << QString(language) << size;
    }
  }
}

void TestLayout::thePictureHasMostOfTheRoom() {
  QFETCH(QString, language);
  QFETCH(QSize, size);
  QTranslator german;
  if (language == "de") {
    QVERIFY(german.load(QLocale("de_DE"), "evenlight-studio", "_", ":/translations"));
    QCoreApplication::installTranslator(&german);
  }
  start();
  window().resize(size);
  trigger("action_layout_first");
  QTRY_COMPARE(window().size(), size);
  QTRY_VERIFY2(share_of_canvas() >= 0.6, qPrintable(QString::number(share_of_canvas())));
  // With the prompt, its button and the film strip still there.
  for (const char* part : {"prompt", "generate_button", "steps", "gallery"}) {
    QVERIFY2(get<QWidget>(part)->isVisible(), part);
  }
  // Everything of the left side can be read: nothing is cut off at its edge.
  const QWidget* settings = get<QWidget>("settings_panel");
  QVERIFY(settings->width() >= settings->minimumSizeHint().width());
  write_picture(qPrintable("layout_" + language + QString::number(size.width())));
  close();
  QCoreApplication::removeTranslator(&german);
}

void TestLayout::sidesFoldAwayByKeyAndByButton() {
  start();
  trigger("action_layout_first");
  const double before = share_of_canvas();
  struct Side {
    const char* action;
    Qt::Key key;
    const char* panel;
  };
  for (const Side& side : {Side{"action_fold_left", Qt::Key_F7, "settings_dock"},
                           Side{"action_fold_bottom", Qt::Key_F8, "gallery_dock"}}) {
    QVERIFY(get<QAction>(side.action)->isChecked());
    QTest::keyClick(&window(), side.key);
    QTRY_VERIFY(!get<QWidget>(side.panel)->isVisible());
    QVERIFY(!get<QAction>(side.action)->isChecked());
    QTRY_VERIFY(share_of_canvas() > before);
    QTest::keyClick(&window(), side.key);
    QTRY_VERIFY(get<QWidget>(side.panel)->isVisible());
    // The same by its button in the bar.
    QToolButton* button = nullptr;
    for (auto* each : get<QWidget>("main_bar")->findChildren<QToolButton*>()) {
      if (each->defaultAction() == get<QAction>(side.action)) button = each;
    }
    QVERIFY(button && button->isVisible());
    QTest::mouseClick(button, Qt::LeftButton);
    QTRY_VERIFY(!get<QWidget>(side.panel)->isVisible());
    QTest::mouseClick(button, Qt::LeftButton);
    QTRY_VERIFY(get<QWidget>(side.panel)->isVisible());
    QTRY_VERIFY(std::abs(share_of_canvas() - before) < 0.02);
  }
}

void TestLayout::theRightSideComesBackAsItWas() {
  start();
  trigger("action_layout_first");
  QVERIFY(!get<QWidget>("queue_dock")->isVisible());
  QTest::keyClick(&window(), Qt::Key_F9);
  QTRY_VERIFY(get<QWidget>("queue_dock")->isVisible());
  QTest::keyClick(&window(), Qt::Key_5, Qt::AltModifier);
  QTRY_VERIFY(get<QWidget>("models_dock")->isVisible());
  QVERIFY(get<QAction>("action_fold_right")->isChecked());
  QTest::keyClick(&window(), Qt::Key_F9);
  QTRY_VERIFY(!get<QWidget>("models_dock")->isVisible());
  QVERIFY(get<QWidget>("queue_dock")->isHidden());
  QTest::keyClick(&window(), Qt::Key_F9);
  QTRY_VERIFY(!get<QWidget>("models_panel")->visibleRegion().isEmpty());
  QVERIFY(!get<QWidget>("queue_dock")->isHidden());
}

void TestLayout::theFilmStripIsOneRow() {
  start();
  quick("a cook");
  get<QSpinBox>("count")->setValue(3);
  generate();
  trigger("action_layout_first");
  auto* list = get<QListView>("gallery");
  QTRY_COMPARE(list->visualRect(gallery().index(0, 0)).top(),
               list->visualRect(gallery().index(2, 0)).top());
  const QRect first = list->visualRect(gallery().index(0, 0));
  QVERIFY(first.height() <= list->viewport()->height());
  QCOMPARE(list->verticalScrollBar()->maximum(), 0);
  QTest::mouseClick(list->viewport(), Qt::LeftButton, {},
                    list->visualRect(gallery().index(1, 0)).center());
  QTRY_COMPARE(get<Canvas>("canvas")->path(), picture(1));
  // The filter opens at its button, and says that it is in use.
  click("gallery_filter_button");
  auto* rating = get<QWidget>("gallery_rating");
  QTRY_VERIFY(rating->isVisible());
  rating->setFocus();
  QTest::keyClick(rating, Qt::Key_Down);
  QTRY_COMPARE(gallery().rowCount(), 0);
  QCOMPARE(get<QToolButton>("gallery_filter_button")->text(), QString("Filter (1)"));
  click("gallery_filter_clear");
  QCOMPARE(gallery().rowCount(), 3);
  QVERIFY(!rating->isVisible());
}

void TestLayout::partsOfPanelsStayOpen() {
  start();
  QVERIFY(!get<QWidget>("eta")->isVisible());
  click("advanced_fold_title");
  QVERIFY(get<QWidget>("eta")->isVisible());
  QVERIFY(!get<QWidget>("cfg_rescale")->isVisible());
  close();
  start();
  QVERIFY(get<QWidget>("eta")->isVisible());
  QVERIFY(!get<QWidget>("cfg_rescale")->isVisible());
}

void TestLayout::picturesGetTheNameThatWasChosen() {
  start();
  trigger("action_preferences");
  auto* name = get<QLineEdit>("preferences_file_name");
  auto* ok = get<QWidget>("preferences")->findChild<QPushButton*>();
  for (auto* button : get<QWidget>("preferences")->findChildren<QPushButton*>()) {
    if (button->text().remove('&') == "OK") ok = button;
  }
  name->setFocus();
  for (const char* bad : {"../../{seed}", "/etc/{seed}", "{sed}", "a//b", "half{"}) {
    name->selectAll();
    QTest::keyClicks(name, bad);
    QVERIFY2(!ok->isEnabled(), bad);
  }
  name->selectAll();
  QTest::keyClicks(name, "work/{model}_{seed}.png");
  QVERIFY(ok->isEnabled());
  QVERIFY(get<QLabel>("preferences_file_example")->text().contains("work/sd15_42.png"));
  QTest::mouseClick(ok, Qt::LeftButton);
  quick("a pilot");
  auto* seed = get<QLineEdit>("seed");
  seed->setFocus();
  seed->selectAll();
  QTest::keyClicks(seed, "77");
  generate();
  generate();
  QCOMPARE(gallery().rowCount(), 2);
  const std::filesystem::path first = places().pictures / "work" / "built-in_77.png";
  QCOMPARE(picture(1), first);
  QCOMPARE(picture(0), places().pictures / "work" / "built-in_77-2.png");
  QVERIFY(std::filesystem::exists(first));
}

void TestLayout::theQueueButtonCounts() {
  start();
  auto* action = get<QAction>("action_queue");
  QCOMPARE(action->text(), QString("Queue"));
  for (int i = 0; i < 3; ++i) {
    quick("a judge", 150);
    trigger("action_generate");
  }
  QTRY_COMPARE(action->text(), QString("Queue (3)"));
  // Nothing of the bar is pushed out by that.
  QCoreApplication::processEvents();
  for (const char* name : {"action_fold_left", "action_fold_bottom", "action_fold_right"}) {
    auto* bar = get<QToolBar>("main_bar");
    QVERIFY2(bar->widgetForAction(get<QAction>(name))->isVisible(), name);
  }
  action->trigger();
  QTRY_VERIFY(get<QListView>("queue")->isVisible());
  window().queue().cancel_all();
  QTRY_VERIFY_WITH_TIMEOUT(!window().queue().busy(), long_wait);
  QTRY_COMPARE(action->text(), QString("Queue"));
}

void TestLayout::messagesDoNotMoveThePicture() {
  start();
  const QRect before = get<QWidget>("canvas")->geometry();
  window().tell_failure("Something went wrong.");
  QTRY_VERIFY(get<QWidget>("message_bar")->isVisible());
  QCoreApplication::processEvents();
  QCOMPARE(get<QWidget>("canvas")->geometry(), before);
  QVERIFY(!get<QWidget>("message_bar")->visibleRegion().isEmpty());
}

}  // namespace evenlight::studio

EVENLIGHT_STUDIO_TEST(TestLayout)
#include "test_layout.moc"
