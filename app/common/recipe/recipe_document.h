#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "app/common/notes.h"
#include "app/common/recipe/requirement_record.h"
#include "engine/pipeline/recipe.h"

namespace evenlight {

// A file that a recipe needs, known by its contents.
struct FileStamp {
  std::string name;    // without folder and suffix
  std::string sha256;  // 64 hexadecimal digits, fewer from other programs
};

// A picture that a recipe starts from or that says where, or a part of a model: a file that a
// person named, or that a recipe knows by its contents.
struct InputFile {
  std::string name;  // with suffix, without folder; in a recipe that a person wrote perhaps a path
  std::string sha256;  // of its bytes; empty: whatever lies there
  std::string path;    // that a person named for it, and that goes before `name`; may be empty

  bool is_given() const { return !name.empty() || !sha256.empty() || !path.empty(); }
};

// A network that a picture steers, beside the model's own.
struct ControlInput {
  InputFile model;  // a ControlNet or T2I adapter: a file, or a folder
  InputFile image;
  std::string preprocess = "none";  // what is done to the picture first: pictures/preprocess.h
  double weight = 1.0;
  double start = 0.0, end = 1.0;  // shares of the steps
};

// A picture that is a prompt.
struct IpAdapterInput {
  InputFile model;    // an IP-Adapter
  InputFile encoder;  // that it reads pictures by: a file, or a folder
  InputFile image;
  double weight = 1.0;
  double start = 0.0, end = 1.0;  // shares of the steps
};

// A part of the picture with a prompt of its own.
struct RegionInput {
  InputFile mask;  // a picture, white where it is
  std::string prompt;
  double weight = 1.0;
};

// A textual-inversion embedding that prompts use.
using EmbeddingStamp = FileStamp;

inline constexpr size_t max_listed_embeddings = 1000;  // by one recipe

// A LoRA, and how strongly it acts.
struct LoraStamp {
  FileStamp file;            // the hash may be empty: whatever file has that name
  double weight = 1.0;       // of the UNet
  double text_weight = 1.0;  // of the text encoders
  bool in_prompt = false;    // as <lora:name:0.8>, with the weights that stand there
};

inline constexpr size_t max_listed_loras = 100;  // by one recipe

// Prompts as a person wrote them, with {red|blue} or __colour__ in them, where the recipe's own are
// what was drawn from them for its seed; empty: just the recipe's.
struct PromptTemplates {
  std::string prompt, negative;
  bool operator==(const PromptTemplates&) const = default;
};

// Names of recipe fields.
using RecipeKeys = std::set<std::string, std::less<>>;

// A recipe as it is kept in files: what decides the bytes, and what it was made with.
struct RecipeDocument {
  Recipe recipe;
  std::set<std::string> given;  // the recipe's keys that were named; the others are defaults
  // Key → the file that its value stands in, for messages; none for a flag or a control.
  std::map<std::string, std::string> origin;

  std::string model_name;    // empty: not named
  std::string model_sha256;  // 64 hexadecimal digits, fewer from other programs, or empty
  // Of a folder's configurations and tokenizer; empty for a file, and in recipes before 0.2.
  std::string model_config_sha256;
  bool model_ema = false;  // its averaged weights
  std::string app;         // "0.1.0": the version that wrote it
  std::string device;      // id and precision that rendered it, or that a recipe asks for
  std::string precision;
  // Of the unit normals, f32 [4,h,w], that the picture started from instead of the generator's.
  std::string init_noise_sha256;

  InputFile init;  // the picture that the recipe starts from
  InputFile mask;  // white where that is made anew
  std::vector<ControlInput> controls;
  std::vector<IpAdapterInput> ip_adapters;
  std::vector<RegionInput> regions;
  InputFile refiner;                       // the model that walks the last steps
  InputFile vae;                           // in the place of the model's
  InputFile unet;                          // likewise
  InputFile text_encoder, text_encoder_2;  // likewise
  // Of the file that the recipe was read from; its pictures may lie there.
  std::filesystem::path folder;

  PromptTemplates templates;  // text/variants.h

  std::vector<EmbeddingStamp> embeddings;
  bool embeddings_listed = false;  // an Evenlight picture's list, so the prompts use no others

  std::vector<LoraStamp> loras;

  std::vector<std::string> requirements;    // that every picture must meet: requirements/
  std::optional<RequirementRecord> record;  // of a picture that was made to meet them
  // Read from a text of A1111's or another program: what it names and is not here is said, and is
  // no reason to refuse the rest.
  bool of_another_program = false;

  // For prompts that are not the document's own any more.
  void forget_embeddings() {
    embeddings.clear();
    embeddings_listed = false;
    std::erase_if(loras, [](const LoraStamp& lora) { return lora.in_prompt; });
  }
  // The recipe's field of that key has a new value from a person.
  void changed(std::string_view key) {
    given.emplace(key);
    origin.erase(std::string(key));
    if (key == "prompt") templates.prompt.clear();
    if (key == "negative") templates.negative.clear();
    if (key == "prompt" || key == "negative" || key == "raw") forget_embeddings();
  }

  Notes notes;  // sentences on what was read but cannot be followed
};

}  // namespace evenlight
