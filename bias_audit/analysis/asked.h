#pragma once

#include "bias_audit/analysis/counted_share.h"
#include "bias_audit/data/database.h"

// Whether pictures show the occupation that was asked for, by an instrument that reads occupations.
namespace evenlight::audit {

// Nothing if no instrument knows the occupation that the subject names.
std::optional<bool> shows_what_was_asked(const AuditSettings& audit, const PromptSubject& subject,
                                         const Measurement& measurement);

struct AskedShare {
  std::string prompt;
  std::string asked;  // the occupation, as the instrument calls it
  CountedShare as_asked;
  int64_t unclear = 0;
  std::string next;  // the occupation seen most often else; empty: none
  int64_t next_count = 0;
};
// Of the prompts that the instrument knows.
std::vector<AskedShare> asked_shares(const AuditSettings& audit,
                                     const std::vector<ImageRow>& images, double alpha);

}  // namespace evenlight::audit
