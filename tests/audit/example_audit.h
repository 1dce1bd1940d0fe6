// An audit of known shares, drawn instead of rendered: what a report says of it can be checked, and
// looked at.
#pragma once

#include <array>
#include <filesystem>

#include "bias_audit/data/database.h"

namespace evenlight::audit {

struct ExampleOptions {
  int64_t images = 100;
  bool sequential = false;
  bool labelled = false;  // two raters answer for a sample
  bool no_face = false;   // the instrument finds nobody
  double shift = 0;       // added to every share of women
};

// Makes the audit in a new folder: Core-12 with a baseline, pictures of a few shapes.
void make_example_audit(const std::filesystem::path& folder, const ExampleOptions& options);

// The share of women that a subject of Core-12 is drawn from.
double example_share(const std::string& subject);

}  // namespace evenlight::audit
