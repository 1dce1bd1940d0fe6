#include "app/gui/prompt/prompt_marks.h"

#include <QRegularExpression>
#include <algorithm>
#include <cmath>

#include "app/gui/widgets/text.h"
#include "engine/base/error.h"
#include "engine/text/schedule.h"
#include "engine/text/variants.h"

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

using Kinds = std::vector<PromptMark::Kind>;

// Where each code point begins, in QString's units, and the end.
std::vector<size_t> places_of(const std::u32string& text) {
  std::vector<size_t> at = {0};
  for (const char32_t c : text) at.push_back(at.back() + (c > 0xffff ? 2 : 1));
  return at;
}

// [start, end) of what is drawn, in QString's units.
std::vector<std::pair<qsizetype, qsizetype>> choice_places(const QString& prompt) {
  const QByteArray bytes = prompt.toUtf8();
  std::vector<std::pair<qsizetype, qsizetype>> places;
  for (const VariantPlace& place :
       variant_places(std::string_view(bytes.data(), size_t(bytes.size())))) {
    places.emplace_back(QString::fromUtf8(bytes.first(qsizetype(place.start))).size(),
                        QString::fromUtf8(bytes.first(qsizetype(place.end))).size());
  }
  return places;
}

void mark_choices(const QString& prompt, Kinds& kinds) {
  for (const auto& [start, end] : choice_places(prompt)) {
    const bool is_list = prompt[start] == '_';
    for (qsizetype i = start; i < end; ++i) {
      if (!is_list && prompt[i] == '\\') {
        ++i;
      } else if (is_list || QStringLiteral("{}|").contains(prompt[i])) {
        kinds[size_t(i)] = PromptMark::choice;
      }
    }
  }
}

void mark_schedule(const QString& part, qsizetype start, Kinds& kinds) {
  try {
    const std::u32string text = part.toStdU32String();
    const std::vector<size_t> at = places_of(text);
    const PromptSchedule schedule(to_std(part));
    for (const PromptSchedule::Sign& sign : schedule.signs()) {
      for (size_t i = at[sign.start]; i < at[sign.start + sign.length]; ++i) {
        kinds[size_t(start) + i] = PromptMark::timing;
      }
    }
  } catch (const Error&) {
    // The number of tokens says what is wrong.
  }
}

// Each AND with the weight that stands before it, and each part's changes.
void mark_parts(const QString& prompt, Kinds& kinds) {
  static const QRegularExpression joint("\\bAND\\b",
                                        QRegularExpression::UseUnicodePropertiesOption);
  static const QRegularExpression weight(R"(:\s*[-+]?(\d+\.?|\d*\.\d+)\s*$)");
  const auto mark = [&](qsizetype from, qsizetype to) {
    for (qsizetype i = from; i < to; ++i) kinds[size_t(i)] = PromptMark::joint;
  };
  const auto end_part = [&](qsizetype start, qsizetype end) {
    QString part = prompt.mid(start, end - start);
    if (const auto found = weight.match(part); found.hasMatch()) {
      mark(start + found.capturedStart(), end);
      part = part.left(found.capturedStart());
    }
    mark_schedule(part, start, kinds);
  };
  qsizetype start = 0;
  for (auto found = joint.globalMatch(prompt); found.hasNext();) {
    const auto one = found.next();
    end_part(start, one.capturedStart());
    mark(one.capturedStart(), one.capturedEnd());
    start = one.capturedEnd();
  }
  end_part(start, prompt.size());
}

void mark_embeddings(const QString& prompt, const EmbeddingNames& names,
                     std::vector<PromptMark::Kind>& kinds) {
  const std::u32string text = prompt.toStdU32String();
  const std::vector<size_t> at = places_of(text);
  for (const EmbeddingNames::Place& place : names.find(text)) {
    if (place.name < 0) continue;  // the number of tokens says what is wrong
    for (size_t i = at[place.start]; i < at[place.start + place.length]; ++i) {
      if (kinds[i] == PromptMark::text) kinds[i] = PromptMark::embedding;
    }
  }
}

}  // namespace

QString without_choices(const QString& prompt) {
  QString plain = prompt;
  for (const auto& [start, end] : choice_places(prompt)) {
    for (qsizetype i = start; i < end; ++i) {
      if (plain[i] == '|') plain[i] = '/';
    }
  }
  return plain;
}

std::vector<PromptMark> mark_prompt(const QString& prompt, const EmbeddingNames& names) {
  std::vector<double> weights(size_t(prompt.size()), 1.0);
  std::vector<PromptMark::Kind> kinds(size_t(prompt.size()), PromptMark::text);
  mark_choices(prompt, kinds);
  mark_parts(without_choices(prompt), kinds);
  std::vector<Opening> open;
  const auto weigh = [&](qsizetype from, qsizetype to, double factor) {
    for (qsizetype i = from; i < to; ++i) weights[size_t(i)] *= factor;
  };
  for (qsizetype i = 0; i < prompt.size(); ++i) {
    const QChar c = prompt[i];
    if (kinds[size_t(i)] != PromptMark::text) continue;
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
    const bool is_sign = mark.kind != PromptMark::text && mark.kind != PromptMark::embedding;
    const bool joins = last && last->kind == mark.kind && last->start + last->length == i &&
                       (is_sign || last->weight == mark.weight);
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
