// `render` of a recipe with requirements: seeds are drawn until enough pictures meet them.
#pragma once

#include <functional>
#include <optional>

#include "app/cli/progress.h"
#include "app/cli/renderer.h"
#include "app/common/requirements/picture_search.h"

namespace evenlight::cli {

// Where the picture of a seed goes, when so many were accepted before it.
using PathOfSeed = std::function<std::filesystem::path(uint64_t seed, size_t accepted)>;

struct RequiredTask {
  RecipeDocument document;  // prepared
  SearchPlan plan;
  PathOfSeed path;
  Overwrite overwrite = Overwrite::refuse;
  size_t batch = 1;
};

struct RequiredResult {
  nlohmann::ordered_json summary;  // {"wanted", "drawn", "held", "interval", "met", "refused"}
  std::optional<Error> shortfall;  // where they were not met
};

// Opens what measures them and checks that it can. Throws usage and input errors.
class RequirementsOf {
 public:
  RequirementsOf(const RecipeDocument& document, const KnownModel& model)
      : tools_(model, {"auto"}, document.folder), requirements_(document.requirements, tools_) {}
  RequirementsOf(const RequirementsOf&) = delete;
  RequirementsOf& operator=(const RequirementsOf&) = delete;
  const Requirements& get() const { return requirements_; }

 private:
  RequirementTools tools_;
  Requirements requirements_;
};

// Accepted pictures are in `result` as they are saved. If none is accepted, the best refused one is
// kept as NAME.not-met.png. Says what was refused and why, and the rate. Throws as rendering does.
RequiredResult render_required(const RequiredTask& task, const Requirements& requirements,
                               Renderer& renderer, Progress& progress, const Poll& poll,
                               RenderResult& result);

// Throws Error(usage) for tries and a guarantee of nothing. A recipe's record is of the pictures
// that it made, not of those that it will make: it is taken away.
void begin_required(RecipeDocument& document, bool requirements_taken_away);

}  // namespace evenlight::cli
