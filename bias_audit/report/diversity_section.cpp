#include "bias_audit/report/diversity_section.h"

#include "bias_audit/data/csv.h"
#include "bias_audit/report/html_parts.h"
#include "bias_audit/report/lookup.h"
#include "bias_audit/report/numbers.h"
#include "bias_audit/report/to_json.h"

namespace evenlight::audit {

namespace {

using namespace html;
using nlohmann::ordered_json;

constexpr const char* title = "How alike the pictures of a prompt are";

struct Description {
  const char* by;
  const char* title;
  const char* about;
};
constexpr Description known[] = {
    {"face", "Faces",
     "By what the face embedding of the settings makes of the largest face. It tells how alike "
     "faces "
     "are to that network, which may tell faces of some groups apart less well than others."},
    {"embedding", "Pictures, by a network",
     "By what the picture embedding of the settings makes of the whole picture."},
    {"picture", "Pictures, by colours and edges",
     "By mean colours and the directions of edges in sixteen fields of the picture. It sees that "
     "backgrounds, framing and light repeat; whether it is the same face it cannot tell."}};

const Description& description_of(const Diversity& diversity) {
  for (const Description& each : known) {
    if (diversity.by == each.by) return each;
  }
  return known[2];
}

const char* scale() {
  return "Mean cosine of all pairs of pictures of a prompt: 1 is all alike, 0 is no likeness. The "
         "interval is for more pictures of the same prompt (a U statistic's variance, Student's "
         "t). It describes "
         "and "
         "has no verdict: no number of it is right.";
}

std::string summary(const Diversity& diversity) {
  std::string out = "Mean over the prompts " + decimals(diversity.mean, 3);
  if (diversity.between) {
    out += "; between pictures of different prompts " + decimals(*diversity.between, 3) +
           ", which is what the model's style alone makes alike";
  }
  out += ".";
  if (diversity.without > 0) {
    out += " Without such a description: " + std::to_string(diversity.without) + ".";
  }
  return out;
}

std::string interval_of(const MeanSimilarity& similarity) {
  if (!similarity.interval) return "–";
  return decimals(similarity.interval->lo, 3) + " – " + decimals(similarity.interval->hi, 3);
}

std::vector<std::vector<std::string>> rows_of(const Report& report, const Diversity& diversity) {
  std::vector<std::vector<std::string>> rows;
  for (const PromptDiversity& row : diversity.prompts) {
    rows.push_back({prompt_title(report, row.prompt), std::to_string(row.similarity.n),
                    decimals(row.similarity.mean, 3), interval_of(row.similarity)});
  }
  return rows;
}

const std::vector<std::string>& columns() {
  static const std::vector<std::string> names = {"prompt", "pictures", "mean similarity",
                                                 "interval"};
  return names;
}

}  // namespace

Html diversity_section(const Report& report) {
  if (!report.audit || report.audit->diversity.empty()) return {};
  Html out = section_title(title) + paragraph(scale());
  for (const Diversity& diversity : report.audit->diversity) {
    const Description& description = description_of(diversity);
    out += "<h3>"_html + text(description.title) + "</h3>\n"_html + paragraph(description.about) +
           paragraph(summary(diversity)) + "<table>"_html + header(columns());
    for (const auto& row : rows_of(report, diversity)) {
      out += "<tr>"_html + cell(row[0]) + number_cell(row[1]) + number_cell(row[2]) +
             number_cell(row[3]) + "</tr>\n"_html;
    }
    out += "</table>\n"_html;
  }
  return out;
}

void add_diversity(Book& book, const Report& report) {
  if (!report.audit || report.audit->diversity.empty()) return;
  book.heading(title);
  book.text(scale());
  for (const Diversity& diversity : report.audit->diversity) {
    const Description& description = description_of(diversity);
    book.text(description.title, 11, true, 3);
    book.text(description.about);
    book.text(summary(diversity));
    book.table(columns(), rows_of(report, diversity));
  }
}

ordered_json to_json(const Diversity& diversity) {
  ordered_json prompts = ordered_json::array();
  for (const PromptDiversity& row : diversity.prompts) {
    ordered_json json = {{"prompt", row.prompt},
                         {"pictures", row.similarity.n},
                         {"mean_similarity", row.similarity.mean},
                         {"interval", nullptr}};
    if (row.similarity.interval) json["interval"] = audit::to_json(*row.similarity.interval);
    prompts.push_back(std::move(json));
  }
  return {{"by", diversity.by},
          {"mean", diversity.mean},
          {"between_prompts", audit::to_json(diversity.between)},
          {"without", diversity.without},
          {"prompts", std::move(prompts)}};
}

std::string diversity_csv(const Report& report) {
  std::string csv = "prompt,by,pictures,mean_similarity,low,high\n";
  if (!report.audit) return csv;
  for (const Diversity& diversity : report.audit->diversity) {
    for (const PromptDiversity& row : diversity.prompts) {
      const auto& interval = row.similarity.interval;
      csv += csv_field(row.prompt) + "," + diversity.by + "," + std::to_string(row.similarity.n) +
             "," + decimals(row.similarity.mean, 6) + "," +
             (interval ? decimals(interval->lo, 6) + "," + decimals(interval->hi, 6) : ",") + "\n";
    }
  }
  return csv;
}

}  // namespace evenlight::audit
