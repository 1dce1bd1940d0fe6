#pragma once

#include <string>
#include <vector>

#include "app/cli/command.h"
#include "app/cli/progress.h"
#include "app/cli/recipe_flags.h"
#include "app/cli/renderer.h"

namespace evenlight::cli {

// What an interrupted render says.
inline constexpr const char* kept_pictures =
    "Interrupted; the pictures that were finished are kept.";

struct JobsRequest {
  std::string file;
  std::string model;  // of --model, wins over the jobs'; may be empty
  GivenFiles files;
  const DeviceFlags& device;  // both win over every job's recipe
  const RecipeFlags& flags;
  Overwrite overwrite = Overwrite::refuse;
  ProgressStyle style = ProgressStyle::none;
  bool json = false;
  bool dry_run = false;
};

// Renders the recipes of a jobs file one by one. A job whose output exists with the same recipe is
// skipped; with another recipe it fails (unless overwriting is allowed), and the others go on.
// Every line is checked before anything is rendered. Returns the exit code.
int render_jobs(Console& console, const JobsRequest& request);

// The end of every render: paths or the JSON object of the contract; `more` adds keys to it.
void print_results(Console& console, bool json, const nlohmann::ordered_json& images,
                   double seconds, const Progress& progress, const Renderer& renderer,
                   const nlohmann::ordered_json& more = nlohmann::ordered_json::object());

}  // namespace evenlight::cli
