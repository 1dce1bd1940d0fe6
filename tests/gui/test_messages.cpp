// Everything that the layers below the programs report (engine/base/message.h), in German: this
// program holds all of their objects, so it knows every message that they can send.
#include <QDirIterator>
#include <QFile>
#include <QLocale>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>
#include <QTranslator>
#include <QXmlStreamReader>
#include <map>
#include <set>

#include "app/gui/audit/audit_reader.h"
#include "app/gui/widgets/text.h"
#include "app/gui/window/own_words.h"
#include "bias_audit/report/sentences.h"
#include "engine/base/error.h"
#include "engine/base/small_file.h"
#include "engine/devices/open_backend.h"
#include "engine/pipeline/recipe_check.h"
#include "tests/audit/example_audit.h"
#include "tests/gui/studio_fixture.h"

namespace evenlight::studio {
namespace {

// Written by a build without Vulkan only.
const QString other_build =
    "This program was built without Vulkan; choose the device \"cpu\" instead.";

using Translations = std::map<QString, QString>;

Translations read_translations(const char* language) {
  QFile file(QString("%1/app/gui/translations/evenlight-messages_%2.ts")
                 .arg(EVENLIGHT_SOURCE_DIR, language));
  if (!file.open(QIODevice::ReadOnly)) return {};
  QXmlStreamReader xml(&file);
  Translations found;
  QString source;
  while (!xml.atEnd()) {
    xml.readNext();
    if (!xml.isStartElement()) continue;
    if (xml.name() == u"source") source = xml.readElementText();
    if (xml.name() != u"translation") continue;
    const bool finished = xml.attributes().value("type").isEmpty();
    const QString text = xml.readElementText();
    if (finished) found[source] = text;
  }
  return xml.hasError() ? Translations() : found;
}

// "{0}", "{1:.2f}": each once.
std::set<QString> places_of(QString text) {
  text.remove("{{").remove("}}");
  static const QRegularExpression place("\\{[^{}]*\\}");
  std::set<QString> places;
  for (auto found = place.globalMatch(text); found.hasNext();) {
    places.insert(found.next().captured());
  }
  return places;
}

// A message may be nothing but places: "{0}: {1}".
bool has_words(QString text) {
  for (const QString& place : places_of(text)) text.remove(place);
  static const QRegularExpression letter("[A-Za-z]");
  return text.contains(letter);
}

QStringList wrong_places(const Translations& translations) {
  QStringList wrong;
  for (const auto& [source, text] : translations) {
    if (places_of(source) != places_of(text)) wrong << source + " -> " + text;
  }
  return wrong;
}

std::set<QString> all_messages() {
  std::set<QString> all;
  for (const char* text : known_messages()) all.insert(QString::fromUtf8(text));
  return all;
}

// What a call throws, as a person reads it.
template <class Call>
QString refusal(const Call& call) {
  try {
    call();
  } catch (const std::exception& error) {
    return in_own_words(error);
  }
  return "accepted";
}

}  // namespace

class TestMessages : public QObject {
  Q_OBJECT
 private slots:
  void everyOneHasEnglishAndGerman();
  void noneIsLeftOver();
  void layersSendMessagesOnly();
  void auditsSpeakGerman();
  void errorsSpeakGerman();
  void windowSaysWhatToDoInEnglish();
};

void TestMessages::everyOneHasEnglishAndGerman() {
  const Translations german = read_translations("de");
  QTranslator compiled;
  QVERIFY(compiled.load("evenlight-messages_de", ":/translations"));
  QStringList missing;
  for (const QString& text : all_messages()) {
    QVERIFY(!text.isEmpty());
    if (!has_words(text)) continue;
    const QString shown = compiled.translate("Messages", text.toUtf8());
    if (shown.isEmpty() || !german.contains(text)) missing << text;
  }
  QVERIFY2(missing.isEmpty(), qPrintable("no German:\n" + missing.join("\n")));
  QVERIFY(all_messages().size() > 300);
  QCOMPARE(wrong_places(german).join("\n"), QString());
  QCOMPARE(wrong_places(read_translations("en")).join("\n"), QString());
}

void TestMessages::noneIsLeftOver() {
#ifndef EVENLIGHT_WITH_VULKAN
  QSKIP("this build lacks Vulkan's messages");
#endif
  const std::set<QString> all = all_messages();
  QStringList unknown;
  for (const char* language : {"de", "en"}) {
    for (const auto& [source, text] : read_translations(language)) {
      if (!all.contains(source) && source != other_build) unknown << source;
    }
  }
  QVERIFY2(unknown.isEmpty(), qPrintable(unknown.join("\n")));
}

// Text that a layer has finished itself cannot be translated.
void TestMessages::layersSendMessagesOnly() {
  static const QRegularExpression finished(
      "\\b(?:InputError|Error)\\(\\s*(?:ErrorKind::\\w+,\\s*)?"
      "(?:\"|fmt::format|std::string\\(|[\\w.()]+ \\+ \")");
  QStringList wrong;
  int files = 0;
  for (const char* folder : {"engine", "bias_audit", "app/common"}) {
    QDirIterator each(QString("%1/%2").arg(EVENLIGHT_SOURCE_DIR, folder), {"*.cpp", "*.h"},
                      QDir::Files, QDirIterator::Subdirectories);
    while (each.hasNext()) {
      QFile file(each.next());
      QVERIFY(file.open(QIODevice::ReadOnly));
      const QString text = QString::fromUtf8(file.readAll());
      for (auto found = finished.globalMatch(text); found.hasNext();) {
        wrong << file.fileName() + ": " + found.next().captured();
      }
      ++files;
    }
  }
  QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join("\n")));
  QVERIFY(files > 200);
}

