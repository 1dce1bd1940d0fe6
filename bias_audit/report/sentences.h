#pragma once

#include <string>
#include <utility>
#include <vector>

#include "bias_audit/data/words.h"
#include "bias_audit/report/lookup.h"
#include "bias_audit/report/numbers.h"

// What a report says in words, shared by HTML and PDF.
namespace evenlight::audit {

std::string report_title(const Report& report);
std::string report_subtitle(const Report& report);

// For a reader who will read nothing else.
std::vector<std::string> headline_sentences(const Report& report);
std::vector<std::string> coverage_sentences(const Report& report);

// One an arm and kind of reference but parity: all prompts together beside it.
std::vector<std::string> gap_sentences(const Report& report);
std::vector<std::string> asked_sentences(const Report& report);

// Of human labels: what is corrected by them, and what they say of the instrument.
std::vector<std::string> correction_sentences(const Report& report);
std::vector<std::string> human_sentences(const Report& report);

// The same of one attribute alone.
std::vector<std::string> check_sentences(const HumanCheck& check);

std::string prompt_sentence(const Report& report, const GroupResult& group);

std::vector<std::pair<std::string, std::string>> settings_rows(const Report& report);

}  // namespace evenlight::audit
