#include "tests/lora/lora_model.h"

#include <functional>

#include "engine/tensor/widen.h"
#include "tests/weights/ldm_model.h"

namespace evenlight::test {

std::vector<float> numbers(const std::string& name, size_t count) {
  std::vector<float> values(count);
  uint32_t state = 1;
  for (const char c : name) state = state * 31 + uint32_t(static_cast<unsigned char>(c));
  for (float& value : values) {
    state = state * 1664525u + 1013904223u;
    value = float(int32_t(state >> 16) - 32768) / 65536.0f;
  }
  return values;
}

TensorToWrite f32_tensor(const std::string& name, const std::vector<int64_t>& shape,
                         const std::vector<float>& values) {
  return {name, "F32", shape, f32_bytes(values)};
}

TensorToWrite f32_tensor(const std::string& name, const std::vector<int64_t>& shape) {
  return f32_tensor(name, shape, numbers(name, size_t(Shape(shape).count())));
}

LoraTest::LoraTest() {
  const auto path = folder() / "model.safetensors";
  write_file(path, safetensors_bytes(ldm_tensors(ldm_shapes(sd1_kind))));
  model_ = open_model(path);
}

std::filesystem::path LoraTest::write(const std::vector<TensorToWrite>& tensors,
                                      const std::string& name) {
  const auto path = folder() / name;
  write_file(path, safetensors_bytes(tensors));
  return path;
}

namespace {

std::vector<float> values_of(const WeightSource& source, const std::string& weight,
                             const Shape& shape) {
  const HostWeight found = source.get(weight, shape);
  std::vector<float> values(size_t(shape.count()));
  widen(found.dtype, found.bytes, values);
  return values;
}

}  // namespace

std::vector<float> LoraTest::plain(const std::string& weight) const {
  return values_of(*model_, weight, shape(weight));
}

std::vector<float> LoraTest::changed(const std::string& weight, const AppliedLoras& loras) const {
  return values_of(WeightsWithLoras(*model_, loras), weight, shape(weight));
}

}  // namespace evenlight::test
