// What makes the studio usable for everybody: names for screen readers, tips, keys, contrast, room
// at large scales, and a language other than English.
#include <QAbstractSpinBox>
#include <QApplication>
#include <QComboBox>
#include <QDockWidget>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QMenu>
#include <QMenuBar>
#include <QPlainTextEdit>
#include <QProcess>
#include <QScrollArea>
#include <QScrollBar>
#include <QTranslator>
#include <QXmlStreamReader>
#include <cmath>

#include "app/gui/widgets/theme.h"
#include "tests/gui/studio_fixture.h"

namespace evenlight::studio {
namespace {

bool is_control(const QWidget* widget) {
  return qobject_cast<const QAbstractButton*>(widget) || qobject_cast<const QComboBox*>(widget) ||
         qobject_cast<const QAbstractSpinBox*>(widget) || qobject_cast<const QLineEdit*>(widget) ||
         qobject_cast<const QPlainTextEdit*>(widget) ||
         qobject_cast<const QAbstractItemView*>(widget);
}

// Inside a control of Qt's own, such as a spin box's field: that control has the name.
bool is_inner(const QWidget* widget) {
  for (const QWidget* up = widget->parentWidget(); up; up = up->parentWidget()) {
    if (is_control(up) || up->inherits("QCalendarWidget") || up->inherits("QTabBar")) return true;
  }
  const QString name = widget->objectName();
  return name.startsWith("qt_") || name.startsWith("ScrollLeft") || widget->inherits("QTabBar");
}

QString spoken_name(const QWidget* widget) {
  if (!widget->accessibleName().isEmpty()) return widget->accessibleName();
  const auto* button = qobject_cast<const QAbstractButton*>(widget);
  return button ? button->text() : QString();
}

// WCAG 2.1: (L1 + 0.05) / (L2 + 0.05) of relative luminances.
double luminance(const QColor& colour) {
  const auto linear = [](double c) {
    return c <= 0.03928 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
  };
  return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) +
         0.0722 * linear(colour.blueF());
}

double contrast(const QColor& a, const QColor& b) {
  const double x = luminance(a) + 0.05, y = luminance(b) + 0.05;
  return std::max(x, y) / std::min(x, y);
}

QString translation_file(const char* language) {
  return QString("%1/app/gui/translations/evenlight-studio_%2.ts")
      .arg(EVENLIGHT_SOURCE_DIR, language);
}

}  // namespace

class TestPeople : public QObject, public StudioFixture {
  Q_OBJECT
 private slots:
  void init() { make_folder(); }
  void cleanup() {
    end();
    apply_theme(Theme::system);
  }
  void everyControlHasAName();
  void everySettingSaysWhatItDoes();
  void everyControlCanBeReachedByKeys();
  void noTwoActionsShareAKey();
  void menusKeepTheirLetters();
  void themesCanBeRead();
  void fitsASmallScreen();
  void speaksGerman();
  void germanIsComplete();
  void noCommandLineInTheWindow();
};

void TestPeople::everyControlHasAName() {
  start();
  QStringList nameless;
  for (const QWidget* widget : window().findChildren<QWidget*>()) {
    if (!is_control(widget) || is_inner(widget)) continue;
    if (spoken_name(widget).isEmpty()) {
      nameless << QString("%1 %2").arg(widget->metaObject()->className(), widget->objectName());
    }
  }
  QVERIFY2(nameless.isEmpty(), qPrintable(nameless.join(", ")));
}

void TestPeople::everySettingSaysWhatItDoes() {
  start();
  int checked = 0;
  for (const char* panel : {"settings_panel", "prompt_panel", "audit_setup"}) {
    for (const QWidget* widget : get<QWidget>(panel)->findChildren<QWidget*>()) {
      if (!is_control(widget) || is_inner(widget)) continue;
      QVERIFY2(widget->toolTip().size() > 10, qPrintable(widget->objectName()));
      ++checked;
    }
  }
  QVERIFY(checked > 30);
}

