// The one table of what a recipe holds: each row is a flag of `evenlight render` (--cfg-rescale), a
// key of the JSON recipe (cfg_rescale) and a control of the studio.
#pragma once

#include <nlohmann/json.hpp>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "app/common/recipe/recipe_document.h"
#include "app/common/recipe/value_place.h"
#include "engine/pipeline/recipe_limits.h"

namespace evenlight {

// σ between which guidance acts: "LOW:HIGH" as text, [low, high] as JSON, null for no upper end.
struct SigmaInterval {
  double Recipe::*low;
  double Recipe::*high;
};

// Another seed and its share: "SEED:STRENGTH" as text, [seed, strength] as JSON, null for a share
// of 0.
struct SeedShare {
  uint64_t Recipe::*seed;
  double Recipe::*strength;
};

// Noise levels: "A,B,…,0" as text, an array as JSON; or none. They fall, and the last is 0.
struct SigmaList {
  std::vector<double> Recipe::*sigmas;
};

// Several things of one kind that a recipe lists, such as embeddings: a JSON array of objects, and
// a flag that may be repeated and names a file of each.
struct ObjectList {
  std::string_view form;  // of the array, for messages
  std::string_view file;  // that the flag names: "PATH"
  // [] where there are none. Reading throws Error "WHERE…: expected …".
  nlohmann::ordered_json (*to_json)(const RecipeDocument& document);
  void (*from_json)(RecipeDocument& document, const nlohmann::ordered_json& value,
                    const ValuePlace& place);
};

// A file that a recipe knows by its contents: {"sha256"}, and a flag that names the file.
struct HashedFile {
  std::string RecipeDocument::*sha256;
  std::string_view file;  // that the flag names: "FILE.npy"
};

// So many numbers, "L,T,R,B" as text, an array as JSON; or none.
struct NumberList {
  std::vector<double> Recipe::*numbers;
  std::string_view form;  // a letter or word for each, and what stands between them
  std::span<const NumberRange> ranges;
  size_t min_count = ranges.size();  // the last ones may be left out
  char separator() const { return form[form.find_first_of(",:x")]; }
};

// A picture, or another file, that a recipe knows by name and contents: {"name", "sha256"}, or its
// path as text; and a flag that names the file.
struct PictureInput {
  InputFile RecipeDocument::*file;
  std::string_view form = "IMAGE";  // that the flag names
};

using RecipeMember = std::variant<std::string Recipe::*, bool Recipe::*, uint64_t Recipe::*,
                                  int Recipe::*, int64_t Recipe::*, double Recipe::*,
                                  std::optional<double> Recipe::*, SigmaInterval, SeedShare,
                                  SigmaList, NumberList, ObjectList, HashedFile, PictureInput>;

// "--cfg-rescale" for "cfg_rescale".
std::string flag_of(std::string_view key);

struct RecipeField {
  std::string_view key;
  std::string_view help;
  RecipeMember member;
  NumberRange range = {};  // of numbers
  int64_t multiple = 1;    // of whole numbers
  // For names: what else it may be called → our id. Throws Error(usage), without a full stop,
  // that lists the accepted ids.
  std::string (*name)(std::string_view) = nullptr;
  std::string_view flag = {};     // where it is not the key's: "embedding" for "embeddings"
  std::string_view old_key = {};  // that recipes and flags of older versions have
  bool sparse = false;            // recipes hold it only where it differs from the default
  // What says something of one picture alone, as the one it starts from: audits have no such thing.
  bool of_one_picture = false;

  // Whether its value is one of Recipe, and not files that the document lists.
  bool is_value() const;
  std::string flag_name() const;  // "--cfg-rescale"
};

// Samplers also by names that carry a schedule, such as "DPM++ 2M Karras" (see canonicalise_names).
std::span<const RecipeField> recipe_fields();

// Also by its old key. Null if there is none.
const RecipeField* find_recipe_field(std::string_view key);

// Of fields that are values. Both check type and range and throw Error "WHERE: expected …, got …".
void set_from_text(Recipe& recipe, const RecipeField& field, const std::string& text,
                   const ValuePlace& place);
void set_from_json(Recipe& recipe, const RecipeField& field, const nlohmann::ordered_json& value,
                   const ValuePlace& place);

// Of every field: value, list or file.
void set_from_json(RecipeDocument& document, const RecipeField& field,
                   const nlohmann::ordered_json& value, const ValuePlace& place);
nlohmann::ordered_json field_json(const RecipeDocument& document, const RecipeField& field);

// A null for what has no value (an eta left to the sampler, an unbounded interval) and for a sparse
// field's default: leave it out.
nlohmann::ordered_json field_json(const Recipe& recipe, const RecipeField& field);

// The same with a sparse field's default.
nlohmann::ordered_json value_json(const Recipe& recipe, const RecipeField& field);

// Turns sampler and schedule into our ids, and counts the steps of sigmas that are given. A
// sampler's name that carries a schedule gives that schedule, if `schedule` is "automatic".
void canonicalise_names(Recipe& recipe);

}  // namespace evenlight
