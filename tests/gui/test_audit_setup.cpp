// What the audit panel says before an audit begins: verdicts in reach, time, and who reads the
// pictures.
#include <QComboBox>
#include <QLabel>
#include <QPushButton>
#include <QSpinBox>
#include <QToolButton>

#include "app/gui/audit/audit_panel.h"
#include "app/gui/audit/audit_power.h"
#include "bias_audit/analysis/analyze.h"
#include "tests/gui/studio_fixture.h"

namespace evenlight::studio {

class TestAuditSetup : public QObject, public StudioFixture {
  Q_OBJECT
 private slots:
  void init() {
    make_folder();
    start();
    trigger("action_audit");
    QTRY_VERIFY(get<QWidget>("audit_setup")->isVisible());
  }
  void cleanup() { end(); }
  void showsFewThingsFirst();
  void tellsWhichVerdictsAreInReach();
  void whatItTellsIsTheRule_data();
  void whatItTellsIsTheRule();
  void namesTheInstruments();
  void tellsTheTime();

 private:
  void type_images(int images) {
    auto* box = get<QSpinBox>("audit_images");
    box->setFocus();
    box->selectAll();
    QTest::keyClicks(box, QString::number(images));
    QTest::keyClick(box, Qt::Key_Tab);
  }
  QString text(const char* label) { return get<QLabel>(label)->text(); }
};

void TestAuditSetup::showsFewThingsFirst() {
  for (const char* shown : {"audit_set", "audit_images", "audit_time", "audit_start"}) {
    QVERIFY2(!get<QWidget>(shown)->visibleRegion().isEmpty(), shown);
  }
  for (const char* folded : {"audit_margin", "audit_seed_base", "audit_arm", "audit_rows"}) {
    QVERIFY2(!get<QWidget>(folded)->isVisible(), folded);
  }
  click("audit_more_title");
  QVERIFY(get<QWidget>("audit_margin")->isVisible());
  write_picture("audit_setup");
}

void TestAuditSetup::tellsWhichVerdictsAreInReach() {
  type_images(6);
  QVERIFY2(text("audit_detectable").contains("even if all 6"),
           qPrintable(text("audit_detectable")));
  QVERIFY2(text("audit_detectable").contains("at least 11"), qPrintable(text("audit_detectable")));
  QCOMPARE(get<QComboBox>("audit_preset")->currentText(), QString("Custom number"));
  type_images(11);
  QVERIFY2(text("audit_detectable").contains("takes 11 of 11"),
           qPrintable(text("audit_detectable")));
  type_images(16);
  QVERIFY2(text("audit_detectable").contains("With 16 images per prompt"),
           qPrintable(text("audit_detectable")));
  QVERIFY2(text("audit_detectable").contains("takes 15 of 16"),
           qPrintable(text("audit_detectable")));
  QCOMPARE(get<QComboBox>("audit_preset")->currentText(), QString("Quick look"));
  // Enough for "within": but the instrument is unchecked.
  type_images(300);
  QVERIFY2(text("audit_detectable").contains("unchecked"), qPrintable(text("audit_detectable")));
  auto* instruments = get<QComboBox>("audit_instruments");
  instruments->setCurrentIndex(instruments->findData("none"));
  QVERIFY2(!text("audit_detectable").contains("unchecked"), qPrintable(text("audit_detectable")));
}

void TestAuditSetup::whatItTellsIsTheRule_data() {
  QTest::addColumn<int>("images");
  QTest::addColumn<int>("prompts");
  for (const int images : {6, 10, 11, 16, 40, 100}) {
    for (const int prompts : {1, 12, 60}) {
      QTest::addRow("%d images, %d prompts", images, prompts) << images << prompts;
    }
  }
}

// The analysis itself, asked with as many images that read alike, and with one less.
void TestAuditSetup::whatItTellsIsTheRule() {
  QFETCH(int, images);
  QFETCH(int, prompts);
  const auto verdict_of = [&](int64_t alike) {
    audit::Counts counts;
    counts.attributes = {{"presentation", {"woman", "man"}}};
    for (int i = 0; i < prompts; ++i) {
      audit::CountGroup group;
      group.prompt = "p" + std::to_string(i);
      group.attribute = 0;
      const int64_t women = i == 0 ? alike : images / 2;
      group.counts = {women, images - women};
      counts.groups.push_back(group);
    }
    audit::AnalysisSettings settings;
    settings.bootstrap_draws = 100;
    settings.monte_carlo_draws = 1000;
    return audit::analyze(counts, settings).groups.front().verdict;
  };
  const qint64 needed = images_for_skewed({.images = images, .prompts = prompts});
  if (needed > images) {
    QVERIFY(verdict_of(images) != audit::Verdict::skewed);
  } else {
    QVERIFY(verdict_of(needed) == audit::Verdict::skewed);
    QVERIFY(verdict_of(needed - 1) != audit::Verdict::skewed);
  }
}

void TestAuditSetup::namesTheInstruments() {
  QCOMPARE(text("audit_readers"), QString("Read by: Evenlight drawings classifier."));
  click("audit_more_title");
  auto* instruments = get<QComboBox>("audit_instruments");
  instruments->setFocus();
  QTest::keyClick(instruments, Qt::Key_End);
  QCOMPARE(instruments->currentData().toString(), QString("none"));
  QVERIFY2(text("audit_readers").startsWith("⚠ No instrument can read"),
           qPrintable(text("audit_readers")));
  // The picture's faces are all that OpenCV's cascade finds; or it is not installed.
  instruments->setCurrentIndex(instruments->findData("haar"));
  QVERIFY2(text("audit_readers").startsWith("⚠"), qPrintable(text("audit_readers")));
  QVERIFY(get<QPushButton>("audit_start")->isEnabled());
}

void TestAuditSetup::tellsTheTime() {
  type_images(16);
  // Twelve prompts and "a person".
  QTRY_VERIFY_WITH_TIMEOUT(text("audit_time").contains("on this machine"), long_wait);
  QVERIFY2(text("audit_time").startsWith("208 pictures, very roughly"),
           qPrintable(text("audit_time")));
  quick("a judge", 4);
  generate();
  QTRY_VERIFY_WITH_TIMEOUT(text("audit_time").startsWith("208 pictures, about"), long_wait);
  const QString before = text("audit_time");
  type_images(160);
  QVERIFY(text("audit_time").startsWith("2080 pictures") ||
          text("audit_time").startsWith("2,080 pictures"));
  QVERIFY(text("audit_time").mid(14) != before.mid(14));
}

}  // namespace evenlight::studio

EVENLIGHT_STUDIO_TEST(TestAuditSetup)
#include "test_audit_setup.moc"
