#pragma once

#include <optional>
#include <string>
#include <vector>

#include "bias_audit/data/database.h"
#include "bias_audit/stats/pairwise.h"

// How alike the pictures of a prompt are, whoever they show.
namespace evenlight::audit {

struct PromptDiversity {
  std::string prompt;         // subject id
  MeanSimilarity similarity;  // of at least two pictures
};

// By one description of the pictures.
struct Diversity {
  std::string
      by;  // "picture" (colours and edges), "embedding", "face": what a network makes of them
  std::vector<PromptDiversity> prompts;  // the baseline among them
  double mean = 0;                       // over these prompts
  std::optional<double> between;         // pictures of different prompts
  int64_t without = 0;                   // pictures that have no such description
};

// Empty for audits from before pictures were described.
std::vector<Diversity> diversity_of(const AuditSettings& audit, const std::vector<ImageRow>& images,
                                    double alpha);

}  // namespace evenlight::audit
