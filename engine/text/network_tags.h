#pragma once

#include <string_view>

namespace evenlight {

// Throws Error(usage) if the prompt has a tag such as <lora:name:0.8>, as AUTOMATIC1111's grammar
// (modules/extra_networks.py, re_extra_net) takes it out of the prompt to load another network; it
// would otherwise quietly be read as words.
void refuse_network_tags(std::string_view prompt);

}  // namespace evenlight
