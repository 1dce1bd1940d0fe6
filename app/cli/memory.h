#pragma once

#include <cstdint>
#include <string>

#include "engine/graph/backend.h"
#include "engine/pipeline/pipeline.h"

namespace evenlight::cli {

// Throws Error(device) if the memory that is free now would not do. `what` begins the sentence
// ("512x512 in batches of 4"), `remedy` ends it.
void require_memory(const Estimate& needs, const DeviceInfo& device, const std::string& what,
                    const std::string& remedy);

// The program's peak resident memory so far, in bytes.
uint64_t peak_memory();

}  // namespace evenlight::cli
