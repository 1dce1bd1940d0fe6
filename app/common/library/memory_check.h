#pragma once

#include <cstdint>

#include "engine/base/message.h"
#include "engine/graph/backend.h"
#include "engine/pipeline/residency.h"

namespace evenlight {

// What the device has: its own memory, or `free_bytes` of the machine's where it has none; 0:
// nobody knows.
uint64_t memory_there(const DeviceInfo& device, uint64_t free_bytes);

// Whether parts that take `together` bytes should stay in memory. On a processor, which shares its
// memory with everything else, only where that leaves the most of it free: loading them again takes
// seconds, where a picture of a model so large takes minutes.
Residency residency_for(uint64_t together, const DeviceInfo& device, uint64_t free_bytes);

// Throws Error(device) if the device's own memory, or `free_bytes` of the machine's where it has
// none, would not do; 0 bytes mean that nobody knows. `what` begins the sentence ("512x512 in
// batches of 4").
void require_memory(uint64_t wanted, const DeviceInfo& device, uint64_t free_bytes,
                    const Message& what);

}  // namespace evenlight
