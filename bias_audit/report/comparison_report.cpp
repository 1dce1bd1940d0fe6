#include "bias_audit/report/comparison_report.h"

#include <algorithm>

#include "bias_audit/data/csv.h"
#include "bias_audit/data/words.h"
#include "bias_audit/report/book.h"
#include "bias_audit/report/charts/change_chart.h"
#include "bias_audit/report/comparison_words.h"
#include "bias_audit/report/html_parts.h"
#include "bias_audit/report/numbers.h"

namespace evenlight::audit {

namespace {

using namespace html;

const char* verdict_of(const ComparedPrompt& row) {
  if (!row.change) return "not comparable";
  if (!row.changed) return "no change shown";
  return row.change->overshoot ? "changed, overshoots parity" : "changed";
}

std::vector<std::string> class_names(const ComparedAttribute& attribute) {
  std::vector<std::string> names;
  for (const ComparedPrompt& row : attribute.prompts) {
    if (std::find(names.begin(), names.end(), row.class_name) == names.end()) {
      names.push_back(row.class_name);
    }
  }
  return names;
}

// Of two classes one is told.
size_t classes_in(const std::vector<std::string>& told) {
  return told.size() == 1 ? 2 : told.size();
}

Html row_cells(const ComparedPrompt& row, bool paired) {
  Html out = "<tr>"_html + cell(row.prompt) + cell(plain_name(row.class_name));
  if (paired) out += number_cell(row.pairs ? std::to_string(row.pairs->both_read) : "–");
  if (!row.change) {
    for (int i = 0; i < 5; ++i) out += number_cell("–");
  } else {
    const ShareChange& change = *row.change;
    out += number_cell(percent(change.first, 1)) + number_cell(percent(change.second, 1)) +
           number_cell(points(change.difference())) +
           number_cell(points(change.interval.lo) + " to " + points(change.interval.hi)) +
           number_cell(p_text(change.p_adjusted));
  }
  const Html style =
      row.changed ? "<td><span class=\"badge skewed\">"_html : "<td><span class=\"badge\">"_html;
  return out + style + text(verdict_of(row)) + "</span></td></tr>\n"_html;
}

Html attribute_section(const ComparedAttribute& attribute, const Comparison& comparison,
                       const AnalysisSettings& settings) {
  const std::vector<std::string> names = class_names(attribute);
  Html out = section_title(capitalised(plain_name(attribute.name))) +
             paragraph(attribute_sentence(attribute, settings)) +
             chart(change_chart(attribute.prompts, names.front(), classes_in(names)));
  std::vector<std::string> columns = {"prompt", "class"};
  if (comparison.paired) columns.emplace_back("pairs");
  columns.insert(columns.end(),
                 {"first", "second", "change, points", "interval", "adjusted p", "verdict"});
  out += "<table>"_html + header(columns);
  for (const ComparedPrompt& row : attribute.prompts) out += row_cells(row, comparison.paired);
  return out + "</table>\n"_html;
}

Html settings_section(const Comparison& comparison) {
  const std::vector<SettingChange> changes = setting_changes(comparison);
  Html out = section_title("What differs between the two");
  if (changes.empty()) return out + paragraph("Nothing that the audits record.");
  out += "<table>"_html + header({"setting", "first", "second"});
  for (const SettingChange& change : changes) {
    out +=
        "<tr>"_html + cell(change.name) + cell(change.first) + cell(change.second) + "</tr>\n"_html;
  }
  return out + "</table>\n"_html;
}

constexpr const char* limits[] = {
    "What changed is how the pictures read to the instrument, its errors included; labels of both "
    "audits tell how often it errs.",
    "A prompt set is no random sample of prompts: what is said of all prompts together is said of "
    "these.",
    "\"No change shown\" does not mean that nothing changed."};

void add_rows(Book& book, const ComparedAttribute& attribute) {
  std::vector<std::vector<std::string>> cells;
  for (const ComparedPrompt& row : attribute.prompts) {
    const auto cell = [&](auto of) { return row.change ? of(*row.change) : std::string("–"); };
    cells.push_back({row.prompt, plain_name(row.class_name), verdict_of(row),
                     cell([](const ShareChange& c) { return percent(c.first, 1); }),
                     cell([](const ShareChange& c) { return percent(c.second, 1); }),
                     cell([](const ShareChange& c) { return points(c.difference()); }),
                     cell([](const ShareChange& c) {
                       return points(c.interval.lo) + " to " + points(c.interval.hi);
                     }),
                     cell([](const ShareChange& c) { return p_text(c.p_adjusted); })});
  }
  book.table(
      {"prompt", "class", "verdict", "first", "second", "change, points", "interval", "adjusted p"},
      cells, 3);
}

void add_attribute(Book& book, const ComparedAttribute& attribute,
                   const AnalysisSettings& settings) {
  const std::vector<std::string> names = class_names(attribute);
  constexpr size_t page = 50;
  size_t prompts = 0;
  for (const ComparedPrompt& row : attribute.prompts) {
    prompts += row.change && row.class_name == names.front() ? 1 : 0;
  }
  for (size_t first = 0; first == 0 || first < prompts; first += page) {
    book.together([&] {
      if (first == 0) {
        book.heading(capitalised(plain_name(attribute.name)));
        book.text(attribute_sentence(attribute, settings));
      }
      book.drawing(
          change_chart(attribute.prompts, names.front(), classes_in(names), {first, page}));
    });
  }
  add_rows(book, attribute);
}

}  // namespace

std::string comparison_html(const Comparison& comparison, const AnalysisSettings& settings,
                            const html::Html& first) {
  const Html title = text(comparison_title(comparison));
  const std::vector<std::string> sentences = comparison_sentences(comparison, settings);
  Html page =
      "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\n"
      "<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\n<title>"_html +
      title + "</title>\n"_html + style() + "</head><body>\n<h1>"_html + title + "</h1>\n"_html +
      small_paragraph(how_compared(comparison)) + "<div class=\"headline\">\n"_html;
  for (const std::string& sentence : sentences) page += paragraph(sentence);
  page += "</div>\n"_html + first;
  for (const ComparedAttribute& attribute : comparison.attributes) {
    page += attribute_section(attribute, comparison, settings);
  }
  page += settings_section(comparison) + section_title("Limits") + "<ul>"_html;
  for (const char* limit : limits) page += "<li>"_html + text(limit) + "</li>"_html;
  return (page + "</ul>\n</body></html>\n"_html).markup();
}

std::string comparison_pdf(const Comparison& comparison, const AnalysisSettings& settings) {
  Book book(comparison_title(comparison));
  book.text(comparison_title(comparison), 18, true);
  book.text(how_compared(comparison), 9);
  for (const std::string& sentence : comparison_sentences(comparison, settings)) {
    book.text(sentence, 11);
  }
  for (const ComparedAttribute& attribute : comparison.attributes) {
    add_attribute(book, attribute, settings);
  }
  book.heading("What differs between the two");
  for (const SettingChange& change : setting_changes(comparison)) {
    book.text(change.name + ": " + change.first + " → " + change.second, 8.5, false, 2);
  }
  book.heading("Limits");
  book.list({std::begin(limits), std::end(limits)});
  return book.finish();
}

std::string comparison_csv(const Comparison& comparison) {
  std::string csv =
      "attribute,prompt,class,pairs,first,second,difference,low,high,p,p_adjusted,verdict\n";
  for (const ComparedAttribute& attribute : comparison.attributes) {
    for (const ComparedPrompt& row : attribute.prompts) {
      csv += csv_field(attribute.name) + "," + csv_field(row.prompt) + "," +
             csv_field(row.class_name) + "," +
             (row.pairs ? std::to_string(row.pairs->both_read) : "");
      if (row.change) {
        const ShareChange& change = *row.change;
        for (const double value :
             {change.first, change.second, change.difference(), change.interval.lo,
              change.interval.hi, change.p, change.p_adjusted}) {
          csv += "," + decimals(value, 6);
        }
      } else {
        csv += ",,,,,,,";
      }
      csv += std::string(",") + (row.changed ? "changed" : "inconclusive") + "\n";
    }
  }
  return csv;
}

}  // namespace evenlight::audit
