#include "engine/pipeline/unet_slots.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace evenlight {
namespace {

// Groups of one kind differ in their conditions alone, which are inputs.
std::string kind_of(const Group& group, std::span<const ConditionUse> uses) {
  return fmt::format("unet of network {} for {} conditions, perturbed {}, controls {}, pictures {}",
                     uses[group[0]].network, group.size(), int(group.perturbation),
                     fmt::join(group.controls, ", "), fmt::join(group.ip_adapters, ", "));
}

struct Lifetime {
  size_t first = 0, last = 0;  // places in the order
};

// The slots of one kind: when each is free.
class Slots {
 public:
  int take(const Lifetime& life) {
    const auto free =
        std::ranges::find_if(last_use_, [&](size_t last) { return last < life.first; });
    if (free != last_use_.end()) {
      *free = life.last;
      return int(free - last_use_.begin());
    }
    if (int(last_use_.size()) < max_unet_slots) {
      last_use_.push_back(life.last);
      return int(last_use_.size()) - 1;
    }
    const int shared = next_shared_++ % max_unet_slots;
    last_use_[size_t(shared)] = std::max(last_use_[size_t(shared)], life.last);
    return shared;
  }

 private:
  std::vector<size_t> last_use_;
  int next_shared_ = 0;
};

}  // namespace

std::map<Group, std::string> unet_slots(std::span<const Group> order,
                                        std::span<const ConditionUse> uses) {
  std::map<Group, Lifetime> lives;
  for (size_t i = 0; i < order.size(); ++i) {
    lives.try_emplace(order[i], Lifetime{i, i}).first->second.last = i;
  }
  std::map<std::string, Slots> kinds;
  std::map<Group, std::string> slots;
  for (size_t i = 0; i < order.size(); ++i) {
    const Lifetime& life = lives.at(order[i]);
    if (life.first != i) continue;
    const std::string kind = kind_of(order[i], uses);
    slots[order[i]] = fmt::format("{}, slot {}", kind, kinds[kind].take(life));
  }
  return slots;
}

}  // namespace evenlight
