#include "bias_audit/report/opinions_section.h"

#include <algorithm>
#include <numeric>

#include "bias_audit/data/words.h"
#include "bias_audit/report/html_parts.h"
#include "bias_audit/report/lookup.h"
#include "bias_audit/report/numbers.h"
#include "bias_audit/report/to_json.h"

namespace evenlight::audit {

namespace {

using namespace html;
using nlohmann::ordered_json;

constexpr const char* title = "Where two instruments disagree";
constexpr size_t told_prompts = 10;

const char* about() {
  return "The shares of this report are by the first instrument. A second one, which knows nothing "
         "of "
         "the first, read the same pictures. Where they agree both may still be wrong; where they "
         "do "
         "not, at least one is.";
}

std::string summary(const SecondOpinion& opinion) {
  std::string out = std::to_string(opinion.agree.count) + " of " + std::to_string(opinion.agree.n) +
                    " pictures are read alike, " + percent(opinion.agree.share, 1) + " (" +
                    percents(opinion.agree.wilson) + ")";
  if (opinion.kappa) {
    out += "; Cohen's kappa " + decimals(opinion.kappa->kappa, 2) + " (standard error " +
           decimals(opinion.kappa->standard_error, 2) + ")";
  }
  return out + ".";
}

// Answers that occur, by their places.
std::vector<size_t> used_answers(const SecondOpinion& opinion) {
  std::vector<size_t> used;
  for (size_t i = 0; i < opinion.answers.size(); ++i) {
    const CountVector& row = opinion.table[i];
    int64_t sum = std::accumulate(row.begin(), row.end(), int64_t{0});
    for (const CountVector& each : opinion.table) sum += each[i];
    if (sum > 0) used.push_back(i);
  }
  return used;
}

std::vector<std::string> table_columns(const SecondOpinion& opinion) {
  std::vector<std::string> columns = {"first ↓ second →"};
  for (const size_t i : used_answers(opinion)) columns.push_back(plain_name(opinion.answers[i]));
  return columns;
}

std::vector<std::vector<std::string>> table_rows(const SecondOpinion& opinion) {
  std::vector<std::vector<std::string>> rows;
  const std::vector<size_t> used = used_answers(opinion);
  for (const size_t i : used) {
    rows.push_back({plain_name(opinion.answers[i])});
    for (const size_t j : used) rows.back().push_back(std::to_string(opinion.table[i][j]));
  }
  return rows;
}

const std::vector<std::string>& prompt_columns() {
  static const std::vector<std::string> names = {"prompt", "read alike", "share", "interval"};
  return names;
}

// Those that the two agree on least.
std::vector<std::vector<std::string>> prompt_rows(const Report& report,
                                                  const SecondOpinion& opinion) {
  std::vector<std::vector<std::string>> rows;
  for (const PromptAgreement& row : opinion.prompts) {
    if (rows.size() == told_prompts) break;
    rows.push_back({prompt_title(report, row.prompt),
                    std::to_string(row.agree.count) + " of " + std::to_string(row.agree.n),
                    percent(row.agree.share, 1), percents(row.agree.wilson)});
  }
  return rows;
}

Html table_html(const std::vector<std::string>& columns,
                const std::vector<std::vector<std::string>>& rows) {
  Html out = "<table>"_html + header(columns);
  for (const auto& row : rows) {
    out += "<tr>"_html + cell(row.front());
    for (size_t i = 1; i < row.size(); ++i) out += number_cell(row[i]);
    out += "</tr>\n"_html;
  }
  return out + "</table>\n"_html;
}

}  // namespace

Html opinions_section(const Report& report) {
  if (!report.audit || report.audit->opinions.empty()) return {};
  Html out = section_title(title) + paragraph(about());
  for (const SecondOpinion& opinion : report.audit->opinions) {
    out += "<h3>"_html + text(capitalised(plain_name(opinion.attribute))) + "</h3>\n"_html +
           paragraph(summary(opinion)) + table_html(table_columns(opinion), table_rows(opinion)) +
           table_html(prompt_columns(), prompt_rows(report, opinion));
  }
  return out;
}

void add_opinions(Book& book, const Report& report) {
  if (!report.audit || report.audit->opinions.empty()) return;
  book.heading(title);
  book.text(about());
  for (const SecondOpinion& opinion : report.audit->opinions) {
    book.text(capitalised(plain_name(opinion.attribute)), 11, true, 3);
    book.text(summary(opinion));
    book.table(table_columns(opinion), table_rows(opinion));
    book.table(prompt_columns(), prompt_rows(report, opinion));
  }
}

ordered_json to_json(const SecondOpinion& opinion) {
  ordered_json prompts = ordered_json::array();
  for (const PromptAgreement& row : opinion.prompts) {
    prompts.push_back({{"prompt", row.prompt}, {"agree", audit::to_json(row.agree)}});
  }
  ordered_json json = {{"attribute", opinion.attribute},
                       {"agree", audit::to_json(opinion.agree)},
                       {"kappa", nullptr},
                       {"answers", opinion.answers},
                       {"table", opinion.table},
                       {"prompts", std::move(prompts)}};
  if (opinion.kappa) {
    json["kappa"] = {{"kappa", opinion.kappa->kappa},
                     {"standard_error", opinion.kappa->standard_error}};
  }
  return json;
}

}  // namespace evenlight::audit
