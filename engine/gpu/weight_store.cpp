#include "engine/gpu/weight_store.h"

#include <fmt/format.h>

#include <algorithm>

#include "engine/base/check.h"
#include "engine/base/error.h"
#include "engine/gpu/host_values.h"

namespace evenlight::gpu {

namespace {

constexpr uint64_t max_chunk = uint64_t(1) << 30;

std::vector<HostWeight> fetch(const ValueInfo& info, const WeightSource& source) {
  std::vector<HostWeight> parts;
  for (const WeightPart& part : info.parts) {
    parts.push_back(source.get(part.name, part.shape));
    EVENLIGHT_CHECK(
        parts.back().bytes.size() == size_t(part.shape.count()) * size_of(parts.back().dtype),
        "a weight has as many bytes as its shape says");
  }
  return parts;
}

void pack(const Packing& packing, const ValueInfo& info, const std::vector<HostWeight>& parts,
          WeightUpload& upload, const WeightChunk& chunk, uint64_t offset) {
  for (int64_t row = 0; row < packing.rows(); ++row) {
    int64_t from = packing.source_row(row);
    size_t part = 0;
    while (from >= info.parts[part].shape[0]) from -= info.parts[part++].shape[0];
    const size_t bytes = size_t(packing.source_count()) * size_of(parts[part].dtype);
    const bool fits = packing.pack_row(
        parts[part].dtype, parts[part].bytes.subspan(size_t(from) * bytes, bytes),
        upload.room(chunk, offset + uint64_t(row) * packing.row_bytes(), packing.row_bytes()));
    if (!fits) {
      throw Error(ErrorKind::device,
                  say<"The tensor {0} holds numbers past 65504, the largest that f16 can store; "
                      "use the precision f32.">(info.parts[part].name));
    }
  }
}

}  // namespace

struct WeightStore::Job {
  WeightKey key;
  const ValueInfo* info;
  Packing packing;
  std::string name = {};  // in known_
};

ResidentWeights WeightStore::load(const Plan& plan, const std::vector<WeightKey>& wanted,
                                  const WeightSource& source) {
  known_.drop_unused();
  ResidentWeights weights;
  std::vector<Job> missing;
  for (const WeightKey& key : wanted) {
    if (weights.contains(key)) continue;
    const ValueInfo& info = plan.graph.info(key.first);
    Job job{key, &info, Packing(info.shape, key.second, plan.storage)};
    // Numbers that are stored in f32 anyway are shared by plans of any precision.
    job.name = fmt::format("{}{} {}", content_key(info, source), int(key.second),
                           name_of(job.packing.stored()));
    auto& weight = weights[key];
    weight = known_.find<ResidentWeight>(job.name);
    if (!weight) missing.push_back(std::move(job));
  }
  upload(missing, source, weights);
  return weights;
}

void WeightStore::upload(const std::vector<Job>& jobs, const WeightSource& source,
                         ResidentWeights& weights) {
  if (jobs.empty()) return;
  uint64_t left = 0, max_row = 0;
  for (const Job& job : jobs) {
    left += aligned(job.packing.bytes());
    max_row = std::max(max_row, job.packing.row_bytes());
  }
  std::shared_ptr<const WeightChunk> chunk;
  const auto upload = memory_.upload(max_row);  // goes first, and waits for its copies then
  uint64_t offset = 0;
  for (const Job& job : jobs) {
    const uint64_t bytes = aligned(job.packing.bytes());
    if (!chunk || offset + bytes > chunk->bytes()) {
      const uint64_t room = std::min({left, max_chunk, memory_.max_chunk()});
      chunk = memory_.allocate(std::max(bytes, room));
      offset = 0;
    }
    const auto parts = fetch(*job.info, source);
    pack(job.packing, *job.info, parts, *upload, *chunk, offset);
    const auto weight =
        std::make_shared<const ResidentWeight>(ResidentWeight{chunk, chunk->address() + offset});
    for (const HostWeight& part : parts) source.release(part);
    weights[job.key] = weight;
    known_.keep(job.name, weight);
    offset += bytes;
    left -= bytes;
  }
  upload->finish();
}

}  // namespace evenlight::gpu
