#include "app/gui/prompt/prompt_marks.h"

#include <QRegularExpression>
#include <cmath>

namespace evenlight::studio {
namespace {

constexpr double bracket_factor = 1.1;

struct Opening {
  QChar bracket;
  qsizetype at;
};

bool is_break(const QString& prompt, qsizetype at) {
  const auto is_word = [&](qsizetype i) {
    return i >= 0 && i < prompt.size() && (prompt[i].isLetterOrNumber() || prompt[i] == '_');
  };
  return QStringView(prompt).mid(at).startsWith(u"BREAK") && !is_word(at - 1) && !is_word(at + 5);
}

// ":1.3" that ends at `close`, or nothing.
std::pair<qsizetype, double> number_before(const QString& prompt, qsizetype open, qsizetype close) {
  const qsizetype colon = prompt.lastIndexOf(':', close - 1);
  if (colon <= open) return {-1, 0};
  bool fits = false;
  const double number = prompt.mid(colon + 1, close - colon - 1).trimmed().toDouble(&fits);
  return fits ? std::pair(colon, number) : std::pair(qsizetype(-1), 0.0);
}

void mark_embeddings(const QString& prompt, const EmbeddingNames& names,
                     std::vector<PromptMark::Kind>& kinds) {
  const std::u32string text = prompt.toStdU32String();
  std::vector<size_t> at = {0};  // of each character, in QString's units
  for (const char32_t c : text) at.push_back(at.back() + (c > 0xffff ? 2 : 1));
  for (const EmbeddingNames::Place& place : names.find(text)) {
    if (place.name < 0) continue;  // the number of tokens says what is wrong
    for (size_t i = at[place.start]; i < at[place.start + place.length]; ++i) {
      if (kinds[i] == PromptMark::text) kinds[i] = PromptMark::embedding;
    }
  }
}

}  // namespace

std::vector<PromptMark> mark_prompt(const QString& prompt, const EmbeddingNames& names) {
  std::vector<double> weights(size_t(prompt.size()), 1.0);
  std::vector<PromptMark::Kind> kinds(size_t(prompt.size()), PromptMark::text);
  std::vector<Opening> open;
  const auto weigh = [&](qsizetype from, qsizetype to, double factor) {
    for (qsizetype i = from; i < to; ++i) weights[size_t(i)] *= factor;
  };
  for (qsizetype i = 0; i < prompt.size(); ++i) {
    const QChar c = prompt[i];
    if (c == '\\') {
      kinds[size_t(i++)] = PromptMark::syntax;
    } else if (c == '(' || c == '[') {
      kinds[size_t(i)] = PromptMark::syntax;
      open.push_back({c, i});
    } else if ((c == ')' || c == ']') && !open.empty() &&
               open.back().bracket == (c == ')' ? '(' : '[')) {
      const qsizetype from = open.back().at;
      open.pop_back();
      kinds[size_t(i)] = PromptMark::syntax;
      const auto [colon, number] =
          c == ')' ? number_before(prompt, from, i) : std::pair(qsizetype(-1), 0.0);
      if (colon >= 0) {
        for (qsizetype k = colon; k < i; ++k) kinds[size_t(k)] = PromptMark::syntax;
        weigh(from, i, number);
      } else {
        weigh(from, i, c == ')' ? bracket_factor : 1 / bracket_factor);
      }
    } else if (c == 'B' && is_break(prompt, i)) {
      for (qsizetype k = i; k < i + 5; ++k) kinds[size_t(k)] = PromptMark::pause;
      i += 4;
    }
  }
  // What is never closed counts to the end.
  for (const Opening& one : open) {
    weigh(one.at, prompt.size(), one.bracket == '(' ? bracket_factor : 1 / bracket_factor);
  }
  mark_embeddings(prompt, names, kinds);
  std::vector<PromptMark> marks;
  for (qsizetype i = 0; i < prompt.size(); ++i) {
    const PromptMark mark{kinds[size_t(i)], i, 1, weights[size_t(i)]};
    if (mark.kind == PromptMark::text && std::abs(mark.weight - 1) < 1e-9) continue;
    PromptMark* last = marks.empty() ? nullptr : &marks.back();
    const bool joins = last && last->kind == mark.kind && last->start + last->length == i &&
                       (mark.kind == PromptMark::syntax || mark.kind == PromptMark::pause ||
                        last->weight == mark.weight);
    if (joins) {
      ++last->length;
    } else {
      marks.push_back(mark);
    }
  }
  return marks;
}

QString spelled_in_prompt(const QString& name) {
  QString spelled;
  for (const QChar c : name) {
    if (QStringLiteral("\\()[]").contains(c)) spelled += '\\';
    spelled += c;
  }
  return spelled;
}

PromptEdit change_weight(const QString& prompt, qsizetype start, qsizetype end, double by) {
  if (start == end) {
    const auto in_word = [&](qsizetype i) {
      return i >= 0 && i < prompt.size() && !prompt[i].isSpace() &&
             !QStringLiteral(",()[]:").contains(prompt[i]);
    };
    while (in_word(start - 1)) --start;
    while (in_word(end)) ++end;
  }
  if (start == end) return {prompt, start, end};
  // Is it the inside of (…:number) already?
  static const QRegularExpression tail("^:([0-9]*\\.?[0-9]+)\\)");
  const auto found = tail.match(prompt.mid(end));
  const bool wrapped = start > 0 && prompt[start - 1] == '(' && found.hasMatch();
  const double old_weight = wrapped ? found.captured(1).toDouble() : 1.0;
  const double weight = std::max(0.0, std::round((old_weight + by) * 100) / 100);
  const QString inside = prompt.mid(start, end - start);
  const QString head = prompt.left(wrapped ? start - 1 : start);
  const QString rest = prompt.mid(wrapped ? end + found.capturedLength() : end);
  if (weight == 1.0) return {head + inside + rest, head.size(), head.size() + inside.size()};
  const QString number = QString::number(weight);
  return {head + '(' + inside + ':' + number + ')' + rest, head.size() + 1,
          head.size() + 1 + inside.size()};
}

}  // namespace evenlight::studio
