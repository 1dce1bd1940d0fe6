#include "engine/weights/weight_index.h"

#include "engine/base/error.h"
#include "engine/base/quoted.h"

namespace evenlight {
namespace {

// The shape of the canonical weight; a rank-0 shape if the stored one does not allow the fix-up.
Shape fixed_shape(const Shape& stored, Fixup fixup) {
  if (fixup == Fixup::none) return stored;
  if (fixup == Fixup::transpose) {
    return stored.rank() == 2 ? Shape{stored[1], stored[0]} : Shape{};
  }
  if (stored.rank() == 0 || stored.rank() > 2 || stored[0] % 3 != 0) return Shape{};
  Shape third = stored;
  third[0] /= 3;
  return third;
}

}  // namespace

void add_to_index(WeightIndex& index, const TensorFile& file, const NameMap& names) {
  for (const MappedName& mapped : names.weights) {
    const TensorEntry* entry = file.find(mapped.source);
    StoredWeight weight{&file, entry, mapped.fixup, fixed_shape(entry->shape, mapped.fixup)};
    if (mapped.fixup != Fixup::none && weight.shape.rank() == 0) {
      throw Error(ErrorKind::input,
                  say<"{0}: tensor {1} has the shape {2}, which cannot be split or transposed into "
                      "the weight {3}; the file is damaged or of another architecture">(
                      file.path().string(), in_quotes(mapped.source), to_string(entry->shape),
                      in_quotes(mapped.name)));
    }
    const auto [at, is_new] = index.emplace(mapped.name, std::move(weight));
    if (!is_new) {
      throw Error(ErrorKind::input,
                  say<"{0}: the tensors {1} and {2} are both the weight {3}; keep one of them">(
                      file.path().string(), in_quotes(at->second.entry->name),
                      in_quotes(mapped.source), in_quotes(mapped.name)));
    }
  }
}

}  // namespace evenlight
