#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <span>

#include "engine/base/error.h"
#include "engine/weights/model_files.h"
#include "engine/weights/summary.h"
#include "tests/fuzz/memory_file.h"

namespace {

// Every byte of a weight is read, so that a sanitizer sees one outside the file.
void use(const evenlight::ModelWeights& model, const std::string& name,
         const evenlight::StoredWeight& stored) {
  const evenlight::HostWeight weight = model.get(name, stored.shape);
  const auto size = static_cast<size_t>(weight.shape.count()) * evenlight::size_of(weight.dtype);
  if (weight.bytes.size() != size) std::abort();
  volatile unsigned sum = 0;
  for (const std::byte b : weight.bytes) sum = sum + std::to_integer<unsigned>(b);
  model.release(weight);
}

}  // namespace

// Any bytes as a model file: format, names, detection, and every weight that it has.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  static evenlight::test::MemoryFile file;
  file.fill(data, size);
  try {
    const auto model = evenlight::open_model(file.path(), evenlight::OpenFor::inspection);
    evenlight::summarize(*model);
    for (const auto& [name, stored] : model->index()) {
      try {
        use(*model, name, stored);
      } catch (const evenlight::Error&) {
        continue;  // of a type that is not used
      }
    }
  } catch (const evenlight::Error&) {
    return 0;  // refusing is an answer
  }
  return 0;
}
