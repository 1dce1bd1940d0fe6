#pragma once

#include <cstdint>

namespace evenlight::cli {

// The program's peak resident memory so far, in bytes; 0 if the system does not say.
uint64_t peak_memory();

}  // namespace evenlight::cli
