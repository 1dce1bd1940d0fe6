// A concept edit that brings the shares of an audit's prompts to a target: how strongly each prompt
// is edited is found by rendering and measuring (UCE's debiasing, arXiv 2308.14761, section 4.3).
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "app/common/session/picture_session.h"
#include "bias_audit/data/audit_settings.h"
#include "bias_audit/measure/instruments.h"
#include "engine/edit/concept_edit.h"

namespace evenlight {

struct ConceptFitOptions {
  int rounds = 4;       // of rendering, measuring and solving again
  int64_t images = 16;  // of each prompt in a round
  size_t rank = 32;     // of the patch
};

// What a round came to, for progress.
struct FitRound {
  int round = 0, rounds = 0;
  double mean_distance = 0;  // from the target, of the pictures of this round
  double solve_seconds = 0;  // of the closed form and the file
};

// Of a mitigation with two classes. `shares_before` are those that the audit measured, of the first
// class, by subject. Writes the patch to `file`. The session must have the model open; it has the
// patch among its files afterwards. Throws Error(usage) for more than two classes, and what
// rendering and writing throw.
void fit_concepts(PictureSession& session, const RecipeDocument& document,
                  const audit::AuditSettings& settings, const std::vector<double>& shares_before,
                  const audit::Instruments& instruments, const ConceptFitOptions& options,
                  const std::filesystem::path& file, const Poll& poll,
                  const std::function<void(const FitRound&)>& told);

}  // namespace evenlight
