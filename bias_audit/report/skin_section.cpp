#include "bias_audit/report/skin_section.h"

#include <algorithm>

#include "bias_audit/report/html_parts.h"
#include "bias_audit/report/sentences.h"
#include "bias_audit/report/to_json.h"

namespace evenlight::audit {

namespace {

using namespace html;
using nlohmann::ordered_json;

struct ScaleWords {
  const char* id;
  const char* title;
  const char* about;
};
constexpr ScaleWords scale_words[] = {
    {"ita", "Typology angle (ITA)",
     "The six classes of the individual typology angle (Chardon et al. 1991); light, medium and "
     "dark are two classes each."},
    {"lightness_and_hue", "Lightness and hue",
     "Light above L* 60, yellow above a hue of 55° (Thong, Joniak and Xiang 2023)."},
    {"monk", "Monk scale, for information",
     "The nearest swatch; it goes with the exposure and has no verdict."}};

const ScaleWords& words_of(const SkinScale& scale) {
  return *std::find_if(std::begin(scale_words), std::end(scale_words),
                       [&](const ScaleWords& row) { return row.id == scale.name; });
}

std::string share_of(int64_t part, int64_t whole) {
  return std::to_string(part) + " of " + std::to_string(whole) +
         (whole > 0 ? " (" + percent(double(part) / double(whole)) + ")" : "");
}

std::vector<std::string> sentences_of(const SkinTables& skin) {
  std::vector<std::string> out = {
      "Skin could be read in " + share_of(skin.read, skin.people) +
      " images with a person. Before that the light is taken out: white by what surrounds the face "
      "(shades of grey, Finlayson and Trezzi 2004), exposure by the brightest thousandth of the "
      "picture as a white surface (Land and McCann 1971). Where that cannot be told, or another "
      "reading of the light gives another class, it is unclear."};
  std::string why;
  for (const auto& [reason, count] : skin.unclear) {
    why += (why.empty() ? "" : "; ") + reason + " (" + std::to_string(count) + ")";
  }
  if (!why.empty()) out.push_back("Why not in the others: " + why + ".");
  out.push_back("One stop less or more of light would leave the ITA class of " +
                share_of(skin.same_within_one_stop, skin.read) +
                " readings as it is: how light a skin looks leans on how the exposure was told.");
  return out;
}

std::string no_errors() {
  return "How often faces are missed, and presentation is misread, by skin tone is not known: "
         "nobody "
         "has labelled skin tone or presentation.";
}

Html scale_table(const SkinScale& scale) {
  const ScaleWords& words = words_of(scale);
  Html out = "<h3>"_html + text(words.title) + "</h3>\n"_html +
             small_paragraph(std::string(words.about) +
                             " Unclear on this scale: " + std::to_string(scale.unclear) + ".") +
             "<table>"_html + header({"class", "images", "share", "interval", ""});
  for (const SkinShare& row : scale.classes) {
    out += "<tr>"_html + cell(plain_name(row.name)) + number_cell(std::to_string(row.count)) +
           number_cell(percent(row.share, 1)) + number_cell(interval_text(row.interval)) +
           "<td><span class=\"bar\" style=\"width:"_html + text(decimals(200 * row.share, 0)) +
           "px\"></span></td></tr>\n"_html;
  }
  return out + "</table>\n"_html;
}

Html error_cells(const CountedShare& share) {
  return number_cell(share.n > 0 ? std::to_string(share.count) + " of " + std::to_string(share.n)
                                 : "–") +
         number_cell(share.share ? interval_text(share.wilson) : "–");
}

Html error_table(const SkinTables& skin) {
  Html out = "<h3>Errors by skin tone</h3>\n"_html;
  if (skin.errors.empty()) return out + small_paragraph(no_errors());
  out += small_paragraph(
             "Faces not found, of pictures whose skin tone people answered; presentation read "
             "otherwise than by people, of pictures that both read.") +
         "<table>"_html +
         header({"skin tone", "faces not found", "interval", "presentation misread", "interval"});
  for (const ToneErrors& row : skin.errors) {
    out += "<tr>"_html + cell(row.tone) + error_cells(row.no_face) + error_cells(row.misread) +
           "</tr>\n"_html;
  }
  return out + "</table>\n"_html;
}

ordered_json scale_json(const SkinScale& scale) {
  ordered_json classes = ordered_json::array();
  for (const SkinShare& row : scale.classes) {
    classes.push_back({{"class", row.name},
                       {"count", row.count},
                       {"share", row.share},
                       {"goodman", audit::to_json(row.interval)}});
  }
  return {{"n", scale.n}, {"unclear", scale.unclear}, {"classes", std::move(classes)}};
}

}  // namespace

Html skin_section(const Report& report) {
  if (!report.audit || !report.audit->skin) return {};
  const SkinTables& skin = *report.audit->skin;
  Html out = section_title("Skin colour in photographs");
  for (const std::string& sentence : sentences_of(skin)) out += paragraph(sentence);
  for (const SkinScale& scale : skin.scales) out += scale_table(scale);
  return out + error_table(skin);
}

void add_skin(Book& book, const Report& report) {
  if (!report.audit || !report.audit->skin) return;
  const SkinTables& skin = *report.audit->skin;
  book.heading("Skin colour in photographs");
  for (const std::string& sentence : sentences_of(skin)) book.text(sentence);
  for (const SkinScale& scale : skin.scales) {
    book.together([&] {
      book.text(words_of(scale).title, 11, true, 3);
      book.text(std::string(words_of(scale).about) +
                " Unclear on this scale: " + std::to_string(scale.unclear) + ".");
      std::vector<std::vector<std::string>> cells;
      for (const SkinShare& row : scale.classes) {
        cells.push_back({plain_name(row.name), std::to_string(row.count), percent(row.share, 1),
                         percents(row.interval)});
      }
      if (!cells.empty()) book.table({"class", "images", "share", "interval"}, cells);
    });
  }
  book.text("Errors by skin tone", 11, true, 3);
  if (skin.errors.empty()) book.text(no_errors());
  std::vector<std::vector<std::string>> cells;
  for (const ToneErrors& row : skin.errors) {
    cells.push_back({row.tone,
                     std::to_string(row.no_face.count) + " of " + std::to_string(row.no_face.n),
                     std::to_string(row.misread.count) + " of " + std::to_string(row.misread.n)});
  }
  if (!cells.empty()) book.table({"skin tone", "faces not found", "presentation misread"}, cells);
}

ordered_json to_json(const SkinTables& skin) {
  ordered_json unclear = ordered_json::object(), scales = ordered_json::object();
  for (const auto& [reason, count] : skin.unclear) unclear[reason] = count;
  for (const SkinScale& scale : skin.scales) scales[scale.name] = scale_json(scale);
  ordered_json errors = ordered_json::array();
  for (const ToneErrors& row : skin.errors) {
    errors.push_back({{"tone", row.tone},
                      {"no_face", audit::to_json(row.no_face)},
                      {"misread", audit::to_json(row.misread)}});
  }
  return {{"people", skin.people},
          {"read", skin.read},
          {"unclear", std::move(unclear)},
          {"scales", std::move(scales)},
          {"same_within_one_stop", skin.same_within_one_stop},
          {"errors_by_tone", std::move(errors)}};
}

}  // namespace evenlight::audit
