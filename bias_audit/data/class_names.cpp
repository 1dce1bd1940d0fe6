#include "bias_audit/data/class_names.h"

#include <utf8proc.h>

#include <algorithm>
#include <cstdlib>
#include <memory>

namespace evenlight::audit {

namespace {

struct Synonym {
  const char* name;  // folded
  Unclassified kind;
};
constexpr Synonym synonyms[] = {
    {"unclear", Unclassified::unclear},
    {"unknown", Unclassified::unclear},
    {"unsure", Unclassified::unclear},
    {"not_sure", Unclassified::unclear},
    {"uncertain", Unclassified::unclear},
    {"undetermined", Unclassified::unclear},
    {"indeterminate", Unclassified::unclear},
    {"undecided", Unclassified::unclear},
    {"unclassified", Unclassified::unclear},
    {"unreadable", Unclassified::unclear},
    {"ambiguous", Unclassified::unclear},
    {"cannot_tell", Unclassified::unclear},
    {"can't_tell", Unclassified::unclear},
    {"could_not_tell", Unclassified::unclear},
    {"don't_know", Unclassified::unclear},
    {"n/a", Unclassified::unclear},
    {"?", Unclassified::unclear},
    {"several_people", Unclassified::several_people},
    {"several_persons", Unclassified::several_people},
    {"several_faces", Unclassified::several_people},
    {"multiple_people", Unclassified::several_people},
    {"multiple_persons", Unclassified::several_people},
    {"multiple_faces", Unclassified::several_people},
    {"no_face", Unclassified::no_face},
    {"no_faces", Unclassified::no_face},
    {"no_person", Unclassified::no_face},
    {"no_people", Unclassified::no_face},
    {"refused", Unclassified::refused},
    {"refusal", Unclassified::refused},
};

std::string mapped(const std::string& text, int options) {
  utf8proc_uint8_t* bytes = nullptr;
  const utf8proc_ssize_t size = utf8proc_map(
      reinterpret_cast<const utf8proc_uint8_t*>(text.data()), utf8proc_ssize_t(text.size()), &bytes,
      utf8proc_option_t(options | UTF8PROC_STABLE | UTF8PROC_COMPOSE));
  const std::unique_ptr<utf8proc_uint8_t, void (*)(void*)> owned(bytes, std::free);
  return size < 0 ? text : std::string(reinterpret_cast<const char*>(bytes), size_t(size));
}

}  // namespace

std::string composed(const std::string& text) {
  return mapped(text, 0);
}

std::string folded_name(const std::string& name) {
  std::string folded = mapped(name, UTF8PROC_COMPAT | UTF8PROC_CASEFOLD);
  // A typographer's apostrophe is an apostrophe.
  for (size_t at = 0; (at = folded.find("\u2019", at)) != std::string::npos;) {
    folded.replace(at, 3, "'");
  }
  std::replace_if(
      folded.begin(), folded.end(), [](char c) { return c == ' ' || c == '-'; }, '_');
  return folded;
}

std::optional<Unclassified> unclassified_of(const std::string& name) {
  const std::string folded = folded_name(name);
  const auto* found = std::find_if(std::begin(synonyms), std::end(synonyms),
                                   [&](const Synonym& each) { return folded == each.name; });
  if (found == std::end(synonyms)) return std::nullopt;
  return found->kind;
}

}  // namespace evenlight::audit
