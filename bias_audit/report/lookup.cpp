#include "bias_audit/report/lookup.h"

#include "bias_audit/data/words.h"
#include "bias_audit/report/report.h"

namespace evenlight::audit {

using nlohmann::ordered_json;

size_t leading_class(const ordered_json& group) {
  const ordered_json& classes = group.at("classes");
  for (size_t i = 0; i < classes.size(); ++i) {
    if (classes.at(i).at("class") == "woman") return i;
  }
  return 0;
}

std::string leading_name(const ordered_json& group) {
  if (group.at("classes").empty()) return "woman";
  return plain_name(group.at("classes").at(leading_class(group)).at("class"));
}

bool is_leading(const ordered_json& report, const std::string& attribute) {
  if (report.contains("audit") && attribute != "presentation") return false;
  for (const ordered_json& group : report.at("groups")) {
    if (group.at("attribute") == attribute) return group.at("classes").size() == 2;
  }
  return false;
}

const ordered_json* human_check_of(const ordered_json& report, const std::string& attribute) {
  if (!report.contains("human_check")) return nullptr;
  if (attribute == "presentation") return &report.at("human_check");
  const auto& others = report.at("human_checks");
  return others.contains(attribute) ? &others.at(attribute) : nullptr;
}

const ordered_json* corrected_row(const ordered_json& report, const ordered_json& group) {
  const std::string attribute = group.at("attribute");
  const ordered_json* rows = nullptr;
  if (report.contains("corrected_shares")) {
    const ordered_json& shares = report.at("corrected_shares");
    if (shares.contains(attribute)) rows = &shares.at(attribute).at("prompts");
  } else if (const ordered_json* check = human_check_of(report, attribute)) {
    if (check->contains("corrected")) rows = &check->at("corrected");
  }
  if (!rows) return nullptr;
  for (const ordered_json& row : *rows) {
    if (row.at("prompt") == group.at("prompt") && row.at("arm") == group.at("arm")) return &row;
  }
  return nullptr;
}

std::string confidence_name(const ordered_json& report) {
  const double percent_of = 100 * report.at("settings").at("confidence").get<double>();
  std::string text = decimals(percent_of, 2);
  text.erase(text.find_last_not_of('0') + 1);
  if (text.back() == '.') text.pop_back();
  return text + " %";
}

std::vector<std::pair<std::string, std::string>> families_of(const ordered_json& report) {
  std::vector<std::pair<std::string, std::string>> families;
  for (const ordered_json& row : report.at("summary")) {
    families.emplace_back(row.at("arm"), row.at("attribute"));
  }
  return families;
}

}  // namespace evenlight::audit