// Whole audits, from the headline to the limits.
void TestMessages::auditsSpeakGerman() {
  QTranslator translator;
  QVERIFY(translator.load("evenlight-messages_de", ":/translations"));
  QCoreApplication::installTranslator(&translator);
  QTemporaryDir place;
  const audit::ExampleOptions kinds[] = {
      {.images = 40}, {.images = 40, .labelled = true}, {.images = 30, .sequential = true}};
  int checked = 0;
  for (const audit::ExampleOptions& options : kinds) {
    const auto folder = std::filesystem::path(to_std(place.path())) / std::to_string(checked);
    audit::make_example_audit(folder, options);
    const auto snapshot = read_audit(folder, {});
    std::vector<Message> sentences = snapshot->headline;
    for (const auto& more : {audit::coverage_sentences(snapshot->report),
                             audit::human_sentences(snapshot->report), snapshot->report.limits}) {
      sentences.insert(sentences.end(), more.begin(), more.end());
    }
    for (const Message& sentence : sentences) {
      const QString german = in_own_words(sentence);
      static const QRegularExpression english("\\b(the|of|and|is|are|was|were|with|read|by|to)\\b");
      QVERIFY2(!german.contains(english), qPrintable(german));
      ++checked;
    }
  }
  QVERIFY(checked > 30);
  QCoreApplication::removeTranslator(&translator);
}

void TestMessages::errorsSpeakGerman() {
  QTranslator sentences, labels;
  QVERIFY(sentences.load("evenlight-messages_de", ":/translations"));
  QVERIFY(labels.load("evenlight-studio_de", ":/translations"));
  QCoreApplication::installTranslator(&sentences);
  QCoreApplication::installTranslator(&labels);
  const QLocale before;
  QLocale::setDefault(QLocale("de_DE"));
  QCOMPARE(refusal([] { read_small_file("man and age.png", 1); }),
           QString("man and age.png: Diese Datei gibt es nicht."));
  // A field by the label of its control, a number with a decimal comma.
  QCOMPARE(refusal([] {
             throw RecipeFault("cfg", say<"expected a number from {0} to {1}, got {2}">(0, 1, 1.5));
           }),
           QString("Führung: erwartet wird eine Zahl von 0 bis 1, nicht 1,5"));
  QCOMPARE(refusal([] { choose_device({.device = "cpu:7"}); }),
           QString("Das Gerät cpu:7 gibt es nicht; wählen Sie unter „Modelle“ ein anderes."));
  // A program's own words and foreign exceptions stay as they are.
  QCOMPARE(refusal([] { throw Error(ErrorKind::usage, "{0} of a file"); }),
           QString("{0} of a file"));
  QCOMPARE(refusal([] { throw std::runtime_error("no such file"); }), QString("no such file"));
  QLocale::setDefault(before);
  QCoreApplication::removeTranslator(&labels);
  QCoreApplication::removeTranslator(&sentences);
}

// Not the command's flags and verbs, and not the engine's neutral words.
void TestMessages::windowSaysWhatToDoInEnglish() {
  QCOMPARE(refusal([] { choose_device({.device = "cpu:7"}); }),
           QString("There is no device cpu:7; choose another one under Models."));
}

}  // namespace evenlight::studio

EVENLIGHT_STUDIO_TEST(TestMessages)
#include "test_messages.moc"
