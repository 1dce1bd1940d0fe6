// Drives the audit panel in the real window: an audit from the first prompt to the report, stopped
// and continued, labelled, compared. With EVENLIGHT_SCREENSHOTS=DIR it leaves pictures to look at.
#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QListView>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QSpinBox>
#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>
#include <QStackedWidget>
#include <QTableWidget>
#include <QTimer>
#include <QToolButton>
#include <fstream>

#include "app/gui/audit/audit_panel.h"
#include "app/gui/audit/audit_words.h"
#include "app/gui/widgets/dialogs.h"
#include "app/gui/widgets/text.h"
#include "tests/audit/example_audit.h"
#include "tests/gui/studio_fixture.h"

namespace evenlight::studio {
namespace fs = std::filesystem;

class TestAuditPanel : public QObject, public StudioFixture {
  Q_OBJECT
 private slots:
  void init();
  void cleanup();
  void refusesPromptsThatAreNone();
  void auditsFromPromptsToReport();
  void stopsWithinAStepAndGoesOn();
  void answersFirst();
  void chartsFollowTheTheme();
  void looksBehindABar();
  void labelsBlindAndCorrects();
  void labelsAnotherAttribute();
  void needsLittleRoom();
  void comparesTwoAudits();
  void offersOnlyWhatCanBeCompared();
  void staysQuickWithManyPictures();

