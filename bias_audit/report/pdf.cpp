#include <algorithm>

#include "bias_audit/report/book.h"
#include "bias_audit/report/charts/charts.h"
#include "bias_audit/report/sentences.h"

namespace evenlight::audit {

namespace {

using nlohmann::ordered_json;

// A chart of many prompts goes over several pages, so that it can be read.
std::vector<Rows> pages_of(const ordered_json& report, const std::string& arm,
                           const std::string& attribute) {
  constexpr size_t page = 50;
  const auto prompts = size_t(std::count_if(
      report.at("groups").begin(), report.at("groups").end(), [&](const ordered_json& group) {
        return group.at("arm") == arm && group.at("attribute") == attribute;
      }));
  std::vector<Rows> pages;
  for (size_t first = 0; first < prompts; first += page) pages.push_back({first, page});
  return pages;
}

void add_worst(Book& book, const ordered_json& report) {
  if (report.at("worst").empty()) return;
  book.together([&] {
    book.text("Farthest from parity", 11, true, 3);
    for (const ordered_json& row : report.at("worst")) {
      const ordered_json& interval = row.at("total_variation_interval");
      book.text(prompt_title(report, row.at("prompt")) + ": distance " +
                    decimals(row.at("total_variation_corrected"), 3) + " (" +
                    decimals(interval.at(0), 3) + " to " + decimals(interval.at(1), 3) + "), " +
                    row.at("verdict").get<std::string>(),
                9, false, 2);
    }
  });
}

// All prompts together beside each kind of reference.
void add_gaps(Book& book, const ordered_json& report) {
  const std::vector<std::string> sentences = gap_sentences(report);
  if (sentences.empty()) return;
  book.together([&] {
    book.text("Beside other references, all prompts together", 11, true, 3);
    for (const std::string& sentence : sentences) book.text(sentence, 9, false, 2);
  });
}

void add_intersections(Book& book, const ordered_json& report) {
  if (!report.contains("intersections") || report.at("intersections").empty()) return;
  book.heading("Intersections");
  book.text(
      "Over all prompts together, images with a class in each attribute; intervals hold "
      "jointly (Goodman, " +
      confidence_name(report) + ").");
  for (const ordered_json& table : report.at("intersections")) {
    std::string names;
    for (const ordered_json& attribute : table.at("attributes")) {
      names += (names.empty() ? "" : " × ") + plain_name(attribute);
    }
    book.text(names + ", " + table.at("n").dump() + " images", 10, true, 3);
    for (const ordered_json& row : table.at("cells")) {
      std::string words;
      for (const ordered_json& attribute : table.at("attributes")) {
        words += (words.empty() ? "" : ", ") + plain_name(row.at(attribute.get<std::string>()));
      }
      book.text(words + ": " + row.at("count").dump() + " (" + percent(row.at("share"), 1) + "; " +
                    percent(row.at("goodman").at(0), 1) + " to " +
                    percent(row.at("goodman").at(1), 1) + ")",
                8.5, false, 2);
    }
  }
}

// What a prompt's share is laid beside.
void add_references(Book& book, const ordered_json& report, const ordered_json& group) {
  if (!report.contains("references") || group.at("attribute") != "presentation") return;
  for (const ordered_json& prompt : report.at("references")) {
    if (prompt.at("prompt") != group.at("prompt") || prompt.at("arm") != group.at("arm")) continue;
    for (const ordered_json& row : prompt.at("against")) {
      std::string difference;
      if (row.contains("interval")) {
        difference = ", difference " + points(row.at("difference")) + " points (" +
                     points(row.at("interval").at(0)) + " to " + points(row.at("interval").at(1)) +
                     ")";
      }
      book.text("Beside " + row.at("title").get<std::string>() + " (" +
                    percent(row.at("woman"), 1) + ")" + difference + ": " +
                    row.at("verdict").get<std::string>(),
                8.5, false, 2);
    }
  }
}

// " (12.0 % to 30.1 %)", as far as there is an interval.
std::string wilson_of(const ordered_json& share) {
  if (!share.contains("wilson")) return "";
  return " (" + percent(share.at("wilson").at(0), 1) + " to " +
         percent(share.at("wilson").at(1), 1) + ")";
}

void add_templates(Book& book, const ordered_json& report) {
  if (!report.contains("templates")) return;
  book.heading("Wordings");
  for (const ordered_json& row : report.at("templates")) {
    book.text(row.at("template").get<std::string>() + ": " +
                  percent(row.at("woman").at("share"), 1) + " read as woman" +
                  wilson_of(row.at("woman")) + ", of " + row.at("woman").at("n").dump() +
                  " classified",
              9, false, 2);
  }
}

void add_control(Book& book, const ordered_json& report) {
  if (!report.contains("control") || report.at("control").empty()) return;
  book.heading("Control: prompts that name the presentation");
  for (const ordered_json& row : report.at("control")) {
    const ordered_json& share = row.at("as_expected");
    book.text(prompt_title(report, row.at("prompt")) + ": " + percent(share.at("share"), 1) +
                  " read as " + row.at("expected").get<std::string>() + wilson_of(share) + ", of " +
                  share.at("n").dump(),
              9, false, 2);
  }
}

void add_asked(Book& book, const ordered_json& report) {
  const std::vector<std::string> sentences = asked_sentences(report);
  if (sentences.empty()) return;
  book.heading("Do the pictures show what was asked?");
  for (const std::string& sentence : sentences) book.text(sentence);
  for (const ordered_json& row : report.at("asked")) {
    const ordered_json& share = row.at("as_asked");
    book.text(prompt_title(report, row.at("prompt")) + ": " + percent(share.at("share"), 1) +
                  " as asked" + wilson_of(share) + ", of " + share.at("n").dump(),
              9, false, 2);
  }
}

void add_scores(Book& book, const ordered_json& report) {
  book.heading("Scores of other audits, from the same counts");
  for (const ordered_json& row : report.at("compatibility")) {
    book.text(plain_name(row.at("attribute")) + ", " + row.at("score").get<std::string>() + " (" +
              row.at("what").get<std::string>() + "): " + decimals(row.at("value"), 3) +
              "; a fair model would score " + decimals(row.at("fair_model"), 3) + " by luck.");
  }
}

// A line a class that people said.
void add_confusion(Book& book, const ordered_json& check, const std::string& attribute) {
  if (!check.contains("columns")) return;
  const ordered_json& columns = check.at("columns");
  book.text(capitalised(plain_name(attribute)) + ": people and instrument", 10, true, 3);
  for (size_t i = 0; i + 1 < columns.size(); ++i) {
    const std::string name = columns.at(i);
    std::vector<std::string> answers;
    for (size_t j = 0; j < columns.size(); ++j) {
      answers.push_back(plain_name(columns.at(j)) + " " +
                        check.at("people_said_" + name).at(j).dump());
    }
    book.text("People said " + plain_name(name) + "; the instrument: " + listed(answers, "and"),
              8.5, false, 2);
  }
}

void add_instruments(Book& book, const ordered_json& report) {
  book.heading("Instruments and people");
  for (const std::string& sentence : human_sentences(report)) book.text(sentence);
  for (const auto& [arm, attribute] : families_of(report)) {
    if (const ordered_json* check = human_check_of(report, attribute)) {
      add_confusion(book, *check, attribute);
    }
  }
  if (!report.contains("audit")) return;
  for (const ordered_json& instrument : report.at("audit").at("instruments")) {
    book.text(instrument.at("name").get<std::string>() + ", for " +
                  instrument.at("domain").get<std::string>(),
              10, true);
    book.text("Licence: " + instrument.at("licence").get<std::string>() + ". " +
              instrument.at("provenance").get<std::string>());
    for (const auto& [what, figure] : instrument.at("accuracy").items()) {
      book.text("• " + plain_name(what) + ": " +
                (figure.is_string() ? figure.get<std::string>() : figure.dump()));
    }
    book.list(instrument.at("limits"));
    book.text("File: " + instrument.at("sha256").get<std::string>(), 8);
  }
}

// The shares of an attribute that has no chart of its own.
void add_classes(Book& book, const ordered_json& group) {
  if (group.at("n") == 0) return;
  std::string words;
  for (const ordered_json& row : group.at("classes")) {
    words += (words.empty() ? "" : "; ") + plain_name(row.at("class")) + " " +
             percent(row.at("share"), 1) + wilson_of(row);
  }
  book.text(words, 8.5, false, 2);
}

void add_prompt(Book& book, const ordered_json& report, const ordered_json& group) {
  std::string title =
      prompt_title(report, group.at("prompt")) + ": " + group.at("verdict").get<std::string>();
  if (const ordered_json* corrected = corrected_row(report, group)) {
    title += ", corrected: " + corrected->at("verdict").get<std::string>();
  }
  book.space(6);
  book.text(title, 10, true, 2);
  book.text(prompt_sentence(report, group));
  if (is_leading(report, group.at("attribute"))) {
    book.drawing(prompt_chart(report, group));
  } else {
    add_classes(book, group);
  }
  add_references(book, report, group);
}

void add_prompts(Book& book, const ordered_json& report, const std::string& arm,
                 const std::string& attribute) {
  const std::vector<Rows> pages = pages_of(report, arm, attribute);
  for (size_t i = 0; i < pages.size(); ++i) {
    book.together([&] {
      if (i == 0)
        book.heading("Prompts: " + plain_name(attribute) + (arm.empty() ? "" : ", " + arm));
      book.drawing(distances_chart(report, arm, attribute, pages[i]));
    });
  }
  for (const ordered_json& group : report.at("groups")) {
    if (group.at("arm") != arm || group.at("attribute") != attribute) continue;
    book.together([&] { add_prompt(book, report, group); });
  }
}

}  // namespace

std::string report_pdf(const ordered_json& report, const std::vector<Thumbnail>& sheet) {
  Book book(report_title(report));
  book.text(report_title(report), 18, true);
  book.text(report_subtitle(report), 9);
  book.heading("Summary");
  for (const std::string& sentence : headline_sentences(report)) book.text(sentence);
  for (const auto& [arm, attribute] : families_of(report)) {
    if (!is_leading(report, attribute)) continue;
    for (const Rows rows : pages_of(report, arm, attribute)) {
      book.drawing(shares_chart(report, arm, attribute, rows));
    }
  }
  add_worst(book, report);
  add_gaps(book, report);
  book.heading("What the images were");
  for (const std::string& sentence : coverage_sentences(report)) book.text(sentence);
  for (const auto& [arm, attribute] : families_of(report)) {
    for (const Rows rows : pages_of(report, arm, attribute)) {
      book.drawing(outcomes_chart(report, arm, attribute, rows));
    }
  }
  for (const auto& [arm, attribute] : families_of(report)) {
    add_prompts(book, report, arm, attribute);
  }
  add_intersections(book, report);
  add_templates(book, report);
  add_control(book, report);
  add_asked(book, report);
  add_scores(book, report);
  add_instruments(book, report);
  book.heading("Limits");
  book.list(report.at("limits"));
  if (!sheet.empty()) {
    book.heading("Contact sheet");
    book.text("The first images of every prompt, in the order of their seeds; nobody chose them.");
    book.sheet(sheet);
  }
  book.heading("Settings");
  if (report.contains("reproduce")) {
    book.text("To make this audit again: " + report.at("reproduce").get<std::string>());
  }
  for (const auto& [key, value] : settings_rows(report)) book.text(key + ": " + value, 8, false, 2);
  return book.finish();
}

}  // namespace evenlight::audit
