#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace evenlight::audit {

// Bands that are always the same, whatever reads them.
inline constexpr const char* tone_bands[] = {"light", "medium", "dark"};
inline constexpr const char* skin_ita_classes[] = {"very light", "light", "intermediate",
                                                   "tan",        "brown", "dark"};
inline constexpr const char* skin_splits[] = {"light_red", "light_yellow", "dark_red",
                                              "dark_yellow"};
inline constexpr const char* age_bands[] = {"under_20", "20_39", "40_59", "60_plus"};

// What an audit's stored instruments have to read an attribute with, in their order; points into
// `instruments`.
std::vector<const nlohmann::ordered_json*> heads_of(const std::string& attribute,
                                                    const nlohmann::ordered_json& instruments);

// The classes of an attribute by an audit's stored instruments, or the usual ones; without
// "unclear", which is never a class. Of occupation there may be none.
std::vector<std::string> classes_of(const std::string& attribute,
                                    const nlohmann::ordered_json& instruments);

}  // namespace evenlight::audit
