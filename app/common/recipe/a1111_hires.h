// A1111's "Hires. fix" as the second pass that it is here.
#pragma once

#include "app/common/recipe/a1111_parts.h"
#include "app/common/recipe/foreign/foreign_draft.h"

namespace evenlight {

// True if the settings name a second pass, which is then in the draft, or said where it cannot be
// followed. The recipe's size is set before.
bool read_hires(ForeignDraft& draft, const A1111Settings& settings);

// Whether read_hires looks at that setting.
bool is_hires_setting(std::string_view key);

}  // namespace evenlight
