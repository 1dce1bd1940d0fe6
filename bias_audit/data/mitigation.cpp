#include "bias_audit/data/mitigation.h"

#include <cmath>

#include "bias_audit/data/json_file.h"

namespace evenlight::audit {

namespace {

using nlohmann::ordered_json;

std::vector<double> shares_from_json(const ordered_json& value, size_t classes,
                                     const JsonObject& object) {
  std::vector<double> shares;
  double sum = 0;
  if (value.is_array() && value.size() == classes) {
    for (const ordered_json& one : value) {
      shares.push_back(one.is_number() ? one.get<double>() : -1);
      if (!(shares.back() >= 0)) sum = NAN;
      sum += shares.back();
    }
  }
  if (shares.empty() || !(std::abs(sum - 1) < 1e-6)) {
    object.fail("shares", say<"must hold a share for each class that sum to 1">());
  }
  return shares;
}

}  // namespace

ordered_json to_json(const Mitigation& m) {
  ordered_json json = {{"method", m.method},
                       {"attribute", m.attribute},
                       {"target", m.target},
                       {"classes", m.classes},
                       {"words", m.words},
                       {"shares", ordered_json::object()},
                       {"left_alone", ordered_json::object()}};
  for (const auto& [subject, shares] : m.shares) json["shares"][subject] = shares;
  for (const auto& [subject, rule] : m.left_alone) json["left_alone"][subject] = rule;
  if (!m.patch.empty()) json["patch"] = {{"name", m.patch}, {"sha256", m.patch_sha256}};
  return json;
}

Mitigation mitigation_from_json(const ordered_json& json, const std::string& where) {
  const JsonObject object(
      json, where,
      {"method", "attribute", "target", "classes", "words", "shares", "left_alone", "patch"});
  Mitigation m;
  m.method = object.text("method", 64);
  m.attribute = object.text("attribute", 64);
  m.target = object.text("target", 400);
  m.classes = object.texts("classes", 2, 64);
  m.words = object.texts("words", 0, 64);
  for (const auto& [subject, value] : object.object("shares").items()) {
    m.shares[subject] = shares_from_json(value, m.classes.size(), object);
  }
  for (const auto& [subject, value] : object.object("left_alone").items()) {
    if (!value.is_string()) object.fail("left_alone", say<"must be texts by subject">());
    m.left_alone[subject] = value.get<std::string>();
  }
  if (object.has("patch")) {
    const JsonObject patch(object.object("patch"), where + ", patch", {"name", "sha256"});
    m.patch = patch.text("name");
    m.patch_sha256 = patch.text("sha256", 64);
  }
  return m;
}

}  // namespace evenlight::audit
