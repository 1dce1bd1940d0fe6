#include "engine/weights/summary.h"

#include <algorithm>
#include <cctype>
#include <set>

#include "engine/base/sha256.h"

namespace evenlight {
namespace {

// "text_encoder_2.text_model.…" → "text_2"
std::string part_of(std::string_view canonical) {
  const std::string_view part = canonical.substr(0, canonical.find('.'));
  constexpr std::string_view text = "text_encoder";
  if (!part.starts_with(text)) return std::string(part);
  return "text" + std::string(part.substr(text.size()));
}

std::string in_lower_case(std::string_view text) {
  std::string name(text);
  std::ranges::transform(name, name.begin(),
                         [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return name;
}

std::map<std::string, int64_t> parameters_by_type(const ModelWeights& model) {
  std::map<std::string, int64_t> types;
  for (const auto& file : model.files()) {
    for (const TensorEntry& entry : file->tensors()) {
      types[in_lower_case(entry.stored_type())] += entry.shape.count();
    }
  }
  return types;
}

// The type that holds most parameters; the first by name if several do.
std::string main_type(const std::map<std::string, int64_t>& types) {
  const auto most =
      std::ranges::max_element(types, {}, &std::pair<const std::string, int64_t>::second);
  return most == types.end() ? "" : most->first;
}

}  // namespace

ModelSummary summarize(const ModelWeights& model) {
  ModelSummary summary;
  summary.family = model.configs().family;
  summary.prediction = model.configs().scheduler.prediction;
  summary.zero_terminal_snr = model.configs().scheduler.zero_terminal_snr;
  summary.types = parameters_by_type(model);
  summary.dtype = main_type(summary.types);
  if (!model.files().empty()) summary.container = model.files().front()->format();
  summary.format = model.format() == ModelFormat::single_file ? "single file" : "diffusers folder";
  summary.refusal = model.refusal();
  std::set<const TensorEntry*> counted;
  for (const auto& [name, weight] : model.index()) {
    if (!counted.insert(weight.entry).second) continue;
    PartSummary& part = summary.parts[part_of(name)];
    part.tensors += 1;
    part.parameters += weight.entry->shape.count();
  }
  for (const auto& file : model.files()) {
    summary.other_tensors += std::ranges::count_if(
        file->tensors(), [&](const TensorEntry& entry) { return !counted.contains(&entry); });
  }
  return summary;
}

std::string sha256_of_model(const ModelWeights& model, const std::stop_token& stop) {
  if (model.format() == ModelFormat::single_file) {
    return model.files().front()->mapping().sha256(stop);
  }
  std::map<std::string, std::string> lines;
  for (const auto& file : model.files()) {
    const std::string name = file->path().lexically_relative(model.path()).generic_string();
    lines[name] = file->mapping().sha256(stop) + "  " + name + "\n";
  }
  std::string text;
  for (const auto& [name, line] : lines) text += line;
  return sha256_of_text(text);
}

}  // namespace evenlight