void TestPeople::everyControlCanBeReachedByKeys() {
  start();
  for (const QWidget* widget : window().findChildren<QWidget*>()) {
    if (!is_control(widget) || is_inner(widget)) continue;
    // Buttons of the tool bar and of panels' title bars have their actions in the menus.
    const QString parent = widget->parentWidget()->metaObject()->className();
    if (parent == "QToolBar" || parent == "QDockWidget" || parent == "QMenuBar") continue;
    QVERIFY2(widget->focusPolicy() & Qt::TabFocus,
             qPrintable(widget->objectName() + " in " + parent));
  }
}

void TestPeople::noTwoActionsShareAKey() {
  start();
  QMap<QString, QString> owners;
  for (const QAction* action : window().findChildren<QAction*>()) {
    for (const QKeySequence& key : action->shortcuts()) {
      const QString text = key.toString();
      QVERIFY2(!owners.contains(text) || owners[text] == action->objectName(),
               qPrintable(text + ": " + owners[text] + ", " + action->objectName()));
      owners[text] = action->objectName();
    }
  }
  QVERIFY(owners.size() > 25);
  // A prompt being written must not swallow them.
  auto* prompt = get<QPlainTextEdit>("prompt");
  prompt->setFocus();
  for (const QAction* action : window().findChildren<QAction*>()) {
    for (const QKeySequence& key : action->shortcuts()) {
      QKeyEvent event(QEvent::ShortcutOverride, key[0].key(), key[0].keyboardModifiers());
      event.ignore();
      QCoreApplication::sendEvent(prompt, &event);
      QVERIFY2(!event.isAccepted(), qPrintable(key.toString()));
    }
  }
}

// Alt and a menu's letter opens that menu, whatever panel is in front; in either language.
void TestPeople::menusKeepTheirLetters() {
  for (const char* language : {"en", "de"}) {
    QObject translators;
    QTranslator translator;
    if (QString(language) == "de") {
      QVERIFY(translator.load("evenlight-studio_de", ":/translations"));
      QCoreApplication::installTranslator(&translator);
    }
    start();
    QStringList letters;
    for (const QAction* menu : window().menuBar()->actions()) {
      letters << QKeySequence::mnemonic(menu->text()).toString();
    }
    QVERIFY(letters.size() >= 5 && !letters.contains(""));
    QCOMPARE(QSet<QString>(letters.begin(), letters.end()).size(), letters.size());
    for (const QWidget* widget : window().findChildren<QWidget*>()) {
      const auto* button = qobject_cast<const QAbstractButton*>(widget);
      const auto* label = qobject_cast<const QLabel*>(widget);
      const QString text = button ? button->text() : label && label->buddy() ? label->text() : "";
      const QString letter = QKeySequence::mnemonic(text).toString();
      QVERIFY2(letter.isEmpty() || !letters.contains(letter), qPrintable(text));
    }
    close();
    QCoreApplication::removeTranslator(&translator);
  }
}

void TestPeople::themesCanBeRead() {
  start();
  const std::pair<Theme, double> themes[] = {
      {Theme::light, 4.5}, {Theme::dark, 4.5}, {Theme::contrast, 7}};
  const std::pair<QPalette::ColorRole, QPalette::ColorRole> pairs[] = {
      {QPalette::Text, QPalette::Base},
      {QPalette::WindowText, QPalette::Window},
      {QPalette::ButtonText, QPalette::Button},
      {QPalette::ToolTipText, QPalette::ToolTipBase},
      {QPalette::HighlightedText, QPalette::Highlight},
      {QPalette::PlaceholderText, QPalette::Base},
      {QPalette::BrightText, QPalette::Dark},
      {QPalette::Link, QPalette::Base}};
  for (const auto& [theme, least] : themes) {
    apply_theme(theme);
    const QPalette palette = QApplication::palette();
    for (const auto& [front, back] : pairs) {
      const double found = contrast(palette.color(front), palette.color(back));
      QVERIFY2(found >= least,
               qPrintable(
                   QString("%1 %2 on %3: %4").arg(name_of(theme)).arg(front).arg(back).arg(found)));
    }
  }
}

