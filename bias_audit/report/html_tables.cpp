#include "bias_audit/report/html_tables.h"

#include "bias_audit/report/html_parts.h"
#include "bias_audit/report/sentences.h"

namespace evenlight::audit::html {

namespace {

Html share_cells(const CountedShare& share) {
  return number_cell(percent(share.share, 1)) +
         number_cell(share.share ? interval_text(share.wilson) : "–");
}

Html cell_row(const CrossingCell& row) {
  Html out = "<tr>"_html;
  for (const std::string& name : row.classes) out += cell(plain_name(name));
  return out + number_cell(std::to_string(row.count)) + number_cell(percent(row.share, 1)) +
         number_cell(interval_text(row.goodman)) + "<td><span class=\"bar\" style=\"width:"_html +
         text(decimals(200 * row.share, 0)) + "px\"></span>"_html +
         (row.few() ? " fewer than five"_html : Html()) + "</td></tr>\n"_html;
}

Html crossing_table(const Crossing& crossing) {
  std::string names;
  std::vector<std::string> columns;
  for (const std::string& attribute : crossing.attributes) {
    names += (names.empty() ? "" : " × ") + plain_name(attribute);
    columns.push_back(plain_name(attribute));
  }
  columns.insert(columns.end(), {"count", "share", "interval", ""});
  Html out = "<h3>"_html + text(names + ", " + std::to_string(crossing.n) + " images") +
             "</h3>\n<table>"_html + header(columns);
  for (const CrossingCell& row : crossing.cells) out += cell_row(row);
  return out + "</table>\n"_html;
}

Html templates_table(const AuditPart& audit) {
  if (audit.templates.empty()) return {};
  Html out = section_title("Wordings") + "<table>"_html +
             header({"template", "images", "reads as woman", "interval"});
  for (const TemplateShare& row : audit.templates) {
    out += "<tr>"_html + cell(row.text) + number_cell(std::to_string(row.images)) +
           share_cells(row.woman) + "</tr>\n"_html;
  }
  return out + "</table>\n"_html;
}

Html control_table(const Report& report) {
  if (report.audit->control.empty()) return {};
  Html out = section_title("Control: prompts that name the presentation") + "<table>"_html +
             header({"prompt", "expected", "as expected", "interval"});
  for (const ControlShare& row : report.audit->control) {
    out += "<tr>"_html + cell(prompt_title(report, row.prompt)) + cell(row.expected) +
           share_cells(row.as_expected) + "</tr>\n"_html;
  }
  return out + "</table>\n"_html;
}

Html asked_table(const Report& report) {
  if (report.audit->asked.empty()) return {};
  Html out = section_title("Do the pictures show what was asked?");
  for (const std::string& sentence : asked_sentences(report)) out += paragraph(sentence);
  out += "<table>"_html +
         header({"prompt", "asked", "as asked", "interval", "unclear", "most often else"});
  for (const AskedShare& row : report.audit->asked) {
    out += "<tr>"_html + cell(prompt_title(report, row.prompt)) + cell(row.asked) +
           share_cells(row.as_asked) + number_cell(std::to_string(row.unclear)) +
           cell(row.next.empty() ? "–" : row.next + ", " + std::to_string(row.next_count)) +
           "</tr>\n"_html;
  }
  return out + "</table>\n"_html;
}

Html scores_table(const Report& report) {
  Html out =
      section_title("Scores of other audits, from the same counts") +
      paragraph(
          "For comparison: what a model that is fair by construction would score by chance with "
          "this many images.") +
      "<table>"_html + header({"score", "meaning", "attribute", "value", "fair model"});
  for (const PublishedScore& row : report.scores) {
    out += "<tr>"_html + cell(row.score) + cell(row.what) + cell(plain_name(row.attribute)) +
           number_cell(decimals(row.value, 3)) + number_cell(decimals(row.fair_model, 3)) +
           "</tr>\n"_html;
  }
  return out + "</table>\n"_html;
}

// What people said, in rows, against what the instrument said of the same pictures.
Html confusion_table(const CheckSet& set) {
  std::vector<std::string> names = {"people said"};
  for (const std::string& name : set.classes) names.push_back("instrument: " + plain_name(name));
  names.emplace_back("instrument: not classified");
  Html out = "<table>"_html + header(names);
  for (size_t i = 0; i < set.classes.size(); ++i) {
    out += "<tr>"_html + cell(plain_name(set.classes[i]));
    for (const int64_t count : set.confusion[i]) out += number_cell(std::to_string(count));
    out += "</tr>\n"_html;
  }
  return out + "</table>\n"_html;
}

Html list(const std::vector<std::string>& items) {
  Html out;
  for (const std::string& item : items) out += "<li>"_html + text(item) + "</li>"_html;
  return out;
}

Html instrument_note(const InstrumentNote& note) {
  std::vector<std::string> items;
  for (const auto& [what, figure] : note.accuracy) {
    items.push_back(plain_name(what) + ": " + figure);
  }
  items.insert(items.end(), note.limits.begin(), note.limits.end());
  return "<h3>"_html + text(note.name) + "</h3>\n"_html +
         paragraph("For " + note.domain + ". Licence: " + note.licence + ". " + note.provenance) +
         "<p>File: <code>"_html + text(note.sha256) + "</code></p>\n<ul>"_html + list(items) +
         "</ul>\n"_html;
}

}  // namespace

// Cells as rows with a bar.
Html intersections_section(const Report& report) {
  if (!report.audit || report.audit->crossings.empty()) return {};
  Html out = section_title("Intersections") +
             paragraph(
                 "Over all prompts together, images with a class in each attribute; "
                 "intervals hold jointly (Goodman, " +
                 confidence_name(report) + ").");
  for (const Crossing& crossing : report.audit->crossings) out += crossing_table(crossing);
  return out;
}

Html rows_section(const Report& report) {
  Html out;
  if (report.audit) {
    out += templates_table(*report.audit) + control_table(report) + asked_table(report);
  }
  return out + scores_table(report);
}

Html instruments_section(const Report& report) {
  Html out;
  if (report.audit) out += section_title("Instruments and people");
  for (const Message& sentence : human_sentences(report)) out += paragraph(worded(sentence));
  for (const auto& [arm, attribute] : families_of(report)) {
    const HumanCheck* check = human_check_of(report, attribute);
    if (!check || check->set.images == 0) continue;
    out += "<h3>"_html + text(capitalised(plain_name(attribute))) +
           ": people and instrument</h3>\n"_html + confusion_table(check->set);
  }
  if (report.audit) {
    for (const InstrumentNote& note : report.audit->instruments) out += instrument_note(note);
  }
  return out + section_title("Limits") + "<ul>"_html + list(texts_of(report.limits)) +
         "</ul>\n"_html;
}

}  // namespace evenlight::audit::html
