#pragma once

#include <filesystem>
#include <memory>
#include <vector>

#include "bias_audit/data/measurement.h"
#include "bias_audit/measure/manifest.h"
#include "bias_audit/measure/picture.h"

namespace evenlight::audit {

// What measures the pictures of one audit: a whole-image classifier, or a face detector with what
// reads a face. Only of classifiers there may be several: the first that reads an attribute counts,
// and what another says of it is a second opinion (Measurement::second). A picture without an
// instrument for an attribute is "unclear" there, which leaves it to human labels.
class Instruments {
 public:
  explicit Instruments(const std::vector<std::filesystem::path>& manifests);
  ~Instruments();
  Instruments(Instruments&&) noexcept;

  // The largest face decides; a second one of at least a quarter of its area makes the picture
  // "several_people".
  Measurement measure(const Photo& photo) const;

  nlohmann::ordered_json describe() const;  // for the report, in the order given
  // The classes that an attribute can have, in the order the instruments name them.
  std::vector<std::string> classes_of(const std::string& attribute) const;

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace evenlight::audit
