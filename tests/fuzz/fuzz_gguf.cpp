#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>

#include "engine/base/error.h"
#include "tests/fuzz/memory_file.h"
#include "tests/fuzz/read_tensors.h"

// Any bytes as a GGUF file.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  static evenlight::test::MemoryFile file;
  std::string bytes(reinterpret_cast<const char*>(data), size);
  bytes.replace(0, std::min<size_t>(4, size),
                "GGUF");  // or most inputs would be of no format at all
  file.fill(reinterpret_cast<const uint8_t*>(bytes.data()), bytes.size());
  try {
    evenlight::test::read_tensors(evenlight::TensorFile(file.path()));
  } catch (const evenlight::Error&) {
    return 0;  // refusing is an answer
  }
  return 0;
}