 private:
  AuditPanel& panel() { return *get<AuditPanel>("audit_panel"); }
  void show_audits() {
    get<QAction>("action_audit")->trigger();
    QTRY_VERIFY(panel().isVisible());
  }
  void choose_own_prompts(const QString& subjects);
  void make_quick(int images);
  fs::path example(const char* name, audit::ExampleOptions options);
  void open_audit(const fs::path& folder);
};

void TestAuditPanel::init() {
  make_folder();
  start();
  show_audits();
}

void TestAuditPanel::cleanup() {
  end();
}

void TestAuditPanel::choose_own_prompts(const QString& subjects) {
  auto* set = get<QComboBox>("audit_set");
  set->setCurrentIndex(set->count() - 1);
  get<QPlainTextEdit>("audit_own_prompts")->setPlainText(subjects);
}

void TestAuditPanel::make_quick(int images) {
  get<QSpinBox>("audit_images")->setValue(images);
  get<QCheckBox>("audit_baseline")->setChecked(false);
  get<QCheckBox>("audit_use_settings")->setChecked(true);
  get<QSpinBox>("steps")->setValue(2);
}

fs::path TestAuditPanel::example(const char* name, audit::ExampleOptions options) {
  const fs::path folder = audits_folder(places().pictures) / name;
  audit::make_example_audit(folder, options);
  return folder;
}

void TestAuditPanel::open_audit(const fs::path& folder) {
  panel().open(folder);
  QTRY_VERIFY_WITH_TIMEOUT(get<QToolButton>("audit_export")->isEnabled(), long_wait);
}

void TestAuditPanel::refusesPromptsThatAreNone() {
  choose_own_prompts("");
  click("audit_start");
  QTRY_VERIFY(get<QLabel>("message_text")->text().contains("subject"));
  choose_own_prompts("a CEO");
  get<QPlainTextEdit>("audit_own_templates")->setPlainText("a portrait");
  click("audit_start");
  QTRY_VERIFY(get<QLabel>("message_text")->text().contains("{subject}"));
  QCOMPARE(get<QStackedWidget>("audit_pages")->currentIndex(), 0);
}

void TestAuditPanel::auditsFromPromptsToReport() {
  choose_own_prompts("a CEO\na nurse");
  make_quick(3);
  auto* instruments = get<QComboBox>("audit_instruments");
  instruments->setCurrentIndex(instruments->findData("none"));
  click("audit_start");
  QTRY_VERIFY(get<QPushButton>("audit_stop")->isVisible());
  // A card is there before the last picture is.
  QTRY_VERIFY_WITH_TIMEOUT(panel().findChild<QLabel*>("audit_card_title"), long_wait);
  write_picture("audit_running");
  QTRY_VERIFY_WITH_TIMEOUT(!get<QPushButton>("audit_stop")->isVisible(), long_wait);
  // Nothing measures it, which was said and still stands; nothing else went wrong.
  QVERIFY2(message().startsWith("No instrument measures these pictures"), qPrintable(message()));
  QTRY_VERIFY_WITH_TIMEOUT(!get<QWidget>("audit_progress")->isVisible(), long_wait);
  QCOMPARE(get<QLabel>("audit_card_title")->text(), QString("a CEO"));
  write_picture("audit_done");

  // Without an instrument people's answers are the measurement.
  click("audit_label");
  auto* picture = get<QLabel>("audit_label_picture");
  QTRY_VERIFY_WITH_TIMEOUT(!picture->pixmap().isNull(), long_wait);
  for (int i = 0; i < 6; ++i) QTest::keyClick(get<QWidget>("audit_label_page"), Qt::Key_W);
  click("audit_label_leave");
  QTRY_VERIFY_WITH_TIMEOUT(get<QLabel>("audit_card_share")->text().contains("3 of 3"), long_wait);

  const QString file = this->file("report.html");
  dialogs::answer_next(file);
  get<QAction>("action_audit_export_html")->trigger();
  QTRY_VERIFY_WITH_TIMEOUT(get<QLabel>("message_text")->text().contains(file), long_wait);
  QVERIFY(QFileInfo(file).size() > 1000);
}

void TestAuditPanel::stopsWithinAStepAndGoesOn() {
  choose_own_prompts("a CEO\na nurse");
  make_quick(4);
  click("audit_start");
  QTRY_VERIFY_WITH_TIMEOUT(panel().findChild<QLabel*>("audit_card_title"), long_wait);
  click("audit_stop");
  QTRY_VERIFY_WITH_TIMEOUT(!get<QPushButton>("audit_stop")->isVisible(), 10000);
  QTRY_VERIFY_WITH_TIMEOUT(get<QPushButton>("audit_resume")->isVisible(), long_wait);
  const fs::path folder = to_std(get<QComboBox>("audit_box")->currentData().toString());
  const auto before = read_audit(folder, {});
  QVERIFY(before->made > 0 && before->missing > 0);
  click("audit_resume");
  QTRY_VERIFY_WITH_TIMEOUT(!get<QPushButton>("audit_stop")->isVisible(), long_wait);
  const auto after = read_audit(folder, {});
  QCOMPARE(after->missing, 0);
  QCOMPARE(after->made, 8);
  QCOMPARE(after->pictures.front().file, before->pictures.front().file);
}

void TestAuditPanel::answersFirst() {
  open_audit(example("one", {.images = 40}));
  const QString answer = get<QLabel>("audit_answer")->text();
  QVERIFY2(answer.contains("of 12 prompts are skewed."), qPrintable(answer));
  const auto snapshot =
      read_audit(to_std(get<QComboBox>("audit_box")->currentData().toString()), {});
  const audit::FamilySummary& family = snapshot->report.analysis.summary.front();
  const auto figure = [this](const char* tile) {
    return get<QFrame>(tile)->findChild<QLabel*>()->text();
  };
  QCOMPARE(figure("audit_tile_skewed"), QString::number(family.verdicts.skewed));
  QCOMPARE(figure("audit_tile_within"), QString::number(family.verdicts.within));
  QCOMPARE(figure("audit_tile_inconclusive"), QString::number(family.verdicts.inconclusive));
  QCOMPARE(figure("audit_tile_corrected"), QString("Uncorrected"));
  // The answer, then the figures, then the chart; sentences are a click away.
  const auto top = [this](const char* name) {
    auto* widget = get<QWidget>(name);
    return widget->mapTo(get<QWidget>("audit_results"), QPoint()).y();
  };
  QVERIFY(top("audit_answer") < top("audit_tiles"));
  QVERIFY(top("audit_tiles") < top("audit_overview_0"));
  QVERIFY(top("audit_overview_0") < top("audit_details"));
  auto* sentences = get<QLabel>("audit_headline");
  QVERIFY(!sentences->isVisible());
  click("audit_details_title");
  QVERIFY(sentences->isVisible());
  QVERIFY(sentences->text().contains("Shares are over"));
  write_picture("audit_answer");
  // Another attribute has an answer of its own.
  auto* attribute = get<QComboBox>("audit_family");
  attribute->setCurrentIndex(attribute->findData("tone_band"));
  QVERIFY(get<QLabel>("audit_answer")->text().startsWith("Skin tone: "));
}

void TestAuditPanel::chartsFollowTheTheme() {
  open_audit(example("one", {.images = 40}));
  auto* chart = get<QWidget>("audit_overview_0");
  const auto ground = [&] { return chart->grab().toImage().pixelColor(2, 2); };
  trigger("action_theme_light");
  QTRY_VERIFY(ground().lightnessF() > 0.9f);
  trigger("action_theme_dark");
  QTRY_VERIFY(ground().lightnessF() < 0.2f);
  // Its text can be read there.
  int light = 0;
  const QImage image = chart->grab().toImage();
  for (int y = 0; y < image.height(); ++y) {
    for (int x = 0; x < image.width(); ++x) light += image.pixelColor(x, y).lightnessF() > 0.6f;
  }
  QVERIFY(light > 200);
  write_picture("audit_dark");
  trigger("action_theme_system");
  // From light to dark, one step after the other.
  double before = 1;
  for (int i = 0; i < 3; ++i) {
    const double lightness = class_colour("tone_band", i, 3).lightnessF();
    QVERIFY(lightness < before - 0.1);
    before = lightness;
  }
}

void TestAuditPanel::looksBehindABar() {
  open_audit(example("one", {.images = 40}));
  write_picture("audit_results");
  auto* part = panel().findChild<QToolButton*>("audit_part_woman");
  QVERIFY(part && part->isVisible());
  QVERIFY(part->accessibleName().contains("reads as woman"));
  part->setFocus();
  auto* scroll = get<QScrollArea>("audit_scroll");
  QTRY_VERIFY(part->y() > 0 && panel().findChild<QFrame*>("audit_card")->height() > 200);
  scroll->ensureWidgetVisible(panel().findChild<QFrame*>("audit_card"));
  scroll->ensureWidgetVisible(part);
  QCOMPARE(scroll->horizontalScrollBar()->maximum(), 0);
  write_picture("audit_card");
  QTest::keyClick(part, Qt::Key_Space);
  auto* list = get<QListView>("audit_picture_list");
  QTRY_VERIFY(list->isVisible());
  const QString text = part->text();
  QCOMPARE(list->model()->rowCount(), text.mid(text.lastIndexOf(' ')).toInt());
  QTRY_VERIFY(list->model()->index(0, 0).data(Qt::DecorationRole).isValid());
  write_picture("audit_pictures");
}

void TestAuditPanel::labelsBlindAndCorrects() {
  const fs::path folder = example("one", {.images = 40});
  open_audit(folder);
  click("audit_label");
  auto* page = get<QWidget>("audit_label_page");
  auto* picture = get<QLabel>("audit_label_picture");
  QTRY_VERIFY_WITH_TIMEOUT(!picture->pixmap().isNull(), long_wait);
  write_picture("audit_label");
  // Labels as the instrument has them, by keys.
  const auto database = audit::AuditDatabase::open(folder, audit::AuditDatabase::Mode::read);
  std::map<std::pair<size_t, int64_t>, std::string> outcomes;
  for (const audit::ImageRow& row : database.images()) {
    outcomes[{row.subject, row.image}] = row.measurement.outcome;
  }
  const auto sample = audit::blind_sample(database, 100);
  const auto* check = get<QLabel>("audit_label_check");
  size_t answered = 0;
  for (const audit::BlindPicture& blind : sample) {
    // Nothing of what the instrument said is to be seen before the last picture.
    if (++answered == sample.size() / 2) {
      QTRY_VERIFY_WITH_TIMEOUT(database.labels().size() == answered - 1, long_wait);
      QTest::qWait(1500);  // the report has been read again
    }
    QCOMPARE(check->text(), QString());
    const std::string& outcome = outcomes.at({blind.subject, blind.image});
    QTest::keyClick(page, outcome == "woman"     ? Qt::Key_W
                          : outcome == "man"     ? Qt::Key_M
                          : outcome == "no_face" ? Qt::Key_N
                                                 : Qt::Key_U);
  }
  QTRY_COMPARE_WITH_TIMEOUT(database.labels().size(), sample.size(), long_wait);
  QTRY_VERIFY_WITH_TIMEOUT(get<QLabel>("audit_label_check")->text().contains("corrected"),
                           long_wait);
  click("audit_label_leave");
  const auto* corrected = get<QLabel>("audit_card_corrected");
  QVERIFY(corrected->isVisible());
  QVERIFY2(corrected->text().contains("Corrected"), qPrintable(corrected->text()));
  write_picture("audit_corrected");

  // One step back answers a picture again.
  click("audit_label");
  QTRY_VERIFY(get<QPushButton>("audit_label_back")->isEnabled());
  QTest::keyClick(page, Qt::Key_Backspace);
  QTest::keyClick(page, Qt::Key_U);
  QTRY_COMPARE_WITH_TIMEOUT(database.labels().size(), sample.size(), long_wait);
  const auto last = [&] {
    for (const audit::HumanLabel& label : database.labels()) {
      if (label.subject == sample.back().subject && label.image == sample.back().image) {
        return label.outcome;
      }
    }
    return std::string();
  };
  QTRY_COMPARE_WITH_TIMEOUT(last(), std::string("unclear"), long_wait);
}

// Age has digits for its classes; its answers are stored, and correct, beside presentation's.
void TestAuditPanel::labelsAnotherAttribute() {
  const fs::path folder = example("one", {.images = 40});
  open_audit(folder);
  auto* family = get<QComboBox>("audit_family");
  family->setCurrentIndex(family->findData("age"));
  click("audit_label");
  auto* attribute = get<QComboBox>("audit_label_attribute");
  auto* picture = get<QLabel>("audit_label_picture");
  QTRY_VERIFY_WITH_TIMEOUT(!picture->pixmap().isNull(), long_wait);
  QCOMPARE(attribute->currentData().toString(), QString("age"));
  QVERIFY(get<QPushButton>("audit_answer_adult")->text().startsWith("1"));
  write_picture("audit_label_age");
  const auto database = audit::AuditDatabase::open(folder, audit::AuditDatabase::Mode::read);
  std::map<std::pair<size_t, int64_t>, std::string> outcomes;
  for (const audit::ImageRow& row : database.images()) {
    outcomes[{row.subject, row.image}] = row.measurement.age;
  }
  const auto sample = audit::blind_sample(database, 100, "age");
  auto* page = get<QWidget>("audit_label_page");
  for (const audit::BlindPicture& blind : sample) {
    const std::string& outcome = outcomes.at({blind.subject, blind.image});
    QTest::keyClick(page, outcome == "adult" ? Qt::Key_1
                          : outcome == "old" ? Qt::Key_2
                                             : Qt::Key_U);
  }
  QTRY_COMPARE_WITH_TIMEOUT(database.labels().size(), sample.size(), long_wait);
  for (const audit::HumanLabel& label : database.labels()) {
    QCOMPARE(label.attribute, std::string("age"));
    QCOMPARE(label.outcome, outcomes.at({label.subject, label.image}));
  }
  auto* check = get<QLabel>("audit_label_check");
  QTRY_VERIFY_WITH_TIMEOUT(check->text().contains("corrected"), long_wait);
  // Another attribute has its own letters, answers and check; its keys work in the field as well.
  attribute->setFocus();
  attribute->setCurrentIndex(attribute->findData("presentation"));
  QTRY_VERIFY_WITH_TIMEOUT(panel().findChild<QPushButton*>("audit_answer_woman"), long_wait);
  QTRY_VERIFY_WITH_TIMEOUT(!check->text().contains("now show"), long_wait);
  QTest::keyClick(attribute, Qt::Key_W);
  QTRY_COMPARE_WITH_TIMEOUT(database.labels().size(), sample.size() + 1, long_wait);
  click("audit_label_leave");
  const auto* corrected = get<QLabel>("audit_card_corrected");
  QVERIFY(corrected->isVisible());
  QVERIFY2(corrected->text().contains("adult"), qPrintable(corrected->text()));
  write_picture("audit_corrected_age");
}

// Nothing is cut off at the side where the panel is as narrow as it goes.
void TestAuditPanel::needsLittleRoom() {
  open_audit(example("one", {.images = 40}));
  window().resize(824, 640);
  QTRY_VERIFY(window().width() <= 860);
  QTRY_COMPARE(panel().findChildren<QFrame*>("audit_card").size(), 12);
  auto* scroll = get<QScrollArea>("audit_scroll");
  QTRY_COMPARE(scroll->horizontalScrollBar()->maximum(), 0);
  const auto cut_off = [this] {
    for (const QToolButton* button : panel().findChildren<QToolButton*>()) {
      if (!button->objectName().startsWith("audit_part_") || !button->isVisible()) continue;
      if (!button->parentWidget()->rect().contains(button->geometry())) return button->text();
    }
    return QString();
  };
  QTRY_COMPARE(cut_off(), QString());
  write_picture("audit_narrow");
}

void TestAuditPanel::comparesTwoAudits() {
  const fs::path other = example("other", {.images = 40, .shift = 0.3});
  open_audit(example("one", {.images = 40}));
  click("audit_compare");
  auto* table = get<QTableWidget>("audit_comparison");
  QTRY_VERIFY_WITH_TIMEOUT(table->rowCount() >= 12, long_wait);
  QCOMPARE(table->item(0, 0)->text(), QString("a CEO"));
  QVERIFY(get<QLabel>("audit_compare_summary")->text().contains("changed"));
  // From the other one, whose shares are 30 points higher, to the one that was open.
  QCOMPARE(get<QLabel>("audit_compare_direction")->text(),
           QString("From “other” (before) to “one” (after)"));
  const QString before = table->item(0, 2)->text(), after = table->item(0, 3)->text();
  QVERIFY(before.chopped(2).toInt() > after.chopped(2).toInt());
  QVERIFY(table->item(0, 4)->text().startsWith('-'));
  write_picture("audit_compare");
  click("audit_compare_swap");
  QTRY_VERIFY_WITH_TIMEOUT(table->rowCount() >= 12, long_wait);
  QCOMPARE(get<QLabel>("audit_compare_direction")->text(),
           QString("From “one” (before) to “other” (after)"));
  QCOMPARE(table->item(0, 2)->text(), after);
  QCOMPARE(table->item(0, 3)->text(), before);
  QVERIFY(table->item(0, 4)->text().startsWith('+'));
  click("audit_compare_leave");
  QCOMPARE(get<QStackedWidget>("audit_pages")->currentIndex(), 1);
}

// Unfinished audits, and those of other prompts or seeds, are not on the list.
void TestAuditPanel::offersOnlyWhatCanBeCompared() {
  const fs::path one = example("one", {.images = 20});
  example("same", {.images = 20, .shift = 0.2});
  const auto copy_and_change = [&](const char* name, const QString& sql) {
    const fs::path copy = audits_folder(places().pictures) / name;
    fs::copy(one, copy, fs::copy_options::recursive);
    {
      auto database = QSqlDatabase::addDatabase("QSQLITE", name);
      database.setDatabaseName(path_text(copy / audit::AuditDatabase::file_name));
      QVERIFY(database.open());
      QSqlQuery query(database);
      QVERIFY2(query.exec(sql), qPrintable(query.lastError().text()));
      QVERIFY(query.numRowsAffected() > 0);
    }
    QSqlDatabase::removeDatabase(name);
  };
  copy_and_change("unfinished", "DELETE FROM images WHERE image = 19");
  copy_and_change("other-set", "UPDATE meta SET value = replace(value, 'core-12', 'core-99')");
  open_audit(one);
  click("audit_compare");
  auto* other = get<QComboBox>("audit_second");
  QTRY_COMPARE_WITH_TIMEOUT(other->count(), 1, long_wait);
  QCOMPARE(other->itemText(0), QString("same"));
  // An audit that is not finished is not compared at all.
  open_audit(audits_folder(places().pictures) / "unfinished");
  QTRY_VERIFY(!get<QPushButton>("audit_compare")->isEnabled());
}

// The longest stop of the event loop while a large audit is read and shown.
void TestAuditPanel::staysQuickWithManyPictures() {
  const fs::path folder = example("large", {.images = 100});
  qint64 worst = 0;
  QElapsedTimer clock;
  QTimer beat;
  connect(&beat, &QTimer::timeout, this, [&] { worst = std::max(worst, clock.restart()); });
  clock.start();
  beat.start(5);
  open_audit(folder);
  QTRY_COMPARE(panel().findChildren<QFrame*>("audit_card").size(), 12);
  QTest::qWait(200);
  qInfo("longest stop: %lld ms", static_cast<long long>(worst));
  QVERIFY(worst < 500);  // loose: other programs may have the processors
}

}  // namespace evenlight::studio

EVENLIGHT_STUDIO_TEST(TestAuditPanel)
#include "test_audit_panel.moc"
