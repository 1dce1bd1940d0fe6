#include "app/common/library/lora_shelf.h"

#include <algorithm>
#include <cmath>

#include "app/common/library/assets.h"
#include "app/common/library/shelf_folders.h"
#include "app/common/recipe/numbers.h"
#include "app/common/recipe/suggest.h"
#include "engine/base/error.h"
#include "engine/base/quoted.h"
#include "engine/lora/weights_with_loras.h"
#include "engine/pipeline/recipe_check.h"
#include "engine/text/network_tags.h"

namespace evenlight {
namespace {

namespace fs = std::filesystem;

constexpr const char* folder_names[] = {"loras", "Lora", "lora"};

std::optional<double> weight_of(const std::string& text) {
  const auto value = parse_number<double>(text);
  if (value && (!std::isfinite(*value) || std::abs(*value) > max_lora_weight)) return std::nullopt;
  return value;
}

bool is_lora_file(const fs::path& path) {
  return path.extension() == ".safetensors";
}

std::string short_hash(const std::string& sha256) {
  return sha256.substr(0, 12);
}

}  // namespace

NamedLora named_lora(const std::string& text) {
  std::error_code error;
  NamedLora lora{text, {}, {}};
  std::vector<double> weights;
  // A path may have colons of its own: only what is no path is cut off.
  std::string path = text;
  while (!fs::exists(path, error) && weights.size() < 2) {
    const size_t colon = path.rfind(':');
    if (colon == std::string::npos) break;
    const auto weight = weight_of(path.substr(colon + 1));
    if (!weight) {
      throw Error(
          ErrorKind::usage,
          say<"{0}: expected PATH, PATH:WEIGHT or PATH:WEIGHT:TEXT_WEIGHT with weights from "
              "−{1} to {1}, got {2}.">(Field{"loras"}, max_lora_weight, shown(text)));
    }
    weights.insert(weights.begin(), *weight);
    path = path.substr(0, colon);
  }
  if (!fs::exists(path, error)) {
    throw Error(ErrorKind::input,
                say<"{0}: {1} is neither a file nor a folder.">(Field{"loras"}, shown(path)));
  }
  lora.path = path;
  if (!weights.empty()) {
    lora.weight = weights.front();
    lora.text_weight = weights.back();
  }
  return lora;
}

LoraShelf::LoraShelf(const fs::path& model, const std::vector<std::string>& named) {
  std::error_code error;
  for (const std::string& text : named) {
    const NamedLora lora = named_lora(text);
    if (fs::is_directory(lora.path, error)) {
      add_folder(lora.path, true);
    } else {
      files_.add(lora.path.stem().string(), lora.path, true);
      named_.push_back(lora);
    }
  }
  for (const fs::path& folder : usual_folders_of(ShelfKind::lora)) add_folder(folder, false);
  if (model.empty()) return;
  const fs::path folder = place_of(model).parent_path();
  for (const fs::path& beside : {folder, folder.parent_path()}) {
    for (const char* name : folder_names) add_folder(beside / name, false);
  }
}

void LoraShelf::add_folder(const fs::path& folder, bool named) {
  for (const fs::path& file : files_below(folder, is_lora_file)) {
    files_.add(file.stem().string(), file, named);
  }
}

struct LoraShelf::Wanted {
  LoraStamp stamp;
  bool person = false;  // named by a person, who may mean another file than the recipe's
};

struct LoraShelf::Opened {
  std::shared_ptr<const LoraFile> file;
  LoraMatch match;
};

std::vector<LoraShelf::Wanted> LoraShelf::wanted_by(RecipeDocument& document, Notes& notes) const {
  std::vector<Wanted> wanted;
  const auto find = [&](const std::string& name) {
    const auto* entry = files_.find(name);
    return std::ranges::find_if(wanted, [&](const Wanted& one) {
      return entry ? files_.find(one.stamp.file.name) == entry : one.stamp.file.name == name;
    });
  };
  for (const LoraStamp& stamp : document.loras) {
    if (!stamp.in_prompt) wanted.push_back({stamp});
  }
  for (const NamedLora& lora : named_) {
    const std::string name = lora.path.stem().string();
    const auto known = find(name);
    Wanted one = known == wanted.end() ? Wanted{LoraStamp{.file = {name, {}}}} : *known;
    one.person = true;
    if (lora.weight) one.stamp.weight = *lora.weight;
    if (lora.text_weight) one.stamp.text_weight = *lora.text_weight;
    (known == wanted.end() ? wanted.emplace_back() : *known) = one;
  }
  if (document.recipe.raw) return wanted;
  read_prompt("negative", [&] {
    const auto tags = lora_tags(document.recipe.negative);
    if (tags.empty()) return;
    throw Error(ErrorKind::usage,
                say<"the negative prompt names the LoRA {0}, which always acts on "
                    "the whole picture: name it in the prompt, with a weight "
                    "below zero to have its opposite">(shown(tags.front().name)));
  });
  read_prompt("prompt", [&] {
    for (const LoraTag& tag : lora_tags(document.recipe.prompt)) {
      const auto known = find(tag.name);
      Wanted one = known == wanted.end() ? Wanted{LoraStamp{.file = {tag.name, {}}}} : *known;
      const auto listed = std::ranges::find_if(document.loras, [&](const LoraStamp& stamp) {
        return stamp.in_prompt && stamp.file.name == tag.name;
      });
      if (listed != document.loras.end()) one.stamp.file.sha256 = listed->file.sha256;
      one.stamp.in_prompt = true;
      one.stamp.weight = tag.weight;
      one.stamp.text_weight = tag.text_weight;
      if (known != wanted.end() && known->stamp.in_prompt) {
        notes.push_back(
            say<"The prompt names the LoRA {0} twice; the last weight counts.">(shown(tag.name)));
      }
      (known == wanted.end() ? wanted.emplace_back() : *known) = one;
    }
  });
  for (const LoraStamp& stamp : document.loras) {
    if (stamp.in_prompt && document.of_another_program && find(stamp.file.name) == wanted.end()) {
      notes.push_back(say<"The picture was made with the LoRA {0}, whose weight is not said: it is "
                          "left out, so expect differences.">(shown(stamp.file.name)));
    }
  }
  return wanted;
}

const fs::path* LoraShelf::path_of(const std::string& name) const {
  const NamedFiles::Entry* entry = files_.find(name);
  if (!entry) return nullptr;
  if (entry->files.size() > 1) {
    throw Error(ErrorKind::input,
                say<"The LoRA {0} is here more than once, as {1} and {2}; remove or rename one.">(
                    shown(entry->name), entry->files[0].string(), entry->files[1].string()));
  }
  return &entry->files.front();
}

LoraShelf::Opened LoraShelf::open(const fs::path& path, const ModelWeights& model) const {
  std::shared_ptr<const LoraFile>& file = opened_[path];
  if (!file) file = std::make_shared<const LoraFile>(path);
  return {file, match_lora(*file, model)};
}

void LoraShelf::check_hash(const Wanted& wanted, const LoraFile& file,
                           const RecipeDocument& document, Notes& notes) const {
  const std::string& sha256 = wanted.stamp.file.sha256;
  if (sha256.empty() || file.sha256().starts_with(sha256) ||
      file.data_sha256().starts_with(sha256)) {
    return;
  }
  const Message difference = say<
      "The recipe was made with another LoRA {0}: the one here has sha256 {1}…, the recipe says "
      "{2}….">(shown(wanted.stamp.file.name), short_hash(file.sha256()), short_hash(sha256));
  if (!wanted.person && !document.of_another_program) {
    throw Error(ErrorKind::input, say<"{0} Put the right LoRA there.">(difference));
  }
  notes.push_back(difference);
}

void LoraShelf::resolve(RecipeDocument& document, const ModelWeights& model, Notes& notes) const {
  const std::vector<Wanted> wanted = wanted_by(document, notes);
  document.recipe.loras.clear();
  document.loras.clear();
  for (const Wanted& one : wanted) {
    const std::string& name = one.stamp.file.name;
    const fs::path* path = path_of(name);
    if (!path && document.of_another_program) {
      notes.push_back(say<"The picture was made with the LoRA {0}, which is not here: expect "
                          "differences.">(shown(name)));
      document.recipe.prompt = without_lora_tag(document.recipe.prompt, name);
      continue;
    }
    if (!path) {
      const std::vector<std::string> known = names();
      const std::vector<std::string_view> views(known.begin(), known.end());
      const std::string near(closest_name(name, views));
      throw Error(
          ErrorKind::input,
          say<"The LoRA {0} is not here{1}; put {0}.safetensors into a folder “loras” beside "
              "the model.">(shown(name), did_you_mean(near)));
    }
    const Opened opened = open(*path, model);
    check_hash(one, *opened.file, document, notes);
    const LoraMatch& match = opened.match;
    if (!match.not_in_model.empty()) {
      notes.push_back(say<"Of the LoRA {0}, {1} of {2} layers are not in this model and are left "
                          "out, the first is {3}.">(
          shown(name), match.not_in_model.size(), match.layers, shown(match.not_in_model.front())));
    }
    if (!match.unknown.empty()) {
      notes.push_back(
          say<"The LoRA {0} has {1} tensors of no known kind, which are not used, the "
              "first is {2}.">(shown(name), match.unknown.size(), shown(match.unknown.front())));
    }
    LoraStamp stamp = one.stamp;
    stamp.file = {name, opened.file->sha256()};
    document.loras.push_back(stamp);
    document.recipe.loras.push_back({opened.file, name, stamp.weight, stamp.text_weight});
  }
}

}  // namespace evenlight
