// Draws the pictures of a recipe with requirements through a session: the command, its jobs and the
// studio add only progress, files and display.
#pragma once

#include <functional>

#include "app/common/requirements/requirements.h"
#include "app/common/requirements/seed_search.h"
#include "app/common/session/picture_session.h"

namespace evenlight {

// All but `accepted` may be empty.
struct SearchHooks {
  Poll poll;                                         // throws to stop
  LoadReport loaded;                                 // while weights are
  std::function<void(size_t pictures)> batch_began;  // so many at once
  std::function<void(const StepReport&)> step;
  // A picture that meets them, and the document with its record.
  std::function<void(const Picture&, const RecipeDocument&)> accepted;
  // One that does not; `best`: the best of them so far.
  std::function<void(const Picture&, const RecipeDocument&, bool best)> refused;
  std::function<void(const SeedSearch&)> counted;  // after every picture
};

// The same pictures whatever the batch: seeds are judged in their order, and what a batch made
// beyond the last that was needed is dropped. A picture that fails its outcome check counts as
// drawn and refused. The document must be prepared. Throws what rendering and the hooks throw.
SeedSearch search_pictures(PictureSession& session, const RecipeDocument& document,
                           const Requirements& requirements, const SearchPlan& plan, size_t batch,
                           const SearchHooks& hooks);

}  // namespace evenlight
