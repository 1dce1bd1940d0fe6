#pragma once

#include <cstdint>

#include "engine/base/message.h"
#include "engine/graph/backend.h"
#include "engine/pipeline/pipeline.h"

namespace evenlight {

// Throws Error(device) if the device's own memory, or `free_bytes` of the machine's where it has
// none, would not do; 0 bytes mean that nobody knows. `what` begins the sentence ("512x512 in
// batches of 4").
void require_memory(const Estimate& needs, const DeviceInfo& device, uint64_t free_bytes,
                    const Message& what);

}  // namespace evenlight
