#include <algorithm>

#include "bias_audit/report/book.h"
#include "bias_audit/report/charts/charts.h"
#include "bias_audit/report/sentences.h"

namespace evenlight::audit {

namespace {

// A chart of many prompts goes over several pages, so that it can be read.
std::vector<Rows> pages_of(const Report& report, const std::string& arm,
                           const std::string& attribute) {
  constexpr size_t page = 50;
  const std::vector<GroupResult>& groups = report.analysis.groups;
  const auto prompts =
      size_t(std::count_if(groups.begin(), groups.end(), [&](const GroupResult& group) {
        return group.arm == arm && group.attribute == attribute;
      }));
  std::vector<Rows> pages;
  for (size_t first = 0; first < prompts; first += page) pages.push_back({first, page});
  return pages;
}

void add_worst(Book& book, const Report& report) {
  if (report.worst.empty()) return;
  book.together([&] {
    book.text("Farthest from parity", 11, true, 3);
    for (const WorstPrompt& row : report.worst) {
      const GroupResult& group = report.analysis.groups[row.group];
      book.text(prompt_title(report, group.prompt) + ": distance " + decimals(row.distance, 3) +
                    " (" + decimals(row.interval.lo, 3) + " to " + decimals(row.interval.hi, 3) +
                    "), " + verdict_name(row.verdict) +
                    (row.by_labels ? ", corrected by labels" : ""),
                9, false, 2);
    }
  });
}

// All prompts together beside each kind of reference.
void add_gaps(Book& book, const Report& report) {
  const std::vector<std::string> sentences = gap_sentences(report);
  if (sentences.empty()) return;
  book.together([&] {
    book.text("Compared with other references, all prompts together", 11, true, 3);
    for (const std::string& sentence : sentences) book.text(sentence, 9, false, 2);
  });
}

void add_crossing(Book& book, const Crossing& crossing) {
  std::string names;
  for (const std::string& attribute : crossing.attributes) {
    names += (names.empty() ? "" : " × ") + plain_name(attribute);
  }
  book.text(names + ", " + std::to_string(crossing.n) + " images", 10, true, 3);
  for (const CrossingCell& row : crossing.cells) {
    std::string words;
    for (const std::string& name : row.classes) {
      words += (words.empty() ? "" : ", ") + plain_name(name);
    }
    book.text(words + ": " + std::to_string(row.count) + " (" + percent(row.share, 1) + "; " +
                  percents(row.goodman) + ")",
              8.5, false, 2);
  }
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

// What a prompt's share is compared with.
void add_references(Book& book, const Report& report, const GroupResult& group) {
  const ReferencedPrompt* prompt = references_of(report, group);
  if (!prompt || group.attribute != "presentation") return;
  for (const ReferenceRow& row : prompt->against) {
    std::string difference;
    if (row.difference) {
      const Interval& interval = row.difference->interval;
      difference = ", difference " + points(row.difference->value) + " points (" +
                   points(interval.lo) + " to " + points(interval.hi) + ")";
    }
    book.text("Compared with " + row.title + " (" + percent(row.woman, 1) + ")" + difference +
                  ": " + verdict_name(row.verdict),
              8.5, false, 2);
  }
}

// " (12.0 % to 30.1 %)", as far as there is an interval.
std::string wilson_of(const CountedShare& share) {
  return share.share ? " (" + percents(share.wilson) + ")" : "";
}

void add_templates(Book& book, const AuditPart& audit) {
  if (audit.templates.empty()) return;
  book.heading("Wordings");
  for (const TemplateShare& row : audit.templates) {
    book.text(row.text + ": " + percent(row.woman.share, 1) + " read as woman" +
                  wilson_of(row.woman) + ", of " + std::to_string(row.woman.n) + " classified",
              9, false, 2);
  }
}

void add_control(Book& book, const Report& report) {
  if (report.audit->control.empty()) return;
  book.heading("Control: prompts that name the presentation");
  for (const ControlShare& row : report.audit->control) {
    const CountedShare& share = row.as_expected;
    book.text(prompt_title(report, row.prompt) + ": " + percent(share.share, 1) + " read as " +
                  row.expected + wilson_of(share) + ", of " + std::to_string(share.n),
              9, false, 2);
  }
}

void add_asked(Book& book, const Report& report) {
  const std::vector<std::string> sentences = asked_sentences(report);
  if (sentences.empty()) return;
  book.heading("Do the pictures show what was asked?");
  for (const std::string& sentence : sentences) book.text(sentence);
  for (const AskedShare& row : report.audit->asked) {
    const CountedShare& share = row.as_asked;
    book.text(prompt_title(report, row.prompt) + ": " + percent(share.share, 1) + " as asked" +
                  wilson_of(share) + ", of " + std::to_string(share.n),
              9, false, 2);
  }
}

void add_scores(Book& book, const Report& report) {
  book.heading("Scores of other audits, from the same counts");
  for (const PublishedScore& row : report.scores) {
    book.text(plain_name(row.attribute) + ", " + row.score + " (" + row.what +
              "): " + decimals(row.value, 3) + "; a fair model would score " +
              decimals(row.fair_model, 3) + " by chance.");
  }
}

// A line a class that people said.
void add_confusion(Book& book, const CheckSet& set) {
  if (set.images == 0) return;
  book.text(capitalised(plain_name(set.attribute)) + ": people and instrument", 10, true, 3);
  for (size_t i = 0; i < set.classes.size(); ++i) {
    std::vector<std::string> answers;
    for (size_t j = 0; j < set.confusion[i].size(); ++j) {
      const std::string name = j < set.classes.size() ? set.classes[j] : "not classified";
      answers.push_back(plain_name(name) + " " + std::to_string(set.confusion[i][j]));
    }
    book.text(
        "People said " + plain_name(set.classes[i]) + "; the instrument: " + listed(answers, "and"),
        8.5, false, 2);
  }
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

void add_instruments(Book& book, const Report& report) {
  book.heading("Instruments and people");
  for (const Message& sentence : human_sentences(report)) book.text(worded(sentence));
  for (const auto& [arm, attribute] : families_of(report)) {
    if (const HumanCheck* check = human_check_of(report, attribute)) {
      add_confusion(book, check->set);
    }
  }
  if (!report.audit) return;
  for (const InstrumentNote& note : report.audit->instruments) add_instrument(book, note);
}

// The shares of an attribute that has no chart of its own.
void add_classes(Book& book, const GroupResult& group) {
  if (group.n == 0) return;
  std::string words;
  for (const ClassResult& row : group.classes) {
    words += (words.empty() ? "" : "; ") + plain_name(row.name) + " " + percent(row.share, 1) +
             " (" + percents(row.interval) + ")";
  }
  book.text(words, 8.5, false, 2);
}

void add_prompt(Book& book, const Report& report, const GroupResult& group) {
  std::string title = prompt_title(report, group.prompt) + ": " + verdict_name(group.verdict);
  if (const CorrectedPrompt* corrected = corrected_row(report, group)) {
    title += std::string(", corrected: ") + verdict_name(corrected->verdict);
  }
  book.space(6);
  book.text(title, 10, true, 2);
  book.text(prompt_sentence(report, group));
  if (is_leading(report, group.attribute)) {
    book.drawing(prompt_chart(report, group));
  } else {
    add_classes(book, group);
  }
  add_references(book, report, group);
}

void add_prompts(Book& book, const Report& report, const std::string& arm,
                 const std::string& attribute) {
  const std::vector<Rows> pages = pages_of(report, arm, attribute);
  for (size_t i = 0; i < pages.size(); ++i) {
    book.together([&] {
      if (i == 0)
        book.heading("Prompts: " + plain_name(attribute) + (arm.empty() ? "" : ", " + arm));
      book.drawing(distances_chart(report, arm, attribute, pages[i]));
    });
  }
  for (const GroupResult& group : report.analysis.groups) {
    if (group.arm != arm || group.attribute != attribute) continue;
    book.together([&] { add_prompt(book, report, group); });
  }
}

}  // namespace

std::string report_pdf(const Report& report, const std::vector<Thumbnail>& sheet) {
  Book book(report_title(report));
  book.text(report_title(report), 18, true);
  book.text(report_subtitle(report), 9);
  book.heading("Summary");
  for (const Message& sentence : headline_sentences(report)) book.text(worded(sentence));
  for (const auto& [arm, attribute] : families_of(report)) {
    if (!is_leading(report, attribute)) continue;
    for (const Rows rows : pages_of(report, arm, attribute)) {
      book.drawing(shares_chart(report, arm, attribute, rows));
    }
  }
  add_worst(book, report);
  add_gaps(book, report);
  book.heading("What the images were");
  for (const Message& sentence : coverage_sentences(report)) book.text(worded(sentence));
  for (const auto& [arm, attribute] : families_of(report)) {
    for (const Rows rows : pages_of(report, arm, attribute)) {
      book.drawing(outcomes_chart(report, arm, attribute, rows));
    }
  }
  for (const auto& [arm, attribute] : families_of(report)) {
    add_prompts(book, report, arm, attribute);
  }
  add_intersections(book, report);
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
  book.heading("Settings");
  if (report.audit && !report.audit->reproduce.empty()) {
    book.text("To make this audit again: " + report.audit->reproduce);
  }
  for (const auto& [key, value] : settings_rows(report)) book.text(key + ": " + value, 8, false, 2);
  return book.finish();
}

}  // namespace evenlight::audit
