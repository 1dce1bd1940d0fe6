// What a recipe lists beside its prompts: control networks, pictures as prompts, regions. As JSON,
// and as the command's flags say them.
#pragma once

#include "app/common/recipe/object_form.h"

namespace evenlight {

// {"model": {"name", "sha256"}, "image": {"name", "sha256"}, "preprocess", "weight", "start",
// "end"}
const ObjectForm<ControlInput>& control_form();
// {"model", "encoder", "image", "weight", "start", "end"}
const ObjectForm<IpAdapterInput>& ip_adapter_form();
// {"mask", "prompt", "weight"}
const ObjectForm<RegionInput>& region_form();

// Whether the recipe field lists such things.
bool is_listed_object(std::string_view key);
// In the place of those that the document lists: what a flag named, each time; "none" only takes
// the recipe's away. Throws Error(usage).
void set_listed_objects(RecipeDocument& document, std::string_view key,
                        const std::vector<std::string>& texts);

}  // namespace evenlight
