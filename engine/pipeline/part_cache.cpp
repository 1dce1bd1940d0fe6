#include "engine/pipeline/part_cache.h"

#include <algorithm>
#include <set>
#include <utility>

#include "engine/base/check.h"
#include "engine/base/error.h"
#include "engine/graph/weight_cache.h"
#include "engine/pipeline/counted_weights.h"

namespace evenlight {

// Nothing if this graph was never compiled.
std::optional<PartCache::Key> PartCache::known_key(const WantedPart& part,
                                                   const WeightSource& weights) const {
  const auto same = parts_.lower_bound({part.name, part.key, ""});
  if (same == parts_.end()) return std::nullopt;
  const auto& [name, key, content] = same->first;
  if (name != part.name || key != part.key) return std::nullopt;
  return Key(part.name, part.key, content_key(same->second.graph, weights));
}

// What has to be compiled; `keys` tells of all that is wanted where it will be then.
PartCache::Missing PartCache::find(const std::vector<WantedPart>& wanted,
                                   const WeightSource& weights,
                                   std::map<std::string, Key>& keys) const {
  Missing missing;
  for (const WantedPart& part : wanted) {
    const WeightSource& own = part.weights ? *part.weights : weights;
    auto key = known_key(part, own);
    if (!key || !parts_.contains(*key)) {
      Plan plan = part.plan();
      key = Key(part.name, part.key, content_key(plan.graph, own));
      missing.push_back({*key, std::move(plan), &own});
    }
    keys[part.name] = *key;
  }
  return missing;
}

// Of all weights of what is missing, each taken once however many parts use it.
double PartCache::elements_of(const Missing& missing) {
  std::map<std::pair<const WeightSource*, std::string>, int64_t> weights;
  for (const MissingPart& part : missing) {
    for (const ValueInfo& value : part.plan.graph.values()) {
      for (const WeightPart& each : value.parts) {
        weights[{part.weights, each.name}] = each.shape.count();
      }
    }
  }
  double elements = 1;
  for (const auto& [name, count] : weights) elements += double(count);
  return elements;
}

void PartCache::compile(Missing missing) {
  // The largest arena first: the others share it.
  std::ranges::stable_sort(missing, std::greater(),
                           [](const MissingPart& part) { return part.plan.arena_bytes; });
  const double elements = elements_of(missing);
  double seen = 0;
  for (auto& [key, plan, weights] : missing) {
    if (parts_.contains(key)) continue;
    auto executable = backend_.compile(plan, CountedWeights(*weights, elements, seen, report_));
    parts_[key] = {std::move(plan.graph), std::move(executable)};
  }
}

void PartCache::provide(const std::vector<WantedPart>& wanted, const WeightSource& weights,
                        Room room) {
  std::map<std::string, Key> keys;
  const auto drop_unwanted = [&] {
    current_.clear();
    std::set<Key> kept;
    for (const auto& [name, key] : keys) kept.insert(key);
    return std::erase_if(parts_, [&](const auto& part) { return !kept.contains(part.first); });
  };
  Missing missing = find(wanted, weights, keys);
  if (room == Room::first) drop_unwanted();
  try {
    compile(std::move(missing));
  } catch (const Error& error) {
    // No memory for the old and the new at once: the old ones make room.
    if (error.kind() != ErrorKind::device || drop_unwanted() == 0) throw;
    compile(find(wanted, weights, keys));
  }
  drop_unwanted();
  for (const auto& [name, key] : keys) current_[name] = parts_.at(key).executable.get();
}

Executable& PartCache::at(const std::string& name) const {
  const auto part = current_.find(name);
  EVENLIGHT_CHECK(part != current_.end(), "a part was provided before it is used");
  return *part->second;
}

}  // namespace evenlight
