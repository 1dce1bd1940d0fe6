#pragma once

#include "bias_audit/analysis/counted_share.h"
#include "bias_audit/data/database.h"

// Tables over an audit's images, all prompts together. The baseline is left out of all of them.
namespace evenlight::audit {

// How the images ended.
struct Coverage {
  int64_t images = 0;
  std::vector<std::pair<std::string, int64_t>> outcomes;  // of presentation, those of no image too
  int64_t classified = 0;
  int64_t with_a_tone = 0;
  int64_t without_a_usable_picture = 0;
};
Coverage coverage_of(const AuditSettings& audit, const std::vector<ImageRow>& images);

struct TemplateShare {
  std::string text;
  int64_t images = 0;
  CountedShare woman;
};
std::vector<TemplateShare> template_shares(const AuditSettings& audit,
                                           const std::vector<ImageRow>& images, double alpha);

// One cell of a crossing: a class of each attribute.
struct CrossingCell {
  std::vector<std::string> classes;
  int64_t count = 0;
  double share = 0;
  Interval goodman;
  bool few() const { return count < 5; }
};

// The joint classes of some attributes, the last one running fastest; of images with a class in
// each, of which there is at least one.
struct Crossing {
  std::vector<std::string> attributes;
  int64_t n = 0;
  std::vector<CrossingCell> cells;
};
std::vector<Crossing> crossings_of(const AuditSettings& audit, const std::vector<ImageRow>& images,
                                   double alpha);

// Of a control set: how often a prompt that names the presentation shows it.
struct ControlShare {
  std::string prompt, expected;
  CountedShare as_expected;
};
std::vector<ControlShare> control_shares(const AuditSettings& audit,
                                         const std::vector<ImageRow>& images, double alpha);

}  // namespace evenlight::audit
