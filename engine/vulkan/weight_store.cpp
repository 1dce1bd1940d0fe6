#include "engine/vulkan/weight_store.h"

#include <fmt/format.h>

#include <algorithm>

#include "engine/base/check.h"
#include "engine/base/error.h"
#include "engine/vulkan/hash.h"
#include "engine/vulkan/staging.h"

namespace evenlight::vulkan {

namespace {

constexpr uint64_t largest_chunk = uint64_t(1) << 30;

uint64_t aligned(uint64_t bytes) {
  return (bytes + plan_alignment - 1) / plan_alignment * plan_alignment;
}

// Of up to 512 evenly spaced stretches: enough to tell one model's tensor from another's that took
// its place in memory.
uint64_t fingerprint_of(std::span<const std::byte> bytes, uint64_t hash) {
  constexpr size_t stretch = 64, stretches = 512;
  if (bytes.size() <= stretch * stretches) return hash_bytes(bytes, hash);
  const size_t step = (bytes.size() - stretch) / (stretches - 1);
  for (size_t i = 0; i < stretches; ++i) hash = hash_bytes(bytes.subspan(i * step, stretch), hash);
  return hash;
}

std::vector<HostWeight> fetch(const ValueInfo& info, const WeightSource& source) {
  std::vector<HostWeight> parts;
  for (const WeightPart& part : info.parts) {
    parts.push_back(source.get(part.name, part.shape));
    EVENLIGHT_CHECK(
        parts.back().bytes.size() == size_t(part.shape.count()) * size_of(parts.back().dtype),
        "a part has as many bytes as elements");
  }
  return parts;
}

uint64_t fingerprint_of(const std::vector<HostWeight>& parts) {
  uint64_t hash = hash_start;
  for (const HostWeight& part : parts) hash = fingerprint_of(part.bytes, hash);
  return hash;
}

void pack(const Packing& packing, const ValueInfo& info, const std::vector<HostWeight>& parts,
          Staging& staging, const Buffer& chunk, uint64_t offset) {
  for (int64_t row = 0; row < packing.rows(); ++row) {
    int64_t from = packing.source_row(row);
    size_t part = 0;
    while (from >= info.parts[part].shape[0]) from -= info.parts[part++].shape[0];
    const size_t bytes = size_t(packing.source_count()) * size_of(parts[part].dtype);
    const bool fits = packing.pack_row(
        parts[part].dtype, parts[part].bytes.subspan(size_t(from) * bytes, bytes),
        staging.room(chunk, offset + uint64_t(row) * packing.row_bytes(), packing.row_bytes()));
    if (!fits) {
      throw Error(ErrorKind::device,
                  fmt::format("The tensor {} holds numbers past 65504, the largest that f16 can "
                              "store; use the precision f32.",
                              info.parts[part].name));
    }
  }
}

}  // namespace

struct WeightStore::Job {
  WeightKey key;
  const ValueInfo* info;
  Packing packing;
  std::string name;  // in known_
};

ResidentWeights WeightStore::load(const Plan& plan, const std::vector<WeightKey>& wanted,
                                  const WeightSource& source) {
  std::erase_if(known_, [](const auto& entry) { return entry.second.expired(); });
  ResidentWeights weights;
  std::vector<Job> missing;
  for (const WeightKey& key : wanted) {
    if (weights.contains(key)) continue;
    const ValueInfo& info = plan.graph.info(key.first);
    std::string name =
        fmt::format("{} {} {}", fmt::ptr(source.identity()), int(key.second), int(plan.storage));
    for (const WeightPart& part : info.parts) name += " " + part.name + to_string(part.shape);
    Job job{key, &info, Packing(info.shape, key.second, plan.storage), std::move(name)};
    auto& weight = weights[key];
    weight = find(job, source);
    if (!weight) missing.push_back(std::move(job));
  }
  upload(missing, source, weights);
  return weights;
}

std::shared_ptr<const ResidentWeight> WeightStore::find(const Job& job,
                                                        const WeightSource& source) const {
  const auto it = known_.find(job.name);
  const auto weight = it == known_.end() ? nullptr : it->second.lock();
  if (!weight) return nullptr;
  const auto parts = fetch(*job.info, source);
  const bool same = fingerprint_of(parts) == weight->fingerprint;
  for (const HostWeight& part : parts) source.release(part);
  return same ? weight : nullptr;
}

void WeightStore::upload(const std::vector<Job>& jobs, const WeightSource& source,
                         ResidentWeights& weights) {
  if (jobs.empty()) return;
  uint64_t left = 0, longest_row = 0;
  for (const Job& job : jobs) {
    left += aligned(job.packing.bytes());
    longest_row = std::max(longest_row, job.packing.row_bytes());
  }
  std::shared_ptr<const Buffer> chunk;
  Staging staging(device_, queue_, longest_row);  // goes first, and waits for its copies then
  uint64_t offset = 0;
  for (const Job& job : jobs) {
    const uint64_t bytes = aligned(job.packing.bytes());
    if (!chunk || offset + bytes > chunk->bytes()) {
      const uint64_t room = std::min({left, largest_chunk, device_.limits().buffer_bytes});
      chunk =
          std::make_shared<Buffer>(device_, std::max(bytes, room), MemoryKind::device, "weights");
      offset = 0;
    }
    const auto parts = fetch(*job.info, source);
    pack(job.packing, *job.info, parts, staging, *chunk, offset);
    const auto weight = std::make_shared<const ResidentWeight>(
        ResidentWeight{chunk, chunk->address() + offset, fingerprint_of(parts)});
    for (const HostWeight& part : parts) source.release(part);
    weights[job.key] = weight;
    known_[job.name] = weight;
    offset += bytes;
    left -= bytes;
  }
  staging.finish();
}

}  // namespace evenlight::vulkan
