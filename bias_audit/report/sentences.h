#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <utility>
#include <vector>

#include "bias_audit/data/words.h"
#include "bias_audit/report/lookup.h"

// What a report says in words, shared by HTML and PDF.
namespace evenlight::audit {

std::string report_title(const nlohmann::ordered_json& report);
std::string report_subtitle(const nlohmann::ordered_json& report);

// For a reader who will read nothing else.
std::vector<std::string> headline_sentences(const nlohmann::ordered_json& report);
std::vector<std::string> coverage_sentences(const nlohmann::ordered_json& report);

// One an arm and kind of reference but parity: all prompts together beside it.
std::vector<std::string> gap_sentences(const nlohmann::ordered_json& report);
std::vector<std::string> asked_sentences(const nlohmann::ordered_json& report);

// Of human labels: what is corrected by them, and what they say of the instrument.
std::vector<std::string> correction_sentences(const nlohmann::ordered_json& report);
std::vector<std::string> human_sentences(const nlohmann::ordered_json& report);

std::string prompt_sentence(const nlohmann::ordered_json& report,
                            const nlohmann::ordered_json& group);

std::vector<std::pair<std::string, std::string>> settings_rows(
    const nlohmann::ordered_json& report);

}  // namespace evenlight::audit
