#pragma once

#include <string>
#include <vector>

#include "bias_audit/analysis/counted_share.h"
#include "bias_audit/data/database.h"

// What an audit of photographs says of skin colour: described, all prompts together, the baseline
// left out.
namespace evenlight::audit {

struct SkinShare {
  std::string name;
  int64_t count = 0;
  double share = 0;   // of the images that have a class on this scale
  Interval interval;  // Goodman's, for all classes at once
};

// One scale: ITA's six classes, lightness and hue, the Monk scale.
struct SkinScale {
  std::string name;            // "ita", "lightness_and_hue", "monk"
  int64_t n = 0, unclear = 0;  // unclear on this scale, of those with a reading
  std::vector<SkinShare> classes;
};

// Of pictures of people who look so: faces not found, and presentation read otherwise than people
// read it. By what people answered about skin tone; presentation without such answers by what was
// measured.
struct ToneErrors {
  std::string tone;
  CountedShare no_face;  // of pictures with a person, by people's answers on tone
  CountedShare misread;  // of pictures that people read as a class and the instrument too
};

struct SkinTables {
  int64_t people = 0;                                    // images with one person
  int64_t read = 0;                                      // with a reading of skin
  std::vector<std::pair<std::string, int64_t>> unclear;  // why not, the most frequent first
  std::vector<SkinScale> scales;
  int64_t same_within_one_stop = 0;  // readings whose ITA class is the same at ± one stop
  std::vector<ToneErrors> errors;
};

// Nothing where no photograph's skin was read in its light.
std::optional<SkinTables> skin_tables(const AuditDatabase& database,
                                      const std::vector<ImageRow>& images, double alpha);

}  // namespace evenlight::audit
