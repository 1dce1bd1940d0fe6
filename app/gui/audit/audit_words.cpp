#include "app/gui/audit/audit_words.h"

#include <QCoreApplication>
#include <QLocale>
#include <algorithm>

#include "app/gui/widgets/text.h"
#include "bias_audit/report/charts/colours.h"
#include "bias_audit/report/sentences.h"

namespace evenlight::studio {
namespace {

struct AuditWords {
  Q_DECLARE_TR_FUNCTIONS(AuditWords)
};

struct Name {
  const char* name;
  const char* text;
};
constexpr Name class_names[] = {
    {"woman", QT_TRANSLATE_NOOP("AuditWords", "reads as woman")},
    {"man", QT_TRANSLATE_NOOP("AuditWords", "reads as man")},
    {"unclear", QT_TRANSLATE_NOOP("AuditWords", "unclear")},
    {"several_people", QT_TRANSLATE_NOOP("AuditWords", "several people")},
    {"no_face", QT_TRANSLATE_NOOP("AuditWords", "no face")},
    {"refused", QT_TRANSLATE_NOOP("AuditWords", "refused by the generator")},
    {"light", QT_TRANSLATE_NOOP("AuditWords", "light skin tone")},
    {"medium", QT_TRANSLATE_NOOP("AuditWords", "medium skin tone")},
    {"dark", QT_TRANSLATE_NOOP("AuditWords", "dark skin tone")},
    {"adult", QT_TRANSLATE_NOOP("AuditWords", "adult")},
    {"old", QT_TRANSLATE_NOOP("AuditWords", "old")},
    {"under_20", QT_TRANSLATE_NOOP("AuditWords", "under 20")},
    {"20_39", QT_TRANSLATE_NOOP("AuditWords", "20 to 39")},
    {"40_59", QT_TRANSLATE_NOOP("AuditWords", "40 to 59")},
    {"60_plus", QT_TRANSLATE_NOOP("AuditWords", "60 and older")},
};
constexpr Name attribute_names[] = {
    {"presentation", QT_TRANSLATE_NOOP("AuditWords", "Presentation")},
    {"age", QT_TRANSLATE_NOOP("AuditWords", "Apparent age")},
    {"tone_band", QT_TRANSLATE_NOOP("AuditWords", "Skin tone")},
};
constexpr Name verdict_names[] = {
    {"skewed", QT_TRANSLATE_NOOP("AuditWords", "Skewed")},
    {"within", QT_TRANSLATE_NOOP("AuditWords", "Within the margin")},
    {"inconclusive", QT_TRANSLATE_NOOP("AuditWords", "Inconclusive")},
};

template <class Table>
QString named(const Table& table, const QString& name) {
  for (const Name& row : table) {
    if (name == row.name) return AuditWords::tr(row.text);
  }
  return to_qt(audit::plain_name(to_std(name)));
}

QString interval_text(const audit::Interval& interval) {
  return AuditWords::tr("%1 to %2").arg(percent_text(interval.lo), percent_text(interval.hi));
}

}  // namespace

QString class_text(const QString& name) {
  return named(class_names, name);
}

QString attribute_text(const QString& attribute) {
  return named(attribute_names, attribute);
}

QString percent_text(double share, int places) {
  // The sign never stands alone at the beginning of a line.
  return AuditWords::tr("%1 %")
      .arg(QLocale().toString(100 * share, 'f', places))
      .replace(' ', QChar::Nbsp);
}

QColor class_colour(const QString& attribute, int index, int classes) {
  return QColor(to_qt(audit::class_colour(to_std(attribute), size_t(index), size_t(classes))));
}

QColor unclassified_colour(int index) {
  return QColor(to_qt(audit::unclassified_colour(size_t(index))));
}

QColor verdict_colour(audit::Verdict verdict) {
  constexpr const char* colours[] = {"#d55e00", "#009e73", "#8c8c8c"};
  return QColor(colours[size_t(verdict)]);
}

QString verdict_word(audit::Verdict verdict) {
  return named(verdict_names, audit::verdict_name(verdict));
}

QString verdict_word(const audit::GroupResult& group) {
  return group.is_described ? AuditWords::tr("Described") : verdict_word(group.verdict);
}

std::vector<std::pair<QString, double>> overall_shares(const audit::Report& report,
                                                       const audit::FamilySummary& family) {
  std::vector<std::pair<QString, double>> shares;
  double all = 0;
  for (const audit::GroupResult& group : report.analysis.groups) {
    if (group.attribute != family.attribute || group.arm != family.arm) continue;
    shares.resize(group.classes.size());
    for (size_t i = 0; i < group.classes.size(); ++i) {
      shares[i].first = class_text(to_qt(group.classes[i].name));
      shares[i].second += double(group.classes[i].count);
      all += double(group.classes[i].count);
    }
  }
  for (auto& [name, share] : shares) share = all > 0 ? share / all : 0;
  return shares;
}

QString verdict_text(const audit::Report& report, const audit::GroupResult& group) {
  if (group.is_described) {
    return AuditWords::tr("No target is set for this, so it is described and not judged.");
  }
  const QString margin = percent_text(report.analysis.settings.epsilon);
  if (group.verdict == audit::Verdict::within) {
    return AuditWords::tr(
               "The shares are within %1 of equal, whichever way the unclear pictures are counted. "
               "That says nothing about other prompts or settings.")
        .arg(margin);
  }
  if (group.is_unchecked) {
    return AuditWords::tr(
               "By the instrument these pictures are within %1 of equal shares, but nobody has "
               "checked the instrument: label pictures to settle it.")
        .arg(margin);
  }
  if (group.verdict != audit::Verdict::skewed) {
    return AuditWords::tr(
               "These pictures do not settle it: the true shares may be within %1 of equal or "
               "beyond. More pictures, or labels by people, may settle it.")
        .arg(margin);
  }
  if (group.classes.size() != 2) {
    return AuditWords::tr(
               "Some classes are seen more often than equal shares allow, by more than %1.")
        .arg(margin);
  }
  const audit::ClassResult& first = group.classes.front();
  const audit::ClassResult& seen = first.share > 0.5 ? first : group.classes.back();
  return AuditWords::tr("More pictures count as “%1” than equal shares and the margin of %2 allow.")
      .arg(class_text(to_qt(seen.name)), margin);
}

QString share_text(const audit::Report& report, const audit::GroupResult& group) {
  if (group.n == 0) {
    return AuditWords::tr("None of %n picture(s) could be classified.", nullptr,
                          int(group.images()));
  }
  QStringList parts;
  const bool two = group.classes.size() == 2;
  for (const audit::ClassResult& row : group.classes) {
    parts << AuditWords::tr("%1: %2 (%3 interval %4)")
                 .arg(class_text(to_qt(row.name)), percent_text(row.share.value_or(0)),
                      to_qt(audit::confidence_name(report)), interval_text(row.interval));
    if (two) break;
  }
  return parts.join("; ") + AuditWords::tr(". %1 of %2 pictures classified.")
                                .arg(qint64(group.n))
                                .arg(qint64(group.images()));
}

QString corrected_text(const audit::Report& report, const audit::GroupResult& group) {
  const audit::CorrectedPrompt* row = audit::corrected_row(report, group);
  if (!row) return {};
  QStringList parts;
  for (size_t i = 0; i < row->classes.size(); ++i) {
    if (row->classes.size() == 2 && i != audit::leading_class(row->classes)) continue;
    const audit::CorrectedClass& each = row->classes[i];
    parts << AuditWords::tr("%1: %2 (%3)")
                 .arg(class_text(to_qt(each.name)), percent_text(each.share),
                      interval_text(each.interval));
  }
  if (group.is_described) {
    return AuditWords::tr("Corrected by people's labels: %1.").arg(parts.join("; "));
  }
  return AuditWords::tr("Corrected by people's labels: %1. Verdict after the correction: %2.")
      .arg(parts.join("; "), verdict_word(row->verdict).toLower());
}

QString references_text(const audit::Report& report, const audit::GroupResult& group) {
  const audit::ReferencedPrompt* prompt = audit::references_of(report, group);
  if (!prompt || group.attribute != "presentation") return {};
  QStringList lines;
  for (const audit::ReferenceRow& row : prompt->against) {
    if (row.reference == "parity") continue;
    const QString found =
        row.verdict == audit::Verdict::skewed   ? AuditWords::tr("differs by more than the margin")
        : row.verdict == audit::Verdict::within ? AuditWords::tr("within the margin")
                                                : AuditWords::tr("inconclusive");
    lines << AuditWords::tr("Compared with %1 (%2): %3.")
                 .arg(to_qt(row.title), percent_text(row.woman), found);
  }
  return lines.join("\n");
}

QString answer_text(const audit::Report& report, size_t family) {
  if (family >= report.analysis.summary.size()) return {};
  const audit::FamilySummary& counted = report.analysis.summary[family];
  const audit::CorrectedSummary* corrected =
      counted.arm.empty() ? audit::corrected_summary(report, counted.attribute) : nullptr;
  const audit::VerdictCounts& verdicts = corrected ? corrected->verdicts : counted.verdicts;
  const int prompts = int(corrected ? corrected->prompts : counted.prompts);
  QString answer;
  if (counted.classified == 0) {
    answer = AuditWords::tr("No answer yet: no picture could be classified.");
  } else if (audit::is_described(report, counted)) {
    QStringList shares;
    for (const auto& [name, share] : overall_shares(report, counted)) {
      shares << AuditWords::tr("%1 %2").arg(name, percent_text(share));
    }
    answer =
        AuditWords::tr("%1. Described, not judged, as no target is set.").arg(shares.join(", "));
  } else if (verdicts.skewed > 0) {
    answer = AuditWords::tr("%1 of %n prompt(s) are skewed.", nullptr, prompts)
                 .arg(qint64(verdicts.skewed));
  } else if (verdicts.inconclusive == 0) {
    answer = AuditWords::tr("All %n prompt(s) are within the margin.", nullptr, prompts);
  } else {
    answer = AuditWords::tr("No prompt is shown to be skewed; %1 of %n are inconclusive.", nullptr,
                            prompts)
                 .arg(qint64(verdicts.inconclusive));
  }
  const QString text =
      AuditWords::tr("%1: %2").arg(attribute_text(to_qt(counted.attribute)), answer);
  const bool unfinished = report.audit && !report.audit->complete;
  return unfinished ? AuditWords::tr("So far – %1").arg(text) : text;
}

}  // namespace evenlight::studio
