// Small lists that are remembered between runs, each a JSON array in cache_folder(). A list that
// cannot be read or written only costs time: it is made anew, and the log says so.
#pragma once

#include <functional>
#include <nlohmann/json.hpp>

namespace evenlight {

// Calls `use` for every row of the file of that name. What a row lacks may be thrown by it as
// nlohmann::json's exception: the rows behind it are not read then.
void read_cache_list(const char* file,
                     const std::function<void(const nlohmann::ordered_json&)>& use);

void write_cache_list(const char* file, const nlohmann::ordered_json& rows);

}  // namespace evenlight
