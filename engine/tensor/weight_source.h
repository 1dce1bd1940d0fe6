#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
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
//
// Backends keep what they made of a weight, and know it again by its content key: a source that
// changes a weight (a patch of some strength) must change its key, and leave the keys of the others
// alone, so that these stay shared.
class WeightSource {
 public:
  WeightSource() : id_(next_id()) {}
  // A copy may change on its own: it counts as another source.
  WeightSource(const WeightSource&) : id_(next_id()) {}
  WeightSource& operator=(const WeightSource&) {
    id_ = next_id();
    return *this;
  }
  virtual ~WeightSource() = default;
  virtual HostWeight get(const std::string& name, const Shape& expected) const = 0;
  // Tells that the bytes of this weight were copied and its pages may leave memory.
  virtual void release(const HostWeight&) const {}
  // What this weight is made of: its origin and every change on the way, each with its strength.
  // The same key means the same bytes, whoever gives them and whenever; asked for often, so it must
  // not read the weight. As it stands: this source's weight of that name.
  virtual std::string content_key(const std::string& name) const {
    return std::to_string(id_) + ":" + name;
  }

 protected:
  // For a source whose weights change: from now on the keys are new.
  void renew_keys() { id_ = next_id(); }

 private:
  static uint64_t next_id() {
    static std::atomic<uint64_t> last{0};
    return ++last;
  }
  uint64_t id_;  // no two sources of a program ever have the same
};

}  // namespace evenlight
