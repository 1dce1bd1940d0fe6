#include "engine/lora/lora_file.h"

#include <algorithm>
#include <cmath>

#include "engine/base/input_error.h"
#include "engine/base/quoted.h"
#include "engine/base/sha256.h"
#include "engine/tensor/widen.h"

namespace evenlight {
namespace {

struct RoleName {
  std::string_view ending;  // of a tensor's name, behind the layer's
  LoraRole role;
};

// Longer endings first where one ends with another.
constexpr RoleName role_names[] = {
    {".lora_linear_layer.down.weight", LoraRole::down},
    {".lora_linear_layer.up.weight", LoraRole::up},
    {".lora_A.default.weight", LoraRole::down},
    {".lora_B.default.weight", LoraRole::up},
    {".lora_magnitude_vector.default.weight", LoraRole::dora_scale},
    {".lora_magnitude_vector.weight", LoraRole::dora_scale},
    {".lora_magnitude_vector", LoraRole::dora_scale},
    {".lora.down.weight", LoraRole::down},
    {".lora.up.weight", LoraRole::up},
    {".lora_A.weight", LoraRole::down},
    {".lora_B.weight", LoraRole::up},
    {".lora_down.weight", LoraRole::down},
    {".lora_up.weight", LoraRole::up},
    {".lora_mid.weight", LoraRole::mid},
    {".down.weight", LoraRole::down},
    {".up.weight", LoraRole::up},
    {".hada_w1_a", LoraRole::loha_w1_a},
    {".hada_w1_b", LoraRole::loha_w1_b},
    {".hada_w2_a", LoraRole::loha_w2_a},
    {".hada_w2_b", LoraRole::loha_w2_b},
    {".hada_t1", LoraRole::loha_t1},
    {".hada_t2", LoraRole::loha_t2},
    {".lokr_w1_a", LoraRole::lokr_w1_a},
    {".lokr_w1_b", LoraRole::lokr_w1_b},
    {".lokr_w1", LoraRole::lokr_w1},
    {".lokr_w2_a", LoraRole::lokr_w2_a},
    {".lokr_w2_b", LoraRole::lokr_w2_b},
    {".lokr_w2", LoraRole::lokr_w2},
    {".lokr_t2", LoraRole::lokr_t2},
    {".on_input", LoraRole::ia3_on_input},
    {".diff_b", LoraRole::bias_difference},
    {".diff", LoraRole::difference},
    {".b_norm", LoraRole::bias_difference},
    {".w_norm", LoraRole::difference},
    {".dora_scale", LoraRole::dora_scale},
    {".alpha", LoraRole::alpha},
    {".weight", LoraRole::ia3_scale},  // with ".on_input" beside it
};

struct OtherKind {
  std::string_view part;  // of a tensor's name
  const char* name;
};
constexpr OtherKind other_kinds[] = {
    {".oft_blocks", "OFT"},  {".oft_diag", "OFT"},   {".oft_R", "OFT"},        {".boft_", "BOFT"},
    {".a1.weight", "GLoRA"}, {".lora_E", "AdaLoRA"}, {".vera_lambda", "VeRA"},
};

void refuse_other_kinds(const TensorFile& file) {
  for (const TensorEntry& entry : file.tensors()) {
    for (const OtherKind& kind : other_kinds) {
      if (entry.name.find(kind.part) == std::string::npos) continue;
      throw InputError(
          say<"{0}: is a {1} file (tensor {2}), which cannot be used; LoRA, LoCon, LoHa, LoKr, "
              "DoRA, (IA)³ and whole differences can.">(file.path().string(), kind.name,
                                                        in_quotes(entry.name)));
    }
  }
}

const RoleName* role_of(std::string_view tensor) {
  const auto found = std::ranges::find_if(
      role_names, [&](const RoleName& one) { return tensor.ends_with(one.ending); });
  return found == std::end(role_names) ? nullptr : &*found;
}

// What makes a layer of it: alpha alone changes nothing.
bool is_change(const LoraLayer& layer) {
  const auto all = [&](std::initializer_list<LoraRole> roles) {
    return std::ranges::all_of(roles, [&](LoraRole role) { return layer.has(role); });
  };
  using enum LoraRole;
  const bool w1 = layer.has(lokr_w1) || all({lokr_w1_a, lokr_w1_b});
  const bool w2 = layer.has(lokr_w2) || all({lokr_w2_a, lokr_w2_b});
  return all({down, up}) || all({loha_w1_a, loha_w1_b, loha_w2_a, loha_w2_b}) || (w1 && w2) ||
         all({ia3_scale, ia3_on_input}) || layer.has(difference) || layer.has(bias_difference);
}

}  // namespace

LoraFile::LoraFile(const std::filesystem::path& path) : file_(path) {
  refuse_other_kinds(file_);
  std::map<std::string, LoraLayer> by_key;
  for (const TensorEntry& entry : file_.tensors()) {
    const RoleName* role = role_of(entry.name);
    if (!role) {
      unknown_.push_back(entry.name);
      continue;
    }
    const std::string key = entry.name.substr(0, entry.name.size() - role->ending.size());
    LoraLayer& layer = by_key[key];
    layer.key = key;
    if (!layer.tensors.emplace(role->role, &entry).second) {
      throw InputError(say<"{0}: has the tensor {1} twice, in two spellings; the file is damaged.">(
          path.string(), in_quotes(entry.name)));
    }
  }
  for (auto& [key, layer] : by_key) {
    if (is_change(layer)) {
      layers_.push_back(std::move(layer));
    } else {
      for (const auto& [role, entry] : layer.tensors) unknown_.push_back(entry->name);
    }
  }
  if (layers_.empty()) {
    throw InputError(say<"{0}: is no LoRA: none of its {1} tensors has the name of one.">(
        path.string(), file_.tensors().size()));
  }
  const auto all = file_.mapping().bytes();
  size_t first = all.size();
  for (const auto& entry : file_.tensors()) first = std::min(first, entry.offset);
  sha256_ = sha256_of_bytes(all);
  data_sha256_ = sha256_of_bytes(all.subspan(first));
  file_.mapping().require_unchanged();
}

std::vector<float> LoraFile::values(const TensorEntry& entry) const {
  if (!entry.is_weight()) {
    throw InputError(say<"{0}: tensor {1} is stored as {2}, which cannot be used.">(
        path().string(), in_quotes(entry.name), entry.stored_type()));
  }
  const HostWeight stored = file_.read(entry);
  std::vector<float> values(size_t(entry.shape.count()));
  widen(stored.dtype, stored.bytes, values);
  if (!std::ranges::all_of(values, [](float v) { return std::isfinite(v); })) {
    throw InputError(
        say<"{0}: tensor {1} has numbers that are infinite or none at all (NaN); the file is "
            "damaged, get it again.">(path().string(), in_quotes(entry.name)));
  }
  return values;
}

}  // namespace evenlight
