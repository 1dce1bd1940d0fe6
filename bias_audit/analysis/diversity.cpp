#include "bias_audit/analysis/diversity.h"

#include <algorithm>
#include <cmath>

#include "engine/base/base64.h"

namespace evenlight::audit {

namespace {

using nlohmann::ordered_json;
using Vector = std::vector<double>;

constexpr const char* descriptions[] = {"face", "embedding", "picture"};

// One part of a description, scaled to length 1; empty for what is none.
Vector part_of(std::string_view text) {
  const auto bytes = from_base64(text);
  if (!bytes) return {};
  Vector values;
  double squares = 0;
  for (const char byte : *bytes) {
    values.push_back(double(static_cast<signed char>(byte)));
    squares += values.back() * values.back();
  }
  for (double& value : values) value /= squares > 0 ? std::sqrt(squares) : 1;
  return values;
}

// Parts count alike. A part that is missing (a picture without an edge) makes another length.
Vector look_in(const ImageRow& row, const char* by) {
  const auto look = row.measurement.detail.find("look");
  if (row.file.empty() || look == row.measurement.detail.end() || !look->is_object()) return {};
  const auto text = look->find(by);
  if (text == look->end() || !text->is_string()) return {};
  Vector whole;
  std::string_view rest = text->get_ref<const std::string&>();
  while (!rest.empty()) {
    const size_t end = std::min(rest.find('.'), rest.size());
    const Vector part = part_of(rest.substr(0, end));
    whole.insert(whole.end(), part.begin(), part.end());
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return whole;
}

// By subject; only those that have all parts.
std::vector<std::vector<Vector>> looks_by_subject(const AuditSettings& audit,
                                                  const std::vector<ImageRow>& images,
                                                  const char* by, int64_t& without) {
  std::vector<std::vector<Vector>> groups(audit.set.subjects.size());
  std::vector<Vector> looks;
  size_t length = 0;
  for (const ImageRow& row : images) {
    looks.push_back(look_in(row, by));
    length = std::max(length, looks.back().size());
  }
  for (size_t i = 0; i < images.size(); ++i) {
    if (looks[i].empty() || looks[i].size() != length) {
      ++without;
    } else {
      groups[images[i].subject].push_back(std::move(looks[i]));
    }
  }
  return groups;
}

}  // namespace

std::vector<Diversity> diversity_of(const AuditSettings& audit, const std::vector<ImageRow>& images,
                                    double alpha) {
  std::vector<Diversity> all;
  for (const char* by : descriptions) {
    Diversity diversity{by, {}, 0, {}, 0};
    const auto groups = looks_by_subject(audit, images, by, diversity.without);
    for (size_t s = 0; s < groups.size(); ++s) {
      if (groups[s].size() < 2) continue;
      diversity.prompts.push_back({audit.set.subjects[s].id, mean_similarity(groups[s], alpha)});
      diversity.mean += diversity.prompts.back().similarity.mean;
    }
    if (diversity.prompts.empty()) continue;
    diversity.mean /= double(diversity.prompts.size());
    diversity.between = similarity_between(groups);
    all.push_back(std::move(diversity));
  }
  return all;
}

}  // namespace evenlight::audit
