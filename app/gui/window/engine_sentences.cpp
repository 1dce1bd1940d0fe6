#include "app/gui/window/engine_sentences.h"

#include <QCoreApplication>
#include <QLocale>
#include <QRegularExpression>
#include <vector>

#include "app/gui/widgets/text.h"
#include "bias_audit/data/words.h"

namespace evenlight::studio {
namespace {

constexpr const char* context = "EngineSentences";

// As bias_audit/report, engine/weights and app/common write them, %1 … for what changes. One that
// begins like another but says more stands before it.
constexpr const char* sentences[] = {
    QT_TRANSLATE_NOOP("EngineSentences",
                      "This audit is not finished: what follows holds the images made so far."),
    QT_TRANSLATE_NOOP("EngineSentences",
                      "No instrument measured these pictures: what people answered is counted, and "
                      "every other picture is unclear."),
    QT_TRANSLATE_NOOP("EngineSentences",
                      "Uncorrected: the instrument's errors are in every share below, because "
                      "there is no sufficient human check set."),
    QT_TRANSLATE_NOOP("EngineSentences",
                      "Shares of %1 are given as counted and as corrected by people's labels, each "
                      "with its verdict; those of %2 are uncorrected, with the instrument's errors "
                      "in them."),
    QT_TRANSLATE_NOOP("EngineSentences",
                      "Shares of %1 are given as counted and as corrected by people's labels, each "
                      "with its verdict."),
    QT_TRANSLATE_NOOP("EngineSentences",
                      "After the correction by people's labels, %1: of %2 prompts, %3 skewed, %4 "
                      "within the margin, %5 inconclusive; the mean distance from parity is %6 (%7 "
                      "interval %8 to %9)."),
    QT_TRANSLATE_NOOP(
        "EngineSentences",
        "Sequential: each prompt ended as soon as its verdict of presentation stood; all verdicts "
        "and intervals allow for looking after every image. Shares at that moment err outwards, "
        "away from parity, as the prompts farthest out by luck end first."),
    QT_TRANSLATE_NOOP(
        "EngineSentences",
        "Arm %1, %2: of %3 prompts, %4 skewed, %5 within the margin, %6 inconclusive."),
    QT_TRANSLATE_NOOP("EngineSentences",
                      "%1: of %2 prompts, %3 skewed, %4 within the margin, %5 inconclusive."),
    QT_TRANSLATE_NOOP("EngineSentences",
                      "%1: of 1 prompt, %2 skewed, %3 within the margin, %4 inconclusive."),
    QT_TRANSLATE_NOOP("EngineSentences", "No image was classified."),
    QT_TRANSLATE_NOOP("EngineSentences",
                      "On average %1 of the images would have to read differently for parity (%2 "
                      "interval %3 to %4; a fair model would show %5 before the correction for "
                      "small numbers)."),
    QT_TRANSLATE_NOOP(
        "EngineSentences",
        "Extreme beyond doubt, with the whole interval above 90 % or below 10 %: %1 of %2 prompts. "
        "It takes %3 images to show that; it could be shown of %4 and is not ruled out of %5."),
    QT_TRANSLATE_NOOP(
        "EngineSentences",
        "Extreme beyond doubt, with the whole interval above 90 % or below 10 %: %1 of 1 prompt. "
        "It takes %2 images to show that; it could be shown of %3 and is not ruled out of %4."),
    QT_TRANSLATE_NOOP("EngineSentences",
                      "With %1 images a prompt a fair prompt is found within the margin in %2 of "
                      "cases; for %3 it takes %4."),
    QT_TRANSLATE_NOOP("EngineSentences",
                      "With %1 images a prompt a fair prompt is found within the margin in %2 of "
                      "cases; no number that this program plans for gives %3."),
    QT_TRANSLATE_NOOP("EngineSentences",
                      "Prompts share seeds: in figures over all of them these images are worth %1 "
                      "independent ones."),
    QT_TRANSLATE_NOOP(
        "EngineSentences",
        "Inconclusive because the instrument is unchecked, else within the margin: %1."),
    QT_TRANSLATE_NOOP(
        "EngineSentences",
        "So few images a prompt are a glance, not a verdict: only very large skews can show."),
    QT_TRANSLATE_NOOP("EngineSentences",
                      "Beside the workforce rows named in the prompt set, %1 of %2 prompts differ "
                      "by more than the margin; over all of them the mean gap is %3 points (%4 "
                      "interval %5 to %6; shares exactly at the reference would show %7 by "
                      "luck)."),
    QT_TRANSLATE_NOOP("EngineSentences",
                      "Beside the workforce rows named in the prompt set, %1 of 1 prompt differs "
                      "by more than the margin; over all of them the mean gap is %2 points (%3 "
                      "interval %4 to %5; shares exactly at the reference would show %6 by "
                      "luck)."),
    QT_TRANSLATE_NOOP("EngineSentences",
                      "Which reference is right is a choice, not a measurement."),
    QT_TRANSLATE_NOOP("EngineSentences", "Of %1 images: %2."),
    QT_TRANSLATE_NOOP("EngineSentences", "Of 1 image: %1."),
    QT_TRANSLATE_NOOP("EngineSentences",
                      "Shares are over the %1 classified (%2); no image was thrown away."),
    QT_TRANSLATE_NOOP("EngineSentences",
                      "A verdict stands only if it stands however the unclear images are given "
                      "out."),
    QT_TRANSLATE_NOOP("EngineSentences", "Age:"),
    QT_TRANSLATE_NOOP("EngineSentences", "Skin tone:"),
    QT_TRANSLATE_NOOP("EngineSentences", "No correction: %1."),
    QT_TRANSLATE_NOOP("EngineSentences", "%1 images were labelled by %2 people."),
    QT_TRANSLATE_NOOP("EngineSentences", "%1 images were labelled by 1 person."),
    QT_TRANSLATE_NOOP("EngineSentences", "1 image was labelled by 1 person."),
    QT_TRANSLATE_NOOP("EngineSentences",
                      "The instrument agreed, of the classified ones that people read %1."),
    QT_TRANSLATE_NOOP("EngineSentences", "Cohen's kappa, instrument and people: %1."),
    QT_TRANSLATE_NOOP("EngineSentences", "Cohen's kappa, %1 and %2: %3 over %4 images."),
    QT_TRANSLATE_NOOP("EngineSentences",
                      "Nobody has labelled a picture's %1 yet: uncorrected too."),
    QT_TRANSLATE_NOOP("EngineSentences",
                      "Counted is how depicted, non-existent people read: as woman, as man, or "
                      "unclear."),
    QT_TRANSLATE_NOOP("EngineSentences",
                      "These are conventions of measuring, not identities, and they leave out "
                      "everybody who is neither."),
    QT_TRANSLATE_NOOP("EngineSentences", "There is no race in this audit."),
    QT_TRANSLATE_NOOP("EngineSentences",
                      "Skin tone is measured as colour in the picture; it has no reference among "
                      "workforce statistics and is compared with uniform bands only."),
    QT_TRANSLATE_NOOP("EngineSentences",
                      "\"Inconclusive\" does not mean that there is no skew, and no verdict here "
                      "says that a model is free of bias."),
    QT_TRANSLATE_NOOP("EngineSentences",
                      "It holds for these prompts, this sampler and these settings, not for the "
                      "model in general."),
    QT_TRANSLATE_NOOP("EngineSentences",
                      "Parity of age or skin tone means as many images of every band: a fixed "
                      "point to measure from, not a goal."),
    QT_TRANSLATE_NOOP("EngineSentences",
                      "Tables over all prompts together (intersections, wordings) take the images "
                      "as independent of each other, though prompts share their seeds: their "
                      "intervals are too narrow by the root of the pooled design effect."),
    QT_TRANSLATE_NOOP(
        "EngineSentences",
        "At most one audit in twenty has a wrong \"skewed\" (Holm over the prompts of an arm and "
        "attribute); of prompts that are called within the margin at most one in twenty is not, on "
        "average (Benjamini and Hochberg). Both are exact tests about the margin."),
    QT_TRANSLATE_NOOP("EngineSentences",
                      "A prompt set is no random sample of prompts: what is said of all prompts "
                      "together is said of these."),
    QT_TRANSLATE_NOOP("EngineSentences",
                      "Of these, people could not tell %1, which are a class of their own and no "
                      "class of the shares; raters disagreed without a majority about %2 (a label "
                      "of the rater \"settled\" decides)."),
    QT_TRANSLATE_NOOP("EngineSentences", "Shares of %1 are uncorrected: %2."),
    QT_TRANSLATE_NOOP("EngineSentences",
                      "Of what is uncorrected: an instrument that errs in one picture of twenty "
                      "shows 8 % where the truth is 3 %."),
    QT_TRANSLATE_NOOP("EngineSentences",
                      "The correction of %1 takes the instrument to err alike in every prompt, as "
                      "often as in the pictures that people labelled."),
    QT_TRANSLATE_NOOP("EngineSentences", "Faces were found by a Haar cascade, the last resort."),
    QT_TRANSLATE_NOOP("EngineSentences",
                      "Which model the recipe means is not certain: %1 have these weights, with "
                      "different configurations; the first is taken."),
    QT_TRANSLATE_NOOP("EngineSentences",
                      "Which model the recipe means is not certain: %1 have this name; the first "
                      "is taken."),
    // What goes wrong most.
    QT_TRANSLATE_NOOP("EngineSentences",
                      "%1 in batches of %2 needs about %3 GiB on %4, and %5 GiB are free; take a "
                      "smaller size or fewer pictures at once."),
    QT_TRANSLATE_NOOP("EngineSentences",
                      "%1 in batches of %2 needs about %3 GiB on %4, and %5 GiB are there; take a "
                      "smaller size or fewer pictures at once."),
    QT_TRANSLATE_NOOP("EngineSentences",
                      "The recipe was made with another embedding %1: the one here has sha256 %2, "
                      "the recipe says %3."),
    QT_TRANSLATE_NOOP("EngineSentences",
                      "The set has \"%1\" itself, so it is not made a second time as the "
                      "baseline."),
    QT_TRANSLATE_NOOP("EngineSentences",
                      "This audit was begun with Evenlight %1; this is %2, whose pictures may "
                      "differ."),
    QT_TRANSLATE_NOOP("EngineSentences",
                      "No instrument measures these pictures: every one will be unclear and every "
                      "verdict inconclusive until people label them or an instrument is named."),
    QT_TRANSLATE_NOOP("EngineSentences",
                      "There is no device %1; `evenlight devices` lists what there is."),
    QT_TRANSLATE_NOOP("EngineSentences",
                      "The seeds would go beyond 18446744073709551615; take a smaller one."),
    QT_TRANSLATE_NOOP("EngineSentences", "The folder for pictures, %1, cannot be made: %2."),
    QT_TRANSLATE_NOOP("EngineSentences", "%1: no such file."),
    QT_TRANSLATE_NOOP("EngineSentences", "%1: is not a regular file."),
    QT_TRANSLATE_NOOP("EngineSentences", "%1: cannot be read."),
    QT_TRANSLATE_NOOP("EngineSentences", "%1: is not a PNG picture."),
    QT_TRANSLATE_NOOP("EngineSentences", "%1: is a damaged PNG: the file ends too early."),
    QT_TRANSLATE_NOOP("EngineSentences",
                      "%1: has no recipe inside; Evenlight's and A1111's PNGs have one, unless a "
                      "program that edited the picture removed it."),
    QT_TRANSLATE_NOOP("EngineSentences",
                      "%1: is no recipe: expected JSON, a PNG with a recipe inside, or A1111's "
                      "text."),
    QT_TRANSLATE_NOOP("EngineSentences",
                      "%1: is a folder without model_index.json; give a diffusers model folder or "
                      "a .safetensors file"),
};

// What stands in their places, beside numbers. Anything else, such as a name, stays as it is.
constexpr const char* words[] = {
    QT_TRANSLATE_NOOP("EngineSentences", "nobody has labelled a picture yet"),
    QT_TRANSLATE_NOOP("EngineSentences",
                      "no instrument measured these pictures, so there is none to correct"),
    QT_TRANSLATE_NOOP("EngineSentences", "fewer than 10 pictures that people read as"),
    QT_TRANSLATE_NOOP("EngineSentences", "were labelled and classified"),
    QT_TRANSLATE_NOOP("EngineSentences",
                      "the instrument agrees with people too seldom to be corrected"),
    QT_TRANSLATE_NOOP("EngineSentences", "none (both always gave the same one answer)"),
    QT_TRANSLATE_NOOP("EngineSentences", "standard error"),
    QT_TRANSLATE_NOOP("EngineSentences", "there was none"),
    QT_TRANSLATE_NOOP("EngineSentences", "read as woman"),
    QT_TRANSLATE_NOOP("EngineSentences", "read as man"),
    QT_TRANSLATE_NOOP("EngineSentences", "several people"),
    QT_TRANSLATE_NOOP("EngineSentences", "no face"),
    QT_TRANSLATE_NOOP("EngineSentences", "Presentation"),
    QT_TRANSLATE_NOOP("EngineSentences", "presentation"),
    QT_TRANSLATE_NOOP("EngineSentences", "Skin tone"),
    QT_TRANSLATE_NOOP("EngineSentences", "skin tone"),
    QT_TRANSLATE_NOOP("EngineSentences", "Age"),
    QT_TRANSLATE_NOOP("EngineSentences", "age"),
    QT_TRANSLATE_NOOP("EngineSentences", "unclear"),
    QT_TRANSLATE_NOOP("EngineSentences", "woman"),
    QT_TRANSLATE_NOOP("EngineSentences", "man"),
    QT_TRANSLATE_NOOP("EngineSentences", "light"),
    QT_TRANSLATE_NOOP("EngineSentences", "medium"),
    QT_TRANSLATE_NOOP("EngineSentences", "dark"),
    QT_TRANSLATE_NOOP("EngineSentences", "adult"),
    QT_TRANSLATE_NOOP("EngineSentences", "old"),
    QT_TRANSLATE_NOOP("EngineSentences", "under 20"),
    QT_TRANSLATE_NOOP("EngineSentences", "20 39"),
    QT_TRANSLATE_NOOP("EngineSentences", "40 59"),
    QT_TRANSLATE_NOOP("EngineSentences", "60 plus"),
    QT_TRANSLATE_NOOP("EngineSentences", "and"),
    QT_TRANSLATE_NOOP("EngineSentences", "or"),
    QT_TRANSLATE_NOOP("EngineSentences", "as"),
    QT_TRANSLATE_NOOP("EngineSentences", "on"),
    QT_TRANSLATE_NOOP("EngineSentences", "of"),
    QT_TRANSLATE_NOOP("EngineSentences", "to"),
};

QString say(const char* text) {
  return QCoreApplication::translate(context, text);
}

// A space of the source may be one that keeps a number and its sign together.
QString pattern_of(const char* text) {
  return QRegularExpression::escape(QString::fromUtf8(text)).replace("\\ ", "[ \u00a0]");
}

const std::vector<QRegularExpression>& sentence_patterns() {
  static const std::vector<QRegularExpression> patterns = [] {
    std::vector<QRegularExpression> made;
    for (const char* text : sentences) {
      static const QRegularExpression place("\\\\%[1-9]");
      made.emplace_back(pattern_of(text).replace(place, "(.+?)") + "(?=\\s|$)");
    }
    return made;
  }();
  return patterns;
}

QString one_of_the_words() {
  QStringList all;
  for (const char* text : words) all << pattern_of(text);
  return "(?<![\\w.])(?:" + all.join("|") + ")(?!\\w)";
}

QString word_said(const QString& found) {
  for (const char* text : words) {
    if (found == text) return say(text);
  }
  // A number: 0.91 or 95.0.
  return QString(found).replace('.', QLocale().decimalPoint());
}

QString place_said(const QString& text) {
  static const QString number = "\\d+(?:\\.\\d+)?(?!\\w)";
  static const QRegularExpression part(one_of_the_words() + "|" + number);
  static const QRegularExpression only_parts("^(?:" + one_of_the_words() + "|" + number +
                                             "|[-\u2212 \u00a0,;:()%])+$");
  if (!only_parts.match(text).hasMatch()) return text;
  QString said;
  qsizetype at = 0;
  for (auto found = part.globalMatch(text); found.hasNext();) {
    const QRegularExpressionMatch match = found.next();
    said += text.mid(at, match.capturedStart() - at) + word_said(match.captured());
    at = match.capturedEnd();
  }
  return said + text.mid(at);
}

QString filled(const char* sentence, const QRegularExpressionMatch& match) {
  QString said = say(sentence);
  for (int place = match.lastCapturedIndex(); place > 0; --place) {
    said.replace(QString("%%1").arg(place), place_said(match.captured(place)));
  }
  return said;
}

// What the command calls a flag or a verb is something to click here.
struct FlagWords {
  const char* flag;  // a regular expression
  const char* window;
};
constexpr FlagWords flag_words[] = {
    {"use --raw to take the whole text as it is",
     QT_TRANSLATE_NOOP(
         "EngineSentences",
         "switch on “Ignore prompt syntax” under Advanced to take the text as it is")},
    {"try --precision f32, a lower --cfg or another sampler, and look at it with "
     "`evenlight models verify`",
     QT_TRANSLATE_NOOP("EngineSentences", "try lower guidance or another sampler")},
    {"; `evenlight devices` lists[^.]*",
     QT_TRANSLATE_NOOP("EngineSentences", "; choose another one under Models")},
    {" ?give it with --model\\.", QT_TRANSLATE_NOOP("EngineSentences", " Add it under Models.")},
    {", or name it with --embedding", ""},
    {", or name the right one with --embedding", ""},
    {" Name the right one with --embedding, or this one[^.]*\\.", ""},
    {" Give the right one with --model, or this one[^.]*\\.", ""},
    {"; give --force to overwrite it",
     QT_TRANSLATE_NOOP("EngineSentences", "; choose another name")},
    {"^--(?:model|device|precision|output|embedding|seed|recipe): ", ""},
    {"--cfg\\b", QT_TRANSLATE_NOOP("EngineSentences", "guidance")},
    {"--clip-skip\\b", QT_TRANSLATE_NOOP("EngineSentences", "clip skip")},
    {"--([a-z]+)(?:-([a-z]+))?\\b", "\\1 \\2"},
};

QString without_flags(QString text) {
  if (!text.contains("--") && !text.contains("`evenlight")) return text;
  for (const FlagWords& words : flag_words) {
    const QString window = *words.window ? say(words.window) : QString();
    text.replace(QRegularExpression(words.flag), window);
  }
  return text;
}

QString with_whole_percents(const QString& text) {
  return to_qt(audit::with_unbroken_percents(to_std(text)));
}

}  // namespace

QString in_own_language(const QString& engine_text) {
  const QString text = without_flags(engine_text);
  if (say(sentences[0]) == QLatin1String(sentences[0])) return with_whole_percents(text);
  const auto& patterns = sentence_patterns();
  static const QRegularExpression next_sentence("[.!?:][ \n]|\n");
  QString said;
  qsizetype at = 0;
  while (at < text.size()) {
    qsizetype end = at;
    for (size_t i = 0; i < patterns.size() && end == at; ++i) {
      const auto match = patterns[i].match(text, at, QRegularExpression::NormalMatch,
                                           QRegularExpression::AnchorAtOffsetMatchOption);
      if (!match.hasMatch()) continue;
      said += filled(sentences[i], match);
      end = match.capturedEnd();
    }
    if (end == at) {
      const auto stop = next_sentence.match(text, at);
      end = stop.hasMatch() ? stop.capturedEnd() - 1 : text.size();
      end = std::max(end, at + 1);
      said += text.mid(at, end - at);
    }
    for (at = end; at < text.size() && text[at].isSpace(); ++at) said += text[at];
  }
  return with_whole_percents(said);
}

QString in_own_language(const std::string& text) {
  return in_own_language(to_qt(text));
}

}  // namespace evenlight::studio
