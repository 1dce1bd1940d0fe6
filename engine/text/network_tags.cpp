#include "engine/text/network_tags.h"

#include "engine/base/error.h"
#include "engine/text/hints.h"
#include "engine/text/unicode.h"

namespace evenlight {

void refuse_network_tags(std::string_view prompt) {
  constexpr size_t shown = 40;
  for (const std::string_view start : {"<lora:", "<lyco:", "<hypernet:"}) {
    const size_t open = prompt.find(start);
    if (open == std::string_view::npos) continue;
    const size_t close = prompt.find('>', open + start.size() + 1);
    if (close == std::string_view::npos) continue;
    const std::u32string tag = decode_utf8(prompt.substr(open, close + 1 - open));
    throw Error(
        ErrorKind::usage,
        say<"the prompt has {0}; LoRA and hypernetwork files are not supported yet: remove it, or "
            "{1}">(encode_utf8(tag.substr(0, shown)) + (tag.size() > shown ? "…" : ""),
                   hint_take_as_it_is()));
  }
}

}  // namespace evenlight
