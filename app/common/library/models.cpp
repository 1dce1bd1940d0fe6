#include "app/common/library/models.h"

#include <fmt/format.h>

#include <algorithm>

#include "app/common/library/assets.h"
#include "app/common/library/named_files.h"
#include "app/common/library/part_files.h"
#include "app/common/library/shelf_folders.h"
#include "app/common/recipe/recipe_fields.h"
#include "engine/base/error.h"
#include "engine/base/json.h"
#include "engine/base/small_file.h"
#include "engine/base/trimmed.h"
#include "engine/pipeline/recipe_check.h"
#include "engine/weights/config_hash.h"
#include "engine/weights/folder.h"

namespace evenlight {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

constexpr std::string_view built_in_path = "default_model/model";
constexpr std::string_view model_suffixes[] = {".safetensors", ".ckpt", ".gguf"};
constexpr std::string_view recommendations = "evenlight.json";  // of a model's folder

// {"recommended": {"steps": 20, …}}: defaults for flags that are not given.
Json read_recommended(const fs::path& model) {
  const fs::path path = model / recommendations;
  std::error_code error;
  if (!fs::is_directory(model, error) || !is_there(path)) return Json::object();
  const std::string label = path.string();
  const Json json = parse_json(read_small_file(label, max_json_bytes), label);
  const auto found = json.is_object() ? json.find("recommended") : json.end();
  if (found == json.end()) return Json::object();
  if (!found->is_object())
    throw Error(ErrorKind::input, say<"{0}: recommended: expected {{…}}.">(label));
  Recipe checked;
  for (const auto& [key, value] : found->items()) {
    const RecipeField* field = find_recipe_field(key);
    const std::string where = fmt::format("{}: recommended: {}", label, key.substr(0, 40));
    if (!field || !field->is_value()) {
      throw Error(ErrorKind::input,
                  say<"{0}: is no key of a recipe that a model can recommend.">(where));
    }
    set_from_json(checked, *field, value, {ErrorKind::input, where});
  }
  return *found;
}

std::string name_of_path(const fs::path& path) {
  const fs::path normal = fs::absolute(path).lexically_normal();
  const fs::path last = normal.has_filename() ? normal : normal.parent_path();
  std::error_code error;
  return (fs::is_directory(path, error) ? last.filename() : last.stem()).string();
}

bool has_tokenizer(const fs::path& folder) {
  return is_there(folder / "vocab.json") && is_there(folder / "merges.txt");
}

bool same_tokenizer(const fs::path& a, const fs::path& b) {
  static constexpr JsonLimits limits{.bytes = 16 << 20, .depth = 2};
  const auto read = [](const fs::path& path) { return read_small_file(path, limits.bytes); };
  if (trimmed(read(a / "merges.txt")) != trimmed(read(b / "merges.txt"))) return false;
  const std::string mine = read(a / "vocab.json"), other = read(b / "vocab.json");
  const auto parse = [](const std::string& text, const fs::path& file) {
    return parse_json<nlohmann::json>(text, file.string(), limits);
  };
  return mine == other || parse(mine, a / "vocab.json") == parse(other, b / "vocab.json");
}

// By the name that it has among `known`, else by its file's.
KnownModel known_at(const fs::path& path, const std::vector<KnownModel>& known) {
  for (const KnownModel& model : known) {
    std::error_code error;
    if (fs::equivalent(model.path, path, error)) return model;
  }
  return {name_of_path(path), path};
}

}  // namespace

namespace {

// Checkpoints of another program's folder, and of folders below it.
void add_files_of(const fs::path& folder, std::vector<KnownModel>& models) {
  const auto is_model = [](const fs::path& path) {
    return std::ranges::count(model_suffixes, path.extension().string()) > 0;
  };
  for (const fs::path& file : files_below(folder, is_model)) {
    models.push_back({name_of_path(file), file});
  }
}

}  // namespace

std::vector<KnownModel> list_models() {
  std::vector<KnownModel> models;
  if (const auto path = find_asset(built_in_path)) models.push_back({built_in_model, *path});
  const fs::path folder = data_folder() / "models";
  std::vector<KnownModel> own;
  std::error_code error;
  for (const auto& item : fs::directory_iterator(folder, error)) {
    const bool is_folder = item.is_directory(error);
    if (is_folder ? fs::exists(item.path() / "model_index.json", error)
                  : std::ranges::count(model_suffixes, item.path().extension().string()) > 0) {
      own.push_back({name_of_path(item.path()), item.path()});
    }
  }
  std::ranges::sort(own, {}, &KnownModel::path);
  for (const fs::path& other : usual_folders_of(ShelfKind::model)) {
    if (!fs::equivalent(other, folder, error)) add_files_of(other, own);
  }
  models.insert(models.end(), own.begin(), own.end());
  return models;
}

KnownModel find_model(const std::string& name_or_path) {
  const std::string wanted = name_or_path.empty() ? built_in_model : name_or_path;
  for (const KnownModel& model : list_models()) {
    if (model.name == wanted) return model;
  }
  if (wanted == built_in_model) {
    return {built_in_model, asset_path(built_in_path)};  // throws: it is not there
  }
  std::error_code error;
  if (!fs::exists(wanted, error)) {
    throw Error(ErrorKind::input,
                say<"{0}: {1} is neither a file or folder nor the name of a known model.">(
                    Field{"model"}, wanted));
  }
  return known_at(wanted, list_models());
}

