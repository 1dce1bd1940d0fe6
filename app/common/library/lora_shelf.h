// LoRA files by name, and what of them a recipe uses.
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/common/library/named_files.h"
#include "app/common/notes.h"
#include "app/common/recipe/recipe_document.h"
#include "engine/weights/model_files.h"

namespace evenlight {

// "PATH", "PATH:0.8" or "PATH:0.8:0.5": of the UNet, of the text encoders (as the UNet's if only
// one is given).
struct NamedLora {
  std::filesystem::path path;  // a file, or a folder that is looked through for the prompt's tags
  std::optional<double> weight, text_weight;
};

// Throws Error(usage) for weights that are no numbers from −10 to 10, Error(input) if there is no
// such file or folder.
NamedLora named_lora(const std::string& text);

class LoraShelf {
 public:
  LoraShelf() = default;
  // What a person named; then data_folder()/loras; then, beside the model or its folder, "loras",
  // "Lora" and "lora" (ComfyUI's, A1111's). Nothing is opened.
  explicit LoraShelf(const std::filesystem::path& model,
                     const std::vector<std::string>& named = {});

  std::vector<std::string> names() const { return files_.names(); }

  // Puts into the recipe what its list, the files that a person named and the tags of its prompt
  // ask for, each once and in this order, and lists them in the document. A tag's weights go before
  // those of the list. Notes say which layers a file has that this model has not.
  // Throws RecipeFault for a tag that cannot be read or followed, Error(input) for a file that is
  // missing, another one than the recipe's, no LoRA or one for another model. What a recipe of
  // another program names and is not here is a note, and its tag is taken out.
  void resolve(RecipeDocument& document, const ModelWeights& model, Notes& notes) const;

 private:
  struct Wanted;
  struct Opened;

  void add_folder(const std::filesystem::path& folder, bool named);
  std::vector<Wanted> wanted_by(RecipeDocument& document, Notes& notes) const;
  const std::filesystem::path* path_of(const std::string& name) const;
  Opened open(const std::filesystem::path& path, const ModelWeights& model) const;
  void check_hash(const Wanted& wanted, const LoraFile& file, const RecipeDocument& document,
                  Notes& notes) const;

  NamedFiles files_{20000};
  std::vector<NamedLora> named_;  // files alone
  mutable std::map<std::filesystem::path, std::shared_ptr<const LoraFile>> opened_;
};

}  // namespace evenlight
