#include "app/gui/audit/audit_words.h"

#include <QCoreApplication>
#include <QLocale>

#include "app/gui/widgets/text.h"
#include "bias_audit/report/sentences.h"
#include "bias_audit/stats/power.h"

namespace evenlight::studio {
namespace {

constexpr double detection_power = 0.8;
constexpr double detection_level = 0.05;

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
  return AuditWords::tr("%1 %").arg(QLocale().toString(100 * share, 'f', places));
}

QColor class_colour(const QString& attribute, int index) {
  static const QColor palette[] = {"#d55e00", "#0072b2", "#009e73", "#cc79a7",
                                   "#e69f00", "#56b4e9", "#f0e442", "#6b4c9a"};
  return palette[(attribute == "presentation" ? index : index + 2) % 8];
}

QColor unclassified_colour(int index) {
  static const QColor palette[] = {"#bdbdbd", "#8c8c8c", "#5c5c5c"};
  return palette[index % 3];
}

QString verdict_word(audit::Verdict verdict) {
  return named(verdict_names, audit::verdict_name(verdict));
}

QString verdict_text(const audit::Report& report, const audit::GroupResult& group) {
  const QString margin = percent_text(report.analysis.settings.epsilon);
  if (group.verdict == audit::Verdict::within) {
    return AuditWords::
        tr("These pictures lie within %1 of parity, whichever way the unclear ones are counted. "
           "That says nothing about other prompts or settings.")
            .arg(margin);
  }
  if (group.verdict != audit::Verdict::skewed) {
    return AuditWords::tr(
               "These pictures do not settle it: they fit with parity ± %1 and with a skew beyond "
               "it. More pictures, or labels by people, may.")
        .arg(margin);
  }
  if (group.classes.size() != 2) {
    return AuditWords::
        tr("Some classes are seen more often than an even share, by more than the margin of %1.")
            .arg(margin);
  }
  const audit::ClassResult& first = group.classes.front();
  const audit::ClassResult& seen = first.share > 0.5 ? first : group.classes.back();
  return AuditWords::tr("More pictures are counted as “%1” than parity and the margin of %2 allow.")
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
  return AuditWords::tr("Corrected by people's labels: %1. Verdict by that: %2.")
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
        : row.verdict == audit::Verdict::within ? AuditWords::tr("within the margin of it")
                                                : AuditWords::tr("inconclusive");
    lines << AuditWords::tr("Beside %1 (%2): %3.")
                 .arg(to_qt(row.title), percent_text(row.woman), found);
  }
  return lines.join("\n");
}

QString detectable_text(qint64 images, int prompts, double epsilon, bool sequential) {
  // Adjusting for many prompts costs at most this much; usually less.
  const double shared = detection_level / std::max(1, prompts);
  const auto alone = audit::detectable_share(images, 0.5, detection_level, detection_power);
  const auto skewed = audit::detectable_share(images, 0.5 + epsilon, shared, detection_power);
  if (!alone) {
    return AuditWords::tr(
        "So few pictures show nothing: even if all of them read alike, chance could do it.");
  }
  QString text = AuditWords::tr(
                     "In 8 of 10 audits, %1 pictures a prompt tell a model from parity if its true "
                     "share is %2 "
                     "or more (%3 or less): a difference of %4 points.")
                     .arg(images)
                     .arg(percent_text(*alone), percent_text(1 - *alone),
                          QLocale().toString(100 * (*alone - 0.5), 'f', 0));
  text += " ";
  text += skewed ? AuditWords::tr("The verdict “skewed” for one of %n prompt(s) takes %1 (or %2).",
                                  nullptr, prompts)
                       .arg(percent_text(*skewed), percent_text(1 - *skewed))
                 : AuditWords::tr("The verdict “skewed” for one of %n prompt(s) is out of reach.",
                                  nullptr, prompts);
  text += " " + AuditWords::tr("Pictures that cannot be classified make it less.");
  if (sequential) text += " " + AuditWords::tr("A prompt that ends early had its verdict already.");
  return text;
}

}  // namespace evenlight::studio
