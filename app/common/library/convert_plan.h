// Which tensors a converted model has. For convert_model alone.
#pragma once

#include <string>
#include <vector>

#include "app/common/library/convert_model.h"
#include "engine/weights/tensor_writer.h"

namespace evenlight {

struct ConversionPlan {
  std::vector<TensorToStore> tensors;
  std::vector<std::string> left_out;  // names in the source
};

// The encoding that a weight gets. `canonical`: its name; `stored`: its encoding in the source.
const Encoding& converted_encoding(const std::string& type, ModelForm form,
                                   const std::string& canonical, const Shape& shape,
                                   const Encoding& stored);

// A single file of the names that such files have; those of the source if that is one.
ConversionPlan plan_single_file(const ModelWeights& model, const Conversion& conversion);

// The weights of a part ("unet") of a folder.
ConversionPlan plan_folder_part(const ModelWeights& model, const std::string& part,
                                const Conversion& conversion);

}  // namespace evenlight
