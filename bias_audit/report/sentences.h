#pragma once

#include <string>
#include <utility>
#include <vector>

#include "bias_audit/data/words.h"
#include "bias_audit/report/lookup.h"
#include "bias_audit/report/numbers.h"
#include "engine/base/message.h"

// What a report says in words, shared by HTML and PDF, which print the English, and by the studio,
// which says the messages in its language.
namespace evenlight::audit {

std::string report_title(const Report& report);
std::string report_subtitle(const Report& report);

// For a reader who will read nothing else.
// Whether an attribute is told and not judged, and then its shares over all prompts together.
bool is_described(const Report& report, const FamilySummary& row);
Message described_sentence(const Report& report, const FamilySummary& row);

std::vector<Message> headline_sentences(const Report& report);
std::vector<Message> coverage_sentences(const Report& report);

// One an arm and kind of reference but parity: all prompts together beside it.
std::vector<std::string> gap_sentences(const Report& report);
std::vector<std::string> asked_sentences(const Report& report);

// Of human labels: what is corrected by them, and what they say of the instrument.
std::vector<Message> correction_sentences(const Report& report);
std::vector<Message> human_sentences(const Report& report);

// The same of one attribute alone.
std::vector<Message> check_sentences(const HumanCheck& check);

Message prompts_words(int64_t number);  // "1 prompt", "12 prompts"
// One after the other, in one paragraph.
Message joined(const Message& first, const Message& next);

std::string prompt_sentence(const Report& report, const GroupResult& group);

std::vector<std::pair<std::string, std::string>> settings_rows(const Report& report);

}  // namespace evenlight::audit
