#include "app/common/recipe/requirement_record.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "app/common/recipe/recipe_document.h"
#include "engine/base/error.h"

namespace evenlight {
namespace {

using Json = nlohmann::ordered_json;

constexpr int64_t max_drawn = 1'000'000'000;

[[noreturn]] void refuse_record(const ValuePlace& place) {
  throw Error(place.kind, say<"{0}: expected {{\"first_seed\", \"drawn\", \"held\", "
                              "\"interval\", \"readings\"}}.">(place.where));
}

bool is_count(const Json& value) {
  return value.is_number_unsigned() && value.get<uint64_t>() <= uint64_t(max_drawn);
}

bool is_share(const Json& value) {
  return value.is_number() && value.get<double>() >= 0 && value.get<double>() <= 1;
}

RequirementReading reading_from_json(const Json& value, const ValuePlace& place) {
  const bool whole = value.is_object() && value.size() == 3 && value.contains("requirement") &&
                     value.contains("measured") && value.contains("holds");
  if (!whole || !value["requirement"].is_string() || !value["measured"].is_string() ||
      !value["holds"].is_boolean()) {
    refuse_record(place);
  }
  return {value["requirement"].get<std::string>(), value["measured"].get<std::string>(),
          value["holds"].get<bool>()};
}

}  // namespace

Json record_to_json(const RequirementRecord& record) {
  Json readings = Json::array();
  for (const RequirementReading& one : record.readings) {
    readings.push_back(
        {{"requirement", one.requirement}, {"measured", one.measured}, {"holds", one.holds}});
  }
  return {{"first_seed", record.first_seed},
          {"drawn", record.drawn},
          {"held", record.held},
          {"interval", {record.low, record.high}},
          {"readings", std::move(readings)}};
}

RequirementRecord record_from_json(const Json& value, const ValuePlace& place) {
  if (!value.is_object() || value.size() != 5) refuse_record(place);
  for (const char* key : {"first_seed", "drawn", "held", "interval", "readings"}) {
    if (!value.contains(key)) refuse_record(place);
  }
  const Json& interval = value["interval"];
  const Json& readings = value["readings"];
  if (!value["first_seed"].is_number_unsigned() || !is_count(value["drawn"]) ||
      !is_count(value["held"]) || !interval.is_array() || interval.size() != 2 ||
      !is_share(interval[0]) || !is_share(interval[1]) || !readings.is_array() ||
      readings.size() > max_requirements) {
    refuse_record(place);
  }
  RequirementRecord record;
  record.first_seed = value["first_seed"].get<uint64_t>();
  record.drawn = value["drawn"].get<int64_t>();
  record.held = value["held"].get<int64_t>();
  record.low = interval[0].get<double>();
  record.high = interval[1].get<double>();
  for (const Json& one : readings) record.readings.push_back(reading_from_json(one, place));
  return record;
}

Json requirements_to_json(const RecipeDocument& document) {
  Json array = Json::array();
  for (const std::string& one : document.requirements) array.push_back(one);
  return array;
}

void requirements_from_json(RecipeDocument& document, const Json& value, const ValuePlace& place) {
  const auto is_text = [](const Json& one) { return one.is_string(); };
  if (!value.is_array() || value.size() > max_requirements ||
      !std::all_of(value.begin(), value.end(), is_text)) {
    throw Error(place.kind,
                say<"{0}: expected [\"faces=1\", …], at most {1}.">(place.where, max_requirements));
  }
  document.requirements.clear();
  for (const Json& one : value) document.requirements.push_back(one.get<std::string>());
}

}  // namespace evenlight
