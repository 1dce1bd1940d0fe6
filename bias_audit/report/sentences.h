#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <utility>
#include <vector>

#include "bias_audit/words.h"

// What a report says in words, shared by HTML and PDF.
namespace evenlight::audit {

std::string report_title(const nlohmann::ordered_json& report);
std::string report_subtitle(const nlohmann::ordered_json& report);

// "95 %", as the audit's intervals have it.
std::string confidence_name(const nlohmann::ordered_json& report);

// For a reader who will read nothing else.
std::vector<std::string> headline_sentences(const nlohmann::ordered_json& report);
std::vector<std::string> coverage_sentences(const nlohmann::ordered_json& report);
std::vector<std::string> asked_sentences(const nlohmann::ordered_json& report);
std::vector<std::string> human_sentences(const nlohmann::ordered_json& report);
std::string prompt_sentence(const nlohmann::ordered_json& report,
                            const nlohmann::ordered_json& group);

// The class that charts and sentences lead with: "woman", else the first.
std::size_t leading_class(const nlohmann::ordered_json& group);
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

std::vector<std::pair<std::string, std::string>> settings_rows(
    const nlohmann::ordered_json& report);

}  // namespace evenlight::audit
