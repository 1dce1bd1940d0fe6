#pragma once

#include <cstddef>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>
#include <vector>

// Where things stand in a report's JSON, for sentences, charts and pages alike.
namespace evenlight::audit {

// "95 %", as the audit's intervals have it.
std::string confidence_name(const nlohmann::ordered_json& report);

// The class that charts and sentences lead with: "woman", else the first.
size_t leading_class(const nlohmann::ordered_json& group);
std::string leading_name(const nlohmann::ordered_json& group);

// Whether the report leads with this attribute: an audit with presentation, counts from elsewhere
// with each that has two classes.
bool is_leading(const nlohmann::ordered_json& report, const std::string& attribute);

// What people's labels say of an attribute in an audit's report; null where there is nothing.
const nlohmann::ordered_json* human_check_of(const nlohmann::ordered_json& report,
                                             const std::string& attribute);

// The group's row of shares corrected by human labels; null where there is none.
const nlohmann::ordered_json* corrected_row(const nlohmann::ordered_json& report,
                                            const nlohmann::ordered_json& group);

// Arms and attributes in the order of the summary.
std::vector<std::pair<std::string, std::string>> families_of(const nlohmann::ordered_json& report);

}  // namespace evenlight::audit