// 1920 × 1080 at 200 % leaves 960 × 540: everything can still be reached.
void TestPeople::fitsASmallScreen() {
  start();
  const QSize least = window().minimumSizeHint();
  QString parts = QString("%1 × %2").arg(least.width()).arg(least.height());
  for (const auto* dock : window().findChildren<QDockWidget*>()) {
    const QSize size = dock->minimumSizeHint();
    parts += QString(", %1 %2 × %3").arg(dock->objectName()).arg(size.width()).arg(size.height());
  }
  QVERIFY2(least.width() <= 960 && least.height() <= 540, qPrintable(parts));
}

void TestPeople::speaksGerman() {
  QObject keeper;
  QTranslator translator;
  QVERIFY(translator.load(QLocale("de_DE"), "evenlight-studio", "_", ":/translations"));
  QCoreApplication::installTranslator(&translator);
  start();
  QCOMPARE(get<QAction>("action_generate")->text().remove('&'), QString("Erzeugen"));
  QCOMPARE(get<QDockWidget>("gallery_dock")->windowTitle(), QString("Galerie"));
  QCOMPARE(get<QLabel>("gallery_found")->text(), QString("0 Bilder"));
  // Tables of texts are translated, too.
  QVERIFY(get<QComboBox>("size_preset")->itemText(1).startsWith("Quer"));
  QVERIFY(get<QWidget>("steps")->toolTip().contains("Rauschen"));
  get<QPlainTextEdit>("prompt")->setPlainText("a cat");
  QVERIFY(get<QLabel>("prompt_tokens")->text().contains("von 75"));
  write_picture("german");
  close();
  QCoreApplication::removeTranslator(&translator);
}

// Flags and verbs are the command's words; the window has fields and buttons.
void TestPeople::noCommandLineInTheWindow() {
  QFile file(translation_file("de"));
  QVERIFY(file.open(QIODevice::ReadOnly));
  QXmlStreamReader xml(&file);
  static const QRegularExpression command(
      "(^|\\s)--[a-z]|`|\\bevenlight (render|audit|models|tokens|bench)");
  int checked = 0;
  while (!xml.atEnd()) {
    xml.readNext();
    if (!xml.isStartElement() || (xml.name() != u"source" && xml.name() != u"translation"))
      continue;
    const QString text = xml.readElementText(QXmlStreamReader::IncludeChildElements);
    QVERIFY2(!text.contains(command), qPrintable(text));
    ++checked;
  }
  QVERIFY(checked > 800);
}

// Every string of the source is in the file, and every one has its translation.
void TestPeople::germanIsComplete() {
  const QString copy = file("copy.ts");
  QVERIFY(QFile::copy(translation_file("de"), copy));
  QProcess update;
  update.setWorkingDirectory(EVENLIGHT_SOURCE_DIR);
  update.start(EVENLIGHT_LUPDATE, {"app/gui", "-I", ".", "-no-obsolete", "-locations", "none",
                                   "-target-language", "de", "-silent", "-ts", copy});
  QVERIFY(update.waitForFinished(long_wait));
  QVERIFY2(update.exitCode() == 0, update.readAllStandardError().constData());
  QFile file(copy);
  QVERIFY(file.open(QIODevice::ReadOnly));
  QXmlStreamReader xml(&file);
  QStringList missing;
  QString source;
  int translated = 0;
  while (!xml.atEnd()) {
    xml.readNext();
    if (!xml.isStartElement()) continue;
    if (xml.name() == u"source") source = xml.readElementText();
    if (xml.name() != u"translation") continue;
    const QString type = xml.attributes().value("type").toString();
    const QString text = xml.readElementText(QXmlStreamReader::IncludeChildElements).trimmed();
    if (!type.isEmpty() || text.isEmpty()) missing << type + ": " + source;
    // A placeholder that is lost would lose what the sentence is about.
    for (const char* place : {"%1", "%2", "%3", "%4", "%5", "%6", "%n"}) {
      if (source.contains(place) != text.contains(place)) missing << place + (" in " + source);
    }
    ++translated;
  }
  QVERIFY2(!xml.hasError(), qPrintable(xml.errorString()));
  QVERIFY2(missing.isEmpty(), qPrintable(missing.join("\n")));
  QVERIFY(translated > 300);
}

}  // namespace evenlight::studio

EVENLIGHT_STUDIO_TEST(TestPeople)
#include "test_people.moc"
