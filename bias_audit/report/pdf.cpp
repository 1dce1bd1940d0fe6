#include <algorithm>

#include "bias_audit/report/answer.h"
#include "bias_audit/report/book.h"
#include "bias_audit/report/charts/charts.h"
#include "bias_audit/report/diversity_section.h"
#include "bias_audit/report/impact.h"
#include "bias_audit/report/opinions_section.h"
#include "bias_audit/report/pdf_tables.h"
#include "bias_audit/report/sentences.h"
#include "bias_audit/report/skin_section.h"

namespace evenlight::audit {

namespace {

using Chart = Drawing (*)(const Report&, const std::string& arm, const std::string& attribute,
                          Rows rows);

size_t prompts_of(const Report& report, const std::string& arm, const std::string& attribute) {
  const std::vector<GroupResult>& groups = report.analysis.groups;
  return size_t(std::count_if(groups.begin(), groups.end(), [&](const GroupResult& group) {
    return group.arm == arm && group.attribute == attribute;
  }));
}

// A chart of many prompts goes on over the pages, each filled to its end.
void add_chart(Book& book, const Report& report, const std::string& arm,
               const std::string& attribute, Chart chart) {
  constexpr double row = 17.1, head = 60;  // as a chart of full width is drawn
  constexpr size_t min_rows = 6, max_rows = 38;
  const size_t prompts = prompts_of(report, arm, attribute);
  for (size_t first = 0; first < prompts;) {
    const double room = std::max(0.0, book.room() - head);
    size_t rows = std::min(size_t(room / row), max_rows);
    if (rows < std::min(min_rows, prompts - first)) rows = max_rows;  // on the next page
    book.drawing(chart(report, arm, attribute, {first, rows}));
    first += rows;
  }
}

void add_about(Book& book, const Report& report) {
  if (!report.about) return;
  std::vector<std::vector<std::string>> cells;
  for (const AboutField& field : about_fields()) {
    if (const std::string* words = report.about->find(field.key)) {
      cells.push_back({field.label, *words});
    }
  }
  if (!cells.empty()) book.table({"about this audit", ""}, cells, 2);
}

// Page one: the answer, how sure it is, what to do next; then the chart and what follows where.
void add_first_page(Book& book, const Report& report) {
  book.text(report_title(report), 18, true);
  // Cairo 1.16 takes no picture as the first thing of a tagged document.
  if (report.about && !report.about->logo.empty()) book.picture(report.about->logo, 40);
  book.text(report_subtitle(report), 9);
  add_about(book, report);
  const Answer answer = answer_of(report);
  book.space(6);
  book.text(worded(answer.answer), 12.5, true, 6);
  book.text(worded(answer.how_sure), 10.5);
  book.text(worded(answer.next), 10.5);
  for (const auto& [arm, attribute] : families_of(report)) {
    if (is_leading(report, attribute)) add_chart(book, report, arm, attribute, shares_chart);
  }
  book.text("Contents", 11, true, 3);
  book.contents();
}

void add_summary(Book& book, const Report& report) {
  book.heading("Summary");
  for (const Message& sentence : headline_sentences(report)) book.text(worded(sentence));
  add_worst(book, report);
  add_gaps(book, report);
}

void add_coverage(Book& book, const Report& report) {
  book.heading("What the images were");
  for (const Message& sentence : coverage_sentences(report)) book.text(worded(sentence));
  for (const auto& [arm, attribute] : families_of(report)) {
    add_chart(book, report, arm, attribute, outcomes_chart);
  }
}

void add_prompt(Book& book, const Report& report, const GroupResult& group) {
  std::string title = prompt_title(report, group.prompt) + ": " + shown_verdict(group);
  const CorrectedPrompt* corrected = corrected_row(report, group);
  if (corrected && !group.is_described) {
    title += std::string(", corrected: ") + verdict_name(corrected->verdict);
  }
  book.space(6);
  book.text(title, 10, true, 2);
  book.text(prompt_sentence(report, group));
  book.drawing(prompt_chart(report, group));
  add_classes(book, report, group);
  add_references(book, report, group);
}

// Every prompt of an attribute that the report does not lead with, a row each.
void add_prompt_rows(Book& book, const Report& report, const std::string& arm,
                     const std::string& attribute) {
  std::vector<std::string> columns = {"prompt", "verdict", "images"};
  std::vector<std::vector<std::string>> cells;
  for (const GroupResult& group : report.analysis.groups) {
    if (group.arm != arm || group.attribute != attribute) continue;
    if (cells.empty()) {
      for (const ClassResult& each : group.classes) columns.push_back(plain_name(each.name));
    }
    cells.push_back(
        {prompt_title(report, group.prompt), shown_verdict(group), std::to_string(group.n)});
    for (const ClassResult& each : group.classes) {
      cells.back().push_back(group.n == 0 ? "–"
                                          : percent(each.share) + " (" + percent(each.interval.lo) +
                                                "–" + percent(each.interval.hi) + ")");
    }
    cells.back().resize(columns.size());
  }
  if (!cells.empty()) book.table(columns, cells, 2);
}

void add_prompts(Book& book, const Report& report, const std::string& arm,
                 const std::string& attribute) {
  book.heading("Prompts: " + plain_name(attribute) + (arm.empty() ? "" : ", " + arm));
  add_chart(book, report, arm, attribute, distances_chart);
  if (!is_leading(report, attribute)) return add_prompt_rows(book, report, arm, attribute);
  for (const GroupResult& group : report.analysis.groups) {
    if (group.arm != arm || group.attribute != attribute) continue;
    book.together([&] { add_prompt(book, report, group); });
  }
}

void add_settings(Book& book, const Report& report) {
  book.heading("Settings");
  if (report.audit && !report.audit->reproduce.empty()) {
    book.text("To make this audit again: " + report.audit->reproduce);
  }
  for (const auto& [key, value] : settings_rows(report)) book.text(key + ": " + value, 8, false, 2);
}

void write(Book& book, const Report& report, const std::vector<Thumbnail>& sheet) {
  add_first_page(book, report);
  add_summary(book, report);
  add_coverage(book, report);
  for (const auto& [arm, attribute] : families_of(report)) {
    add_prompts(book, report, arm, attribute);
  }
  add_skin(book, report);
  add_diversity(book, report);
  add_opinions(book, report);
  add_intersections(book, report);
  add_impact(book, report);
  if (report.audit) {
    add_templates(book, *report.audit);
    add_control(book, report);
    add_asked(book, report);
  }
  add_scores(book, report);
  add_instruments(book, report);
  book.heading("Limits");
  book.list(texts_of(report.limits));
  if (!sheet.empty()) {
    book.heading("Contact sheet");
    book.text("The first images of every prompt, in the order of their seeds; nobody chose them.");
    book.sheet(sheet);
  }
  add_standards(book, report);
  add_settings(book, report);
}

}  // namespace

// Three times: to know the headings, then the pages they come to with the contents before them.
std::string report_pdf(const Report& report, const std::vector<Thumbnail>& sheet) {
  const std::string title = report_title(report);
  BookPlan plan;
  for (int making = 0; making < 2; ++making) {
    Book draft(title, {plan.headings, 0});
    write(draft, report, sheet);
    plan = draft.plan();
  }
  Book book(title, plan);
  write(book, report, sheet);
  return book.finish();
}

}  // namespace evenlight::audit
