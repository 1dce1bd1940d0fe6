#include "app/common/recipe/foreign/foreign_draft.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>

#include "app/common/recipe/recipe_fields.h"
#include "engine/base/error.h"
#include "engine/base/quoted.h"
#include "engine/base/trimmed.h"
#include "engine/text/embedding_names.h"
#include "samplers/registry.h"

namespace evenlight {

ForeignDraft::ForeignDraft(std::string label, const RecipeKeys& overridden)
    : label_(std::move(label)), overridden_(overridden) {
  document_.of_another_program = true;
}

void ForeignDraft::set(std::string_view key, const std::string& text) {
  if (is_overridden(key)) return;
  try {
    set_from_text(document_.recipe, *find_recipe_field(key), text,
                  {ErrorKind::input, fmt::format("{}: {}", label_, key)});
  } catch (const Error& error) {
    throw Error(error.kind(),
                say<"{0} Choose {1} yourself.">(error.message(), Field{std::string(key)}));
  }
  document_.given.emplace(key);
  document_.origin.emplace(key, label_);
}

void ForeignDraft::set_number(std::string_view key, std::string text) {
  set(key, with_decimal_point(std::move(text)));
}

void ForeignDraft::set_size(std::string_view text) {
  const size_t cross = text.find('x');
  set("width", std::string(trimmed(text.substr(0, cross))));
  set("height", cross == std::string_view::npos ? std::string()
                                                : std::string(trimmed(text.substr(cross + 1))));
}

void ForeignDraft::set_sampler(const std::string& sampler, const std::string& schedule) {
  if (!schedule.empty()) set("schedule", schedule);
  if (is_overridden("sampler")) return;
  set("sampler", sampler);
  const auto found = samplers::find_sampler_and_schedule(sampler);
  if (schedule.empty()) set("schedule", std::string(found.second->id));
  document_.recipe.sampler = found.first->id;
}

void ForeignDraft::set_habits(const std::string& like, const std::string& rng) {
  set("like", like);
  set("rng", rng);
}

void ForeignDraft::set_model(std::string name, std::string sha256) {
  document_.model_name = std::move(name);
  document_.model_sha256 = hash_digits(sha256);
}

void ForeignDraft::add_lora(std::string name, std::string sha256, double weight,
                            double text_weight) {
  if (name.empty() || document_.loras.size() >= max_listed_loras) return;
  document_.loras.push_back({.file = {std::move(name), hash_digits(sha256)},
                             .weight = weight,
                             .text_weight = text_weight});
}

void ForeignDraft::add_lora_hash(std::string name, std::string sha256) {
  if (name.empty() || document_.loras.size() >= max_listed_loras) return;
  const bool known = std::ranges::any_of(
      document_.loras, [&](const LoraStamp& stamp) { return stamp.file.name == name; });
  if (known) return;
  document_.loras.push_back({.file = {std::move(name), hash_digits(sha256)}, .in_prompt = true});
}

void ForeignDraft::add_embedding(std::string name, std::string sha256) {
  sha256 = hash_digits(sha256);
  if (!is_embedding_name(name) || sha256.empty() ||
      document_.embeddings.size() >= max_listed_embeddings) {
    return miss(say<"the textual inversion">(), name);
  }
  document_.embeddings.push_back({std::move(name), std::move(sha256)});
}

void ForeignDraft::set_file(std::string_view key, InputFile RecipeDocument::*file, std::string name,
                            std::string sha256) {
  if (is_overridden(key)) return;
  InputFile& wanted = document_.*file;
  if (!name.empty()) wanted.name = std::move(name);
  if (!sha256.empty()) wanted.sha256 = hash_digits(sha256);
}

void ForeignDraft::note(Message sentence) {
  if (said_.insert(worded(sentence)).second) document_.notes.push_back(std::move(sentence));
}

void ForeignDraft::miss(const Message& what, std::string_view name) {
  note(say<"The picture was made with {0} {1}, which is not supported: expect differences.">(
      what, shortened(name)));
}

void ForeignDraft::require(std::string_view key, const Message& what) const {
  if (is_overridden(key)) return;
  throw Error(ErrorKind::input,
              say<"{0}: the picture was made with {1}, and without it quite another one would come "
                  "out ({2} is missing).">(label_, what, Field{std::string(key)}));
}

void ForeignDraft::pass_over(std::string_view name) {
  constexpr size_t most = 40;
  std::string text = shortened(name);
  if (passed_over_.size() < most && std::ranges::find(passed_over_, text) == passed_over_.end()) {
    passed_over_.push_back(std::move(text));
  }
}

RecipeDocument ForeignDraft::finish() {
  if (!passed_over_.empty()) {
    note(say<"Not understood, so passed over: {0}.">(as_list(passed_over_)));
  }
  return std::move(document_);
}

std::string with_decimal_point(std::string value) {
  if (std::ranges::count(value, ',') == 1 && value.find('.') == std::string::npos) {
    value[value.find(',')] = '.';
  }
  return value;
}

std::string shortened(std::string_view text) {
  const std::string_view line = text.substr(0, text.find('\n'));
  const std::string words = shown(line);
  return line.size() < text.size() && !words.ends_with("…") ? words + "…" : words;
}

std::string hash_digits(std::string_view text) {
  text = trimmed(text);
  if (text.starts_with("0x") || text.starts_with("0X")) text.remove_prefix(2);
  constexpr size_t most = 64;
  if (text.size() > most) return {};
  std::string digits;
  for (const char c : text) {
    if (!std::isxdigit(static_cast<unsigned char>(c))) return {};
    digits += char(std::tolower(static_cast<unsigned char>(c)));
  }
  return digits;
}

std::string file_stem(std::string_view path) {
  if (const size_t slash = path.find_last_of("/\\"); slash != std::string_view::npos) {
    path.remove_prefix(slash + 1);
  }
  constexpr std::string_view suffixes[] = {".safetensors", ".ckpt", ".pt",  ".pth",
                                           ".bin",         ".sft",  ".gguf"};
  for (const std::string_view suffix : suffixes) {
    if (path.size() > suffix.size() && path.ends_with(suffix)) {
      path.remove_suffix(suffix.size());
      break;
    }
  }
  return std::string(path);
}

}  // namespace evenlight
