#pragma once

#include "bias_audit/report/book.h"
#include "bias_audit/report/report.h"

// The tables of the PDF report.
namespace evenlight::audit {

void add_worst(Book& book, const Report& report);
void add_gaps(Book& book, const Report& report);  // all prompts beside each kind of reference
void add_intersections(Book& book, const Report& report);
void add_templates(Book& book, const AuditPart& audit);
void add_control(Book& book, const Report& report);
void add_asked(Book& book, const Report& report);
void add_scores(Book& book, const Report& report);
void add_instruments(Book& book, const Report& report);
void add_standards(Book& book, const Report& report);

// Of one prompt.
void add_classes(Book& book, const Report& report, const GroupResult& group);
void add_references(Book& book, const Report& report, const GroupResult& group);

}  // namespace evenlight::audit
