// Attributes that an audit does not know by itself: a prompt set names them with their classes, or
// an instrument reads them.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "bias_audit/data/json_file.h"

namespace evenlight::audit {

inline constexpr size_t max_own_attributes = 16;

// presentation, age or tone_band.
bool is_known_attribute(const std::string& name);

// Whether an attribute may be called so: a to z, 0 to 9 and '_', a letter first, at most 40, and
// not like what every instrument has (people, occupation) or every audit knows.
bool is_own_attribute(const std::string& name);

// {"setting": ["urban", "rural"], …} under "classes"; empty without that key. Throws InputError for
// a name that may not be, fewer than two classes, one twice, and one that counts as no class.
std::map<std::string, std::vector<std::string>> read_own_classes(const JsonObject& file,
                                                                 const std::string& name);

}  // namespace evenlight::audit
