#pragma once

#include <span>
#include <string>
#include <string_view>

#include "app/common/recipe/foreign/foreign_draft.h"

namespace evenlight {

// A program's own name of a sampler, and what it is here.
struct SamplerAlias {
  std::string_view theirs;
  std::string_view ours;
  std::string_view schedule = {};  // that the name means as well
};

// The sampler that `name` stands for in a program's table, or as every program calls it. Of a name
// that means a schedule, that one counts; else `schedule`, which may be empty.
void set_aliased_sampler(ForeignDraft& draft, std::span<const SamplerAlias> aliases,
                         const std::string& name, const std::string& schedule);

}  // namespace evenlight
