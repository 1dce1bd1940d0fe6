#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <string>

#include "engine/tensor/dtype.h"
#include "engine/tensor/shape.h"

namespace evenlight {

// One weight as it lies in host memory: row-major, dtype f32, f16 or bf16. `bytes` points into
// a mapped file or into `owner`; it stays valid while `owner` (or the source, if null) lives.
struct HostWeight {
  DType dtype = DType::f32;
  Shape shape;
  std::span<const std::byte> bytes;
  std::shared_ptr<const void> owner;
};

// Where a backend gets weights from, by canonical (diffusers/transformers) name and the shape
// that the graph expects. Throws Error(input) that names file, tensor, expected and found shape.
class WeightSource {
 public:
  virtual ~WeightSource() = default;
  virtual HostWeight get(const std::string& name, const Shape& expected) const = 0;
  // Tells that the bytes of this weight were copied and its pages may leave memory.
  virtual void release(const HostWeight&) const {}
  // Where the weights come from in the end: sources with the same identity give the same weights.
  virtual const void* identity() const { return this; }
};

}  // namespace evenlight
