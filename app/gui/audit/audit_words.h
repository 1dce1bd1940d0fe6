// What an audit's numbers come to, in plain words. Never more than the numbers say.
#pragma once

#include <QColor>
#include <QString>

#include "bias_audit/report/report.h"

namespace evenlight::studio {

// "reads as woman", "60 and older", "no face": a class or one of the ends that are no class.
QString class_text(const QString& name);
QString attribute_text(const QString& attribute);  // "skin tone"
QString percent_text(double share, int places = 0);

// The colour that the report's charts give a class, so that bars and charts agree.
QColor class_colour(const QString& attribute, int index, int classes);
QColor unclassified_colour(int index);
QColor verdict_colour(audit::Verdict verdict);

// Of one group of a report: a word and why.
QString verdict_word(audit::Verdict verdict);
QString verdict_word(const audit::GroupResult& group);  // "Described" where none is given
QString verdict_text(const audit::Report& report, const audit::GroupResult& group);
// "62 % read as woman (52 % to 71 %), 97 of 100 pictures classified."
QString share_text(const audit::Report& report, const audit::GroupResult& group);
// What human labels make of it; empty without a correction.
QString corrected_text(const audit::Report& report, const audit::GroupResult& group);
// Beside each reference but parity, which the verdict is about.
QString references_text(const audit::Report& report, const audit::GroupResult& group);

// The shares of a family's classes over all its prompts.
std::vector<std::pair<QString, double>> overall_shares(const audit::Report& report,
                                                       const audit::FamilySummary& family);

// The answer of an audit in one line, of a family by its place in the report's summary.
QString answer_text(const audit::Report& report, size_t family);

}  // namespace evenlight::studio
