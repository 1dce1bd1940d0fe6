#include "engine/vulkan/weight_memory.h"

#include "engine/vulkan/staging.h"

namespace evenlight::vulkan {

namespace {

class Chunk : public gpu::WeightChunk {
 public:
  Chunk(const Device& device, uint64_t bytes)
      : buffer_(device, bytes, MemoryKind::device, "weights") {}
  uint64_t address() const override { return buffer_.address(); }
  uint64_t bytes() const override { return buffer_.bytes(); }
  const Buffer& buffer() const { return buffer_; }

 private:
  Buffer buffer_;
};

class Upload : public gpu::WeightUpload {
 public:
  Upload(const Device& device, Queue& queue, uint64_t piece_bytes)
      : staging_(device, queue, piece_bytes) {}
  std::span<std::byte> room(const gpu::WeightChunk& target, uint64_t offset,
                            uint64_t bytes) override {
    return staging_.room(static_cast<const Chunk&>(target).buffer(), offset, bytes);
  }
  void finish() override { staging_.finish(); }

 private:
  Staging staging_;
};

}  // namespace

std::shared_ptr<const gpu::WeightChunk> BufferWeights::allocate(uint64_t bytes) {
  return std::make_shared<Chunk>(device_, bytes);
}

std::unique_ptr<gpu::WeightUpload> BufferWeights::upload(uint64_t piece_bytes) {
  return std::make_unique<Upload>(device_, queue_, piece_bytes);
}

}  // namespace evenlight::vulkan
