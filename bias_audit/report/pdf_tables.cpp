#include "bias_audit/report/pdf_tables.h"

#include <algorithm>

#include "bias_audit/report/sentences.h"
#include "bias_audit/report/standards.h"

namespace evenlight::audit {

namespace {

using Cells = std::vector<std::vector<std::string>>;

std::string range(const Interval& interval, int places = 3) {
  return decimals(interval.lo, places) + " – " + decimals(interval.hi, places);
}

// "12.0 % to 30.1 %", as far as there is an interval.
std::string wilson_of(const CountedShare& share) {
  return share.share ? percents(share.wilson) : "–";
}

std::string joined_names(const std::vector<std::string>& names) {
  std::string out;
  for (const std::string& name : names) out += (out.empty() ? "" : " × ") + plain_name(name);
  return out;
}

void add_crossing(Book& book, const Crossing& crossing) {
  Cells cells;
  for (const CrossingCell& row : crossing.cells) {
    cells.push_back({joined_names(row.classes) + (row.few() ? " (fewer than five)" : ""),
                     std::to_string(row.count), percent(row.share, 1), percents(row.goodman)});
  }
  book.text(joined_names(crossing.attributes) + ", " + std::to_string(crossing.n) + " images", 10,
            true, 3);
  book.table({"classes", "count", "share", "interval"}, cells);
}

// What people said, in rows, against what the instrument said.
void add_confusion(Book& book, const CheckSet& set) {
  if (set.images == 0) return;
  std::vector<std::string> columns = {"people said"};
  for (const std::string& name : set.classes) columns.push_back("instrument: " + plain_name(name));
  columns.emplace_back("not classified");
  Cells cells;
  for (size_t i = 0; i < set.classes.size(); ++i) {
    cells.push_back({plain_name(set.classes[i])});
    for (const int64_t count : set.confusion[i]) cells.back().push_back(std::to_string(count));
  }
  book.together([&] {
    book.text(capitalised(plain_name(set.attribute)) + ": people and instrument", 10, true, 3);
    book.table(columns, cells);
  });
}

void add_instrument(Book& book, const InstrumentNote& note) {
  book.text(note.name + ", for " + note.domain, 10, true);
  book.text("Licence: " + note.licence + ". " + note.provenance);
  for (const auto& [what, figure] : note.accuracy) {
    book.text("• " + plain_name(what) + ": " + figure);
  }
  book.list(note.limits);
  book.text("File: " + note.sha256, 8);
}

}  // namespace

void add_worst(Book& book, const Report& report) {
  if (report.worst.empty()) return;
  Cells cells;
  for (const WorstPrompt& row : report.worst) {
    cells.push_back({prompt_title(report, report.analysis.groups[row.group].prompt),
                     verdict_name(row.verdict), decimals(row.distance, 3), range(row.interval)});
  }
  book.together([&] {
    book.text("Farthest from parity", 11, true, 3);
    book.table(
        {"prompt", "verdict",
         report.worst.front().by_labels ? "distance, corrected by labels" : "distance as counted",
         "interval"},
        cells, 2);
  });
}

void add_gaps(Book& book, const Report& report) {
  const std::vector<std::string> sentences = gap_sentences(report);
  if (sentences.empty()) return;
  book.together([&] {
    book.text("Compared with other references, all prompts together", 11, true, 3);
    for (const std::string& sentence : sentences) book.text(sentence, 9, false, 2);
  });
}

void add_intersections(Book& book, const Report& report) {
  if (!report.audit || report.audit->crossings.empty()) return;
  book.heading("Intersections");
  book.text(
      "Over all prompts together, images with a class in each attribute; intervals hold "
      "jointly (Goodman, " +
      confidence_name(report) + ").");
  for (const Crossing& crossing : report.audit->crossings) add_crossing(book, crossing);
}

void add_references(Book& book, const Report& report, const GroupResult& group) {
  const ReferencedPrompt* prompt = references_of(report, group);
  if (!prompt || group.attribute != "presentation") return;
  std::vector<std::string> columns = {"compared with", "verdict", "woman", "difference, points",
                                      "interval"};
  const bool is_corrected =
      std::any_of(prompt->against.begin(), prompt->against.end(),
                  [](const ReferenceRow& row) { return row.corrected.has_value(); });
  if (is_corrected) columns.insert(columns.end(), {"corrected, points", "interval"});
  const auto range = [](const Interval& interval) {
    return points(interval.lo) + " to " + points(interval.hi);
  };
  Cells cells;
  for (const ReferenceRow& row : prompt->against) {
    const auto& d = row.difference;
    cells.push_back({row.title, verdict_name(row.verdict), percent(row.woman, 1),
                     d ? points(d->value) : "–", d ? range(d->interval) : "–"});
    if (!is_corrected) continue;
    cells.back().push_back(row.corrected ? points(row.corrected->value) : "–");
    cells.back().push_back(row.corrected ? range(row.corrected->interval) : "–");
  }
  book.table(columns, cells, 2);
}

void add_classes(Book& book, const Report& report, const GroupResult& group) {
  if (group.n == 0) return;
  const CorrectedPrompt* corrected = corrected_row(report, group);
  std::vector<std::string> columns = {"class", "count", "share", "interval"};
  if (corrected) columns.insert(columns.end(), {"corrected", "interval"});
  Cells cells;
  for (size_t i = 0; i < group.classes.size(); ++i) {
    const ClassResult& row = group.classes[i];
    cells.push_back({plain_name(row.name), std::to_string(row.count), percent(row.share, 1),
                     percents(row.interval)});
    if (!corrected) continue;
    const CorrectedClass& each = corrected->classes.at(i);
    cells.back().push_back(percent(each.share, 1));
    cells.back().push_back(percents(each.interval));
  }
  book.table(columns, cells);
}

void add_templates(Book& book, const AuditPart& audit) {
  if (audit.templates.empty()) return;
  Cells cells;
  for (const TemplateShare& row : audit.templates) {
    cells.push_back(
        {row.text, std::to_string(row.woman.n), percent(row.woman.share, 1), wilson_of(row.woman)});
  }
  book.heading("Wordings");
  book.table({"template", "classified", "reads as woman", "interval"}, cells);
}

void add_control(Book& book, const Report& report) {
  if (report.audit->control.empty()) return;
  Cells cells;
  for (const ControlShare& row : report.audit->control) {
    const CountedShare& share = row.as_expected;
    cells.push_back({prompt_title(report, row.prompt), row.expected, std::to_string(share.n),
                     percent(share.share, 1), wilson_of(share)});
  }
  book.heading("Control: prompts that name the presentation");
  book.table({"prompt", "expected", "images", "as expected", "interval"}, cells, 2);
}

void add_asked(Book& book, const Report& report) {
  const std::vector<std::string> sentences = asked_sentences(report);
  if (sentences.empty()) return;
  Cells cells;
  for (const AskedShare& row : report.audit->asked) {
    const CountedShare& share = row.as_asked;
    cells.push_back({prompt_title(report, row.prompt), row.asked, std::to_string(share.n),
                     percent(share.share, 1), wilson_of(share)});
  }
  book.heading("Do the pictures show what was asked?");
  for (const std::string& sentence : sentences) book.text(sentence);
  book.table({"prompt", "asked", "images", "as asked", "interval"}, cells, 2);
}

void add_scores(Book& book, const Report& report) {
  Cells cells;
  for (const PublishedScore& row : report.scores) {
    cells.push_back({row.score, row.what, plain_name(row.attribute), decimals(row.value, 3),
                     decimals(row.fair_model, 3)});
  }
  book.heading("Scores of other audits, from the same counts");
  book.text(
      "For comparison: what a model that is fair by construction would score by chance with this "
      "many images.");
  if (!cells.empty()) {
    book.table({"score", "meaning", "attribute", "value", "fair model"}, cells, 3);
  }
}

void add_instruments(Book& book, const Report& report) {
  if (!report.audit) return;
  book.heading("Instruments and people");
  for (const Message& sentence : human_sentences(report)) book.text(worded(sentence));
  for (const auto& [arm, attribute] : families_of(report)) {
    if (const HumanCheck* check = human_check_of(report, attribute)) {
      add_confusion(book, check->set);
    }
  }
  for (const InstrumentNote& note : report.audit->instruments) add_instrument(book, note);
}

void add_standards(Book& book, const Report& report) {
  Cells cells;
  for (const StandardRow& row : standard_rows(report)) {
    cells.push_back({row.standard, row.asks, row.here});
  }
  book.heading("What standards ask for");
  book.text(
      "Where this report answers it. It is aligned with them; that it complies is for others to "
      "say.");
  book.table({"standard", "asks for", "here"}, cells, 3);
}

}  // namespace evenlight::audit
