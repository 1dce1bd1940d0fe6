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
QColor class_colour(const QString& attribute, int index);
QColor unclassified_colour(int index);

// Of one group of a report: a word and why.
QString verdict_word(audit::Verdict verdict);
QString verdict_text(const audit::Report& report, const audit::GroupResult& group);
// "62 % read as woman (52 % to 71 %), 97 of 100 pictures classified."
QString share_text(const audit::Report& report, const audit::GroupResult& group);
// What human labels make of it; empty without a correction.
QString corrected_text(const audit::Report& report, const audit::GroupResult& group);
// Beside each reference but parity, which the verdict is about.
QString references_text(const audit::Report& report, const audit::GroupResult& group);

// What so many images a prompt can show, of `prompts` prompts judged together with this margin.
QString detectable_text(qint64 images, int prompts, double epsilon, bool sequential);

}  // namespace evenlight::studio
