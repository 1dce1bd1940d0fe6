#include "app/common/recipe/foreign/foreign_samplers.h"

#include <algorithm>

#include "samplers/names.h"

namespace evenlight {

void set_aliased_sampler(ForeignDraft& draft, std::span<const SamplerAlias> aliases,
                         const std::string& name, const std::string& schedule) {
  const auto row = std::ranges::find_if(
      aliases, [&](const SamplerAlias& alias) { return samplers::same_name(alias.theirs, name); });
  if (row == aliases.end()) return draft.set_sampler(name, schedule);
  draft.set_sampler(std::string(row->ours),
                    row->schedule.empty() ? schedule : std::string(row->schedule));
}

}  // namespace evenlight
