#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>

namespace evenlight::gpu {

// A piece of a device's memory that weights lie in; freed with it.
class WeightChunk {
 public:
  virtual ~WeightChunk() = default;
  virtual uint64_t address() const = 0;
  virtual uint64_t bytes() const = 0;
};

// Bytes on their way to the device. What is not finished when it goes is waited for.
class WeightUpload {
 public:
  virtual ~WeightUpload() = default;
  // Room for the next bytes of `target`, to be filled before the next call.
  virtual std::span<std::byte> room(const WeightChunk& target, uint64_t offset, uint64_t bytes) = 0;
  // Returns when everything has arrived.
  virtual void finish() = 0;
};

// What a backend offers to bring weights to its device.
class WeightMemory {
 public:
  virtual ~WeightMemory() = default;
  // Throws Error(device) if memory does not suffice.
  virtual std::shared_ptr<const WeightChunk> allocate(uint64_t bytes) = 0;
  // `piece_bytes`: the largest that room() will be asked for.
  virtual std::unique_ptr<WeightUpload> upload(uint64_t piece_bytes) = 0;
  virtual uint64_t max_chunk() const = 0;
};

}  // namespace evenlight::gpu
