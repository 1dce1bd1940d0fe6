#pragma once

#include <nlohmann/json.hpp>
#include <string>

namespace evenlight::audit::html {

// One prompt: verdict, sentence, chart, its classes with their intervals, and what it is laid
// beside. `group` is one of the report's.
std::string card(const nlohmann::ordered_json& report, const nlohmann::ordered_json& group);

}  // namespace evenlight::audit::html
