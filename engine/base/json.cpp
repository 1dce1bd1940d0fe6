#include "engine/base/json.h"

#include <unordered_set>
#include <vector>

#include "engine/base/input_error.h"
#include "engine/base/json_reason.h"
#include "engine/base/quoted.h"

namespace evenlight {
namespace {

// Stops at what nlohmann would accept: deep nesting and repeated keys.
template <class Json>
class Guard {
 public:
  Guard(const std::string& label, int max_depth) : label_(label), max_depth_(max_depth) {}

  bool operator()(int depth, typename Json::parse_event_t event, Json& parsed) {
    using Event = typename Json::parse_event_t;
    const bool opens = event == Event::object_start || event == Event::array_start;
    if (opens && depth >= max_depth_) {
      throw InputError(say<"{0}: is nested more than {1} deep.">(label_, max_depth_));
    }
    if (event == Event::object_start) keys_.emplace_back();
    if (event == Event::object_end) keys_.pop_back();
    if (event != Event::key) return true;
    const auto& key = parsed.template get_ref<const std::string&>();
    if (!keys_.back().insert(key).second) {
      throw InputError(say<"{0}: the key \"{1}\" occurs twice in one object.">(label_, shown(key)));
    }
    return true;
  }

 private:
  const std::string& label_;
  int max_depth_;
  std::vector<std::unordered_set<std::string>> keys_;  // of the objects that are open
};

}  // namespace

template <class Json>
Json parse_json(std::string_view text, const std::string& label, const JsonLimits& limits) {
  if (text.size() > limits.bytes) {
    throw InputError(
        say<"{0}: is {1} bytes of JSON; at most {2} are read.">(label, text.size(), limits.bytes));
  }
  try {
    Guard<Json> guard(label, limits.depth);
    return Json::parse(text.begin(), text.end(), std::ref(guard));
  } catch (const typename Json::exception& error) {
    throw InputError(say<"{0}: is not valid JSON: {1}.">(label, json_reason(error.what())));
  }
}

template nlohmann::json parse_json(std::string_view, const std::string&, const JsonLimits&);
template nlohmann::ordered_json parse_json(std::string_view, const std::string&, const JsonLimits&);

std::string dump_json(const nlohmann::ordered_json& json, int indent) {
  return json.dump(indent, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
}

}  // namespace evenlight
