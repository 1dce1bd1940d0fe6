// What one layer of a LoRA file does to a weight. Formulas: lyco (KohakuBlueleaf/LyCORIS:
// lycoris/modules), peft (huggingface/peft:src/peft/tuners/lora), DoRA (arXiv 2402.09353, eq. 5).
#pragma once

#include <span>

#include "engine/lora/lora_file.h"
#include "engine/tensor/shape.h"

namespace evenlight {

enum class LayerPart { weight, bias };

// Whether the layer changes that part of its weights.
bool changes(const LoraLayer& layer, LayerPart part);

// Throws Error(input) that names the file, the layer and both shapes, unless the layer fits a
// weight of `shape` ([O,I], [O,I,kh,kw]; a bias [O]) by the shapes of its tensors alone.
void require_fit(const LoraFile& file, const LoraLayer& layer, LayerPart part, const Shape& shape);

// weight += strength · change; for DoRA and (IA)³ the change depends on the weight as it is.
// `weight` is row-major. Throws as require_fit and LoraFile::values.
void apply_layer(const LoraFile& file, const LoraLayer& layer, LayerPart part, const Shape& shape,
                 float strength, std::span<float> weight);

}  // namespace evenlight