namespace {

std::map<std::string, std::string> hashes_of_parts(
    const std::shared_ptr<const ModelWeights>& model) {
  std::map<std::string, std::string> hashes;
  for (const std::string_view part : lendable_parts) {
    if (model->lent_files(part).empty()) continue;
    hashes[std::string(part)] = sha256_of_part(*model, std::string(part));
  }
  return hashes;
}

}  // namespace

LoadedModel load_model(const KnownModel& known) {
  LoadedModel model;
  model.name = known.name;
  model.recommended = read_recommended(known.path);
  model.weights = open_model(known.path, OpenFor::rendering, known.parts);
  model.part_sha256 = std::async(std::launch::deferred, hashes_of_parts, model.weights).share();
  model.sha256 = ModelHash(model.weights);
  model.config_sha256 = config_sha256_of_model(*model.weights);
  return model;
}

void LoadedModel::stamp(RecipeDocument& document) const {
  document.model_name = name;
  document.model_sha256 = sha256.get();
  document.model_config_sha256 = config_sha256;
  document.model_ema = weights->parts().ema;
  stamp_parts(document, weights->parts(), part_sha256.get());
}

Bpe load_tokenizer(const ModelWeights& model) {
  const fs::path first = model.path() / "tokenizer", second = model.path() / "tokenizer_2";
  const bool both = has_tokenizer(first) && has_tokenizer(second);
  if (both && !same_tokenizer(first, second)) {
    throw Error(ErrorKind::input, say<"{0}: its two tokenizers differ, which is not supported">(
                                      model.path().string()));
  }
  const fs::path& folder = has_tokenizer(first) ? first : second;  // the refiner has the second
  Bpe bpe = has_tokenizer(folder) ? Bpe::from_files(folder / "vocab.json", folder / "merges.txt")
                                  : Bpe::from_merges(asset_path("clip_bpe/merges.txt"));
  if (bpe.size() > model.configs().text.vocab) {
    throw Error(ErrorKind::input,
                say<"{0}: its vocabulary has {1} tokens, but its text encoder knows {2}.">(
                    model.path().string(), bpe.size(), model.configs().text.vocab));
  }
  return bpe;
}

void complete(RecipeDocument& document, const LoadedModel& model) {
  for (const auto& [key, value] : model.recommended.items()) {
    if (!document.given.insert(key).second) continue;
    const std::string file = (model.weights->path() / recommendations).string();
    set_from_json(document.recipe, *find_recipe_field(key), value,
                  {ErrorKind::input, fmt::format("{}: recommended: {}", file, key)});
    document.origin[key] = file + ": recommended";
  }
  const ModelConfigs& configs = model.weights->configs();
  // Where that says nothing, the recipe need not hold it.
  Recipe& recipe = document.recipe;
  if (!recipe.negative.empty() ||
      (recipe.empty_negative == "text" && !configs.zeros_for_empty_negative)) {
    recipe.empty_negative = "auto";
  }
  const int64_t side = configs.unet.sample_size * configs.vae.scale();
  if (document.given.insert("width").second) document.recipe.width = side;
  if (document.given.insert("height").second) document.recipe.height = side;
  canonicalise_names(document.recipe);
}

void validate_recipe(RecipeDocument& document, const ModelConfigs& configs, const Bpe& tokenizer,
                     const EmbeddingShelf& shelf, Notes& notes) {
  if (!document.init_noise_sha256.empty()) {
    throw Error(ErrorKind::input,
                say<"The recipe starts from noise out of a file (sha256 {0}… of its numbers), "
                    "which is not inside: {1}.">(document.init_noise_sha256.substr(0, 10),
                                                 say<"give that file with it">()));
  }
  try {
    shelf.resolve(document, configs.text.width, notes);
    check_recipe(document.recipe, configs);
    check_prompts(document.recipe, tokenizer, configs.text);
  } catch (const RecipeFault& fault) {
    const auto origin = document.origin.find(fault.key());
    if (origin == document.origin.end()) throw;
    throw Error(ErrorKind::input,
                say<"{0}: {1}: {2}">(origin->second, fault.key(), fault.complaint()));
  }
}

std::optional<Message> other_model(const RecipeDocument& document, const LoadedModel& model) {
  if (document.model_sha256.empty()) return std::nullopt;
  const std::string& found = model.sha256.get();
  // A1111 and others keep only the first ten digits.
  if (!means_model(document.model_sha256, model.weights->path(), found)) {
    return say<
        "The recipe was made with another model: {0} has sha256 {1}…, the recipe says {2}….">(
        model.name, found.substr(0, 10), document.model_sha256.substr(0, 10));
  }
  const std::string& wanted = document.model_config_sha256;
  if (wanted.empty() || model.config_sha256 == wanted) return std::nullopt;
  const Argument configs =
      model.config_sha256.empty() ? Argument(say<"none">()) : model.config_sha256.substr(0, 10);
  return say<
      "The recipe was made with another model: {0} has the same weights, but other configurations "
      "or another tokenizer (sha256 {1}…, the recipe says {2}…).">(model.name, configs,
                                                                   wanted.substr(0, 10));
}

void require_same_model(const RecipeDocument& document, const LoadedModel& model) {
  const std::optional<Message> difference = other_model(document, model);
  if (!difference) return;
  throw Error(ErrorKind::input, say<"{0} Use the right one.">(*difference));
}

}  // namespace evenlight
