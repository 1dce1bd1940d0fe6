// Pictures of every part of the studio, to be looked at:
//   studio_screenshots DIR [system|light|dark|contrast]
// Takes them from the screen (Xvfb will do), in the language of the locale and at the scale of
// QT_SCALE_FACTOR. With QT_QPA_PLATFORM=offscreen the window paints itself instead.
#include <QApplication>
#include <QComboBox>
#include <QDir>
#include <QListView>
#include <QMenu>
#include <QMenuBar>
#include <QPlainTextEdit>
#include <QScreen>
#include <QScrollArea>
#include <QScrollBar>
#include <QSpinBox>
#include <QToolButton>
#include <clocale>
#include <cstdio>

#include "app/gui/audit/audit_panel.h"
#include "app/gui/gallery/gallery_panel.h"
#include "app/gui/widgets/theme.h"
#include "app/gui/window/language.h"
#include "tests/audit/example_audit.h"
#include "tests/gui/studio_fixture.h"

namespace evenlight::studio {
namespace {

class Photographer : public StudioFixture {
 public:
  Photographer(QString folder, QString theme)
      : folder_(std::move(folder)), theme_(std::move(theme)) {
    QDir().mkpath(folder_);
    make_folder();
    Session(places().settings).keep_theme(theme_named(theme_));
  }
  ~Photographer() { close(); }

  void take(const char* name) {
    QTest::qWait(300);
    const bool screen = QGuiApplication::platformName() != "offscreen";
    const QPixmap picture = screen ? window().screen()->grabWindow(0) : window().grab();
    const QString file = QString("%1/%2_%3.png").arg(folder_, theme_, name);
    if (!picture.save(file)) qFatal("%s was not written", qPrintable(file));
  }

  void make(const char* prompt, int count) {
    get<QPlainTextEdit>("prompt")->setPlainText(prompt);
    get<QSpinBox>("count")->setValue(count);
    generate();
  }

  void run() {
    put_embedding("portrait-of-a-banker", 4);
    start(true);
    window().resize(window().screen()->availableSize());
    window().move(0, 0);
    QTest::qWait(500);
    take("1_hint");
    QTest::keyClick(window().findChild<QWidget*>("hint_next"), Qt::Key_Escape);
    get<QPlainTextEdit>("negative")->setPlainText("blurry, (text:1.2)");
    make("a (flat cartoon:1.3) portrait of a scientist, [plain] background", 6);
    make("a photo of a red apple", 2);
    take("2_pictures");
    trigger("action_compare");
    take("3_compare");
    trigger("action_compare");
    get<QListView>("gallery")->setCurrentIndex(get<QListView>("gallery")->model()->index(1, 0));
    get<QMenu>("gallery_menu")->popup(window().mapToGlobal(QPoint(300, 30)));
    take("4_gallery_menu");
    get<QMenu>("gallery_menu")->hide();
    get<QSpinBox>("steps")->setValue(60);
    for (const char* prompt : {"a nurse", "a judge in a court", "a farmer with a tractor"}) {
      get<QPlainTextEdit>("prompt")->setPlainText(prompt);
      trigger("action_generate");
    }
    trigger("action_queue");
    QTest::qWait(1500);
    take("5_rendering");
    trigger("action_fold_right");
    window().queue().cancel_all();
    QTRY_VERIFY_WITH_TIMEOUT(!window().queue().busy(), long_wait);
    trigger("action_go_models_dock");
    take("6_models");
    drop(file("is_not_there.png"));
    take("7_message");
    trigger("action_preferences");
    take("17_preferences");
    window().findChild<QWidget*>("preferences")->close();
    trigger("action_audit");
    QTest::qWait(1500);
    take("8_audit_setup");
    get<QToolButton>("audit_more_title")->click();
    take("18_audit_setup_more");
    get<QToolButton>("audit_more_title")->click();
    const auto folder = audits_folder(places().pictures) / "one";
    audit::make_example_audit(folder, {.images = 40});
    audit::make_example_audit(audits_folder(places().pictures) / "other",
                              {.images = 40, .shift = 0.3});
    get<AuditPanel>("audit_panel")->open(folder);
    QTest::qWait(2500);
    take("9_audit_results");
    get<QToolButton>("audit_details_title")->click();
    take("19_audit_details");
    get<QToolButton>("audit_details_title")->click();
    auto* scroll = get<QScrollArea>("audit_scroll");
    scroll->verticalScrollBar()->setValue(get<QFrame>("audit_card")->y());
    get<AuditPanel>("audit_panel")->findChild<QToolButton*>("audit_part_woman")->click();
    take("15_audit_card");
    click("audit_label");
    QTest::qWait(800);
    take("10_audit_label");
    auto* attribute = get<QComboBox>("audit_label_attribute");
    attribute->setCurrentIndex(attribute->findData("tone_band"));
    QTest::qWait(800);
    take("16_audit_label_tone");
    click("audit_label_leave");
    click("audit_compare");
    QTest::qWait(1500);
    take("11_audit_compare");
    trigger("action_keys");
    take("13_keys");
    window().findChild<QWidget*>("keys_dialog")->close();
    prompt().setFocus();
    prompt().setPlainText("a (portrait-of-a-banker:1.3), ");
    prompt().moveCursor(QTextCursor::End);
    QTest::keyClicks(&prompt(), "port");
    take("14_completions");
    QTest::keyClick(&prompt(), Qt::Key_Space);
    trigger("action_layout_picture");
    take("12_only_the_picture");
  }

 private:
  QString folder_, theme_;
};

}  // namespace
}  // namespace evenlight::studio

int main(int count, char** words) {
  using namespace evenlight::studio;
  QApplication app(count, words);
  std::setlocale(LC_NUMERIC, "C");
  speak(app, QLocale());
  if (count < 2) {
    std::fputs("studio_screenshots DIR [system|light|dark|contrast]\n", stderr);
    return 2;
  }
  Photographer(words[1], count > 2 ? words[2] : "light").run();
  return 0;
}
