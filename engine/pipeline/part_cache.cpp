#include "engine/pipeline/part_cache.h"

#include <algorithm>
#include <set>
#include <utility>

#include "engine/base/check.h"
#include "engine/base/error.h"

namespace evenlight {

void PartCache::compile(std::vector<std::pair<Key, Plan>> missing, const WeightSource& weights) {
  // The largest arena first: the others share it.
  std::ranges::stable_sort(missing, std::greater(),
                           [](const auto& part) { return part.second.arena_bytes; });
  for (const auto& [key, plan] : missing) {
    if (!parts_.contains(key)) parts_[key] = backend_.compile(plan, weights);
  }
}

void PartCache::provide(const std::vector<WantedPart>& wanted, const WeightSource& weights) {
  std::set<Key> keys;
  for (const WantedPart& part : wanted) keys.emplace(part.name, part.key);
  const auto drop_unwanted = [&] {
    current_.clear();
    return std::erase_if(parts_, [&](const auto& part) { return !keys.contains(part.first); });
  };
  const auto missing = [&] {
    std::vector<std::pair<Key, Plan>> plans;
    for (const WantedPart& part : wanted) {
      const Key key(part.name, part.key);
      if (!parts_.contains(key)) plans.emplace_back(key, part.plan());
    }
    return plans;
  };
  try {
    compile(missing(), weights);
  } catch (const Error& error) {
    // No memory for the old and the new at once: the old ones make room.
    if (error.kind() != ErrorKind::device || drop_unwanted() == 0) throw;
    compile(missing(), weights);
  }
  drop_unwanted();
  for (const WantedPart& part : wanted) {
    current_[part.name] = parts_.at({part.name, part.key}).get();
  }
}

Executable& PartCache::at(const std::string& name) const {
  const auto part = current_.find(name);
  EVENLIGHT_CHECK(part != current_.end(), "a part was provided before it is used");
  return *part->second;
}

}  // namespace evenlight
