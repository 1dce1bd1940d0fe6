// Canonical names → the names of original single files: ldm_names.h the other way round.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/config/model_config.h"

namespace evenlight {

// A tensor of an original single file, and the canonical weights that it is made of.
struct LdmTensor {
  std::string name;
  std::vector<std::string> parts;  // one after the other along the first axis
  bool transposed = false;         // stored [I,O]
  bool pointwise = false;          // stored [O,I,1,1], where the canonical one may be [O,I]
};

// The tensors that these canonical weights become, in the order of the weights. A weight that such
// files have no place for stands in `left_out`.
struct LdmTensors {
  std::vector<LdmTensor> tensors;
  std::vector<std::string> left_out;
};
LdmTensors to_ldm_tensors(const std::vector<std::string>& weights, const ModelConfigs& configs);

}  // namespace evenlight
