#include <cstddef>
#include <cstdint>
#include <span>

#include "engine/base/error.h"
#include "engine/weights/pickle_reader.h"
#include "tests/fuzz/memory_file.h"
#include "tests/fuzz/read_tensors.h"

// Any bytes as PyTorch's file, and as a pickle alone.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  static evenlight::test::MemoryFile file;
  file.fill(data, size);
  try {
    evenlight::test::read_tensors(evenlight::TensorFile(file.path()));
  } catch (const evenlight::Error&) {
    // Refusing is an answer; it may be a pickle all the same.
  }
  try {
    evenlight::read_pickle(std::as_bytes(std::span(data, size)), "fuzz");
  } catch (const evenlight::Error&) {
    return 0;
  }
  return 0;
}
