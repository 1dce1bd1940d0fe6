#include "app/common/recipe/a1111_tags.h"

#include "engine/base/error.h"
#include "engine/base/trimmed.h"
#include "engine/text/network_tags.h"

namespace evenlight {
namespace {

// "<hypernet:ink:0.8>" is no text: what it names is said, and the words around it stay.
void take_out(ForeignDraft& draft, std::string& text, std::string_view start, const Message& what) {
  for (size_t at = 0; (at = text.find(start, at)) != std::string::npos;) {
    const size_t end = text.find('>', at);
    if (end == std::string::npos) break;
    const std::string inside = text.substr(at + start.size(), end - at - start.size());
    draft.miss(what, inside.substr(0, inside.find(':')));
    text.erase(at, end + 1 - at);
  }
  text = trimmed(text);
}

// Such as "<lora:ink:dyn=4>".
void take_out_unreadable_loras(ForeignDraft& draft, std::string& prompt) {
  try {
    lora_tags(prompt);
  } catch (const Error&) {
    for (const char* start : {"<lora:", "<lyco:"}) {
      take_out(draft, prompt, start, say<"the LoRA">());
    }
  }
}

// A1111 gives no meaning to a tag in the negative prompt.
void take_out_negative_loras(ForeignDraft& draft, std::string& negative) {
  try {
    for (const LoraTag& tag : lora_tags(negative)) {
      draft.note(
          say<"The negative prompt names the LoRA {0}, which did nothing there; it is left out.">(
              shortened(tag.name)));
    }
    negative = trimmed(without_lora_tags(negative));
  } catch (const Error&) {
    // A tag that cannot be read is refused with the prompt.
  }
}

}  // namespace

void take_out_foreign_tags(ForeignDraft& draft, std::string& prompt, std::string& negative) {
  for (std::string* text : {&prompt, &negative}) {
    take_out(draft, *text, "<hypernet:", say<"the hypernetwork">());
  }
  take_out_negative_loras(draft, negative);
  take_out_unreadable_loras(draft, prompt);
}

}  // namespace evenlight
