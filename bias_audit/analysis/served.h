#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "bias_audit/data/database.h"

// What a server that made an audit's pictures says of them. Lists are by count, the largest first.
namespace evenlight::audit {

struct ServedPictures {
  int64_t asked = 0;
  std::vector<std::pair<std::string, int64_t>> models;    // as it states them, "" where it does not
  std::vector<std::pair<std::string, int64_t>> refusals;  // by its code
  int64_t rewritten = 0;  // pictures whose prompt it says it changed

  int64_t refused() const;
};

// Nothing for an audit whose pictures no server made.
std::optional<ServedPictures> served_pictures(const AuditSettings& audit,
                                              const std::vector<ImageRow>& images);

}  // namespace evenlight::audit
