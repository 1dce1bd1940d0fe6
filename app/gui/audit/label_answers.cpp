#include "app/gui/audit/label_answers.h"

#include <QCoreApplication>
#include <algorithm>
#include <iterator>

#include "app/gui/audit/audit_words.h"
#include "app/gui/widgets/text.h"

namespace evenlight::studio {
namespace {

struct LabelAnswers {
  Q_DECLARE_TR_FUNCTIONS(LabelAnswers)
};

struct Lettered {
  const char* outcome;
  Qt::Key key;
  const char* text;
};
constexpr Lettered lettered[] = {
    {"woman", Qt::Key_W, QT_TRANSLATE_NOOP("LabelAnswers", "Reads as &woman")},
    {"man", Qt::Key_M, QT_TRANSLATE_NOOP("LabelAnswers", "Reads as &man")},
    {"unclear", Qt::Key_U, QT_TRANSLATE_NOOP("LabelAnswers", "&Unclear")},
    {"no_face", Qt::Key_N, QT_TRANSLATE_NOOP("LabelAnswers", "&No person visible")},
    {"several_people", Qt::Key_S, QT_TRANSLATE_NOOP("LabelAnswers", "&Several people")},
};

struct Question {
  const char* attribute;
  const char* text;
};
constexpr Question questions[] = {
    {"presentation",
     QT_TRANSLATE_NOOP("LabelAnswers", "How does the person in this picture look to you?")},
    {"age", QT_TRANSLATE_NOOP("LabelAnswers", "How old does the person in this picture look?")},
    {"tone_band",
     QT_TRANSLATE_NOOP("LabelAnswers", "What skin tone does the person in this picture have?")},
};

}  // namespace

std::vector<LabelAnswer> label_answers(const std::vector<std::string>& outcomes) {
  std::vector<LabelAnswer> answers;
  int digit = 0;
  for (const std::string& outcome : outcomes) {
    const auto known =
        std::ranges::find_if(lettered, [&](const Lettered& row) { return outcome == row.outcome; });
    if (known != std::end(lettered)) {
      answers.push_back({known->key, outcome, LabelAnswers::tr(known->text)});
      continue;
    }
    const QString text = class_text(to_qt(outcome));
    // A tenth class and later ones have their buttons only.
    if (++digit > 9) {
      answers.push_back({Qt::Key_unknown, outcome, text});
    } else {
      answers.push_back(
          {Qt::Key(Qt::Key_0 + digit), outcome, LabelAnswers::tr("%1: %2").arg(digit).arg(text)});
    }
  }
  return answers;
}

QString label_question(const QString& attribute, const std::vector<LabelAnswer>& answers) {
  const auto known = std::ranges::find_if(
      questions, [&](const Question& question) { return attribute == question.attribute; });
  const QString question = known == std::end(questions)
                               ? LabelAnswers::tr("What does this picture show?")
                               : LabelAnswers::tr(known->text);
  const auto digits = std::ranges::count_if(answers, [](const LabelAnswer& answer) {
    return answer.key >= Qt::Key_1 && answer.key <= Qt::Key_9;
  });
  const QString keys = digits == 0
                           ? LabelAnswers::tr(
                                 "Keys: W woman, M man, U unclear, N no person, S several people, "
                                 "Backspace undoes the last.")
                           : LabelAnswers::tr(
                                 "Keys: 1 to %1 as on the buttons, U unclear, N no person, "
                                 "S several people, Backspace undoes the last.")
                                 .arg(digits);
  return question + " " + keys + " " +
         LabelAnswers::tr("These words describe how a depicted person looks, not who somebody is.");
}

}  // namespace evenlight::studio
