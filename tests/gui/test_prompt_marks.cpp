// Where weights stand in a prompt, and changing them with the keyboard; the task bar's message.
#include <QDBusMessage>
#include <QTest>

#include "app/gui/prompt/prompt_marks.h"
#include "app/gui/window/taskbar_progress.h"

namespace evenlight::studio {
namespace {

double weight_at(const QString& prompt, qsizetype at) {
  for (const PromptMark& mark : mark_prompt(prompt)) {
    if (at >= mark.start && at < mark.start + mark.length) return mark.weight;
  }
  return 1;
}

}  // namespace

class TestPromptMarks : public QObject {
  Q_OBJECT
 private slots:
  void marksWeights();
  void marksBreaks();
  void marksEmbeddings();
  void marksTheLanguage();
  void changesWeights();
  void speaksTheTaskBarsProtocol();
};

void TestPromptMarks::marksWeights() {
  QCOMPARE(weight_at("a (cat:1.3) dog", 4), 1.3);
  QCOMPARE(weight_at("a (cat:1.3) dog", 13), 1.0);
  QCOMPARE(weight_at("((cat))", 3), 1.1 * 1.1);
  QVERIFY(std::abs(weight_at("[cat]", 2) - 1 / 1.1) < 1e-12);
  QCOMPARE(weight_at("(cat", 2), 1.1);
  QCOMPARE(weight_at(R"(\(cat\))", 3), 1.0);
  QCOMPARE(weight_at("(cat:)", 2), 1.1);
  QVERIFY(mark_prompt("plain words").empty());
}

void TestPromptMarks::marksBreaks() {
  const auto marks = mark_prompt("a BREAK b");
  QCOMPARE(marks.size(), size_t(1));
  QCOMPARE(marks[0].kind, PromptMark::pause);
  QCOMPARE(marks[0].start, 2);
  QVERIFY(mark_prompt("BREAKFAST").empty());
}

void TestPromptMarks::marksEmbeddings() {
  const QString prompt = QString::fromUtf8("🐈 a (Cat-Toy:1.3), embedding:cat-toy cat-toys");
  QStringList found;
  for (const PromptMark& mark : mark_prompt(prompt, EmbeddingNames({"cat-toy"}))) {
    if (mark.kind != PromptMark::embedding) continue;
    QCOMPARE(mark.weight, found.isEmpty() ? 1.3 : 1.0);
    found << prompt.mid(mark.start, mark.length);
  }
  QCOMPARE(found, QStringList({"Cat-Toy", "embedding:cat-toy"}));
  QCOMPARE(spelled_in_prompt("toy (old) [x]"), QString(R"(toy \(old\) \[x\])"));
}

void TestPromptMarks::marksTheLanguage() {
  const QString prompt = QString::fromUtf8("🐈 [a:b:0.5] (c:1.2) {red|[x]} __hue__ :0.7 AND [d|e]");
  QStringList timing, joints, choices;
  for (const PromptMark& mark : mark_prompt(prompt)) {
    const QString text = prompt.mid(mark.start, mark.length);
    if (mark.kind == PromptMark::timing) timing << text;
    if (mark.kind == PromptMark::joint) joints << text.trimmed();
    if (mark.kind == PromptMark::choice) choices << text;
  }
  QCOMPARE(timing, QStringList({"[", ":", ":0.5]", "[", "|", "]"}));
  QCOMPARE(joints.join(""), QString(":0.7 AND"));
  QCOMPARE(choices, QStringList({"{", "|", "}", "__hue__"}));
  QCOMPARE(weight_at("[a:b:3]", 1), 1.0);  // no weight, though in square brackets
  QCOMPARE(weight_at("(a [b:c:3]:1.3)", 4), 1.3);
  QCOMPARE(without_choices("{a|b} [c|d]"), QString("{a/b} [c|d]"));
}

void TestPromptMarks::changesWeights() {
  PromptEdit edit = change_weight("a cat", 3, 3, 0.1);
  QCOMPARE(edit.text, QString("a (cat:1.1)"));
  QCOMPARE(edit.text.mid(edit.start, edit.end - edit.start), QString("cat"));
  edit = change_weight(edit.text, edit.start, edit.end, 0.1);
  QCOMPARE(edit.text, QString("a (cat:1.2)"));
  edit = change_weight(edit.text, edit.start, edit.end, -0.2);
  QCOMPARE(edit.text, QString("a cat"));
  QCOMPARE(change_weight("a red cat", 2, 9, -0.1).text, QString("a (red cat:0.9)"));
  QCOMPARE(change_weight("  ", 1, 1, 0.1).text, QString("  "));
}

void TestPromptMarks::speaksTheTaskBarsProtocol() {
  const QDBusMessage message = taskbar_message(0.25);
  QCOMPARE(message.interface(), QString("com.canonical.Unity.LauncherEntry"));
  QCOMPARE(message.member(), QString("Update"));
  QCOMPARE(message.arguments()[0].toString(), QString("application://evenlight-studio.desktop"));
  const QVariantMap values = message.arguments()[1].toMap();
  QCOMPARE(values["progress"].toDouble(), 0.25);
  QCOMPARE(values["progress-visible"].toBool(), true);
  QCOMPARE(taskbar_message(-1).arguments()[1].toMap()["progress-visible"].toBool(), false);
}

}  // namespace evenlight::studio

QTEST_GUILESS_MAIN(evenlight::studio::TestPromptMarks)
#include "test_prompt_marks.moc"
