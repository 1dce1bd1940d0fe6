#include "app/cli/command_words.h"

#include <algorithm>

#include "app/common/recipe/recipe_fields.h"
#include "engine/base/error.h"

namespace evenlight::cli {
namespace {

class CommandWording : public Wording {
 public:
  std::string sentence(const char* text) const override {
    const auto rows = command_sentences();
    const auto found = std::ranges::find(rows, text, &CommandSentence::message);
    return found == rows.end() ? text : found->words;
  }
  std::string field(std::string_view key) const override {
    const RecipeField* known = find_recipe_field(key);
    return known ? known->flag_name() : flag_of(key);
  }
};

}  // namespace

std::span<const CommandSentence> command_sentences() {
  static constexpr CommandSentence rows[] = {
      {"take the whole text as it is", "use --raw to take the whole text as it is"},
      {"try the precision f32, lower guidance or another sampler, and have the model checked",
       "try --precision f32, a lower --cfg or another sampler, and look at it with `evenlight "
       "models verify`"},
      {"say that it was given", "say with --consent that it was given"},
      {"name it", "name it with --arm"},
      {"check the model", "check the model with `evenlight models verify`"},
      {"choose another one", "`evenlight devices` lists what there is"},
      {"choose another name", "give --force to overwrite it"},
      {"The embedding {0} is not here; put {0}.safetensors into a folder “embeddings” beside the "
       "model.",
       "The embedding {0} is not here; put {0}.safetensors into a folder “embeddings” beside the "
       "model, or name it with --embedding."},
      {"The embedding {0} is here more than once, as {1} and {2}; remove or rename one.",
       "The embedding {0} is here more than once, as {1} and {2}; remove or rename one, or name "
       "the right one with --embedding."},
      {"The recipe uses the embedding {0} (sha256 {1}…), which is not here; put {0}.safetensors "
       "into a folder “embeddings” beside the model.",
       "The recipe uses the embedding {0} (sha256 {1}…), which is not here; put {0}.safetensors "
       "into a folder “embeddings” beside the model, or name it with --embedding."},
      {"The LoRA {0} is not here{1}; put {0}.safetensors into a folder “loras” beside the model.",
       "The LoRA {0} is not here{1}; put {0}.safetensors into a folder “loras” beside the model, "
       "or name it with --lora."},
      {"The LoRA {0} is here more than once, as {1} and {2}; remove or rename one.",
       "The LoRA {0} is here more than once, as {1} and {2}; remove or rename one, or name the "
       "right one with --lora."},
      {"{0} Put the right LoRA there.",
       "{0} Name the right one with --lora, or this one to use it anyway."},
      {"{0} Put the right one there.",
       "{0} Name the right one with --embedding, or this one to use it anyway."},
      {"{0}: {1} is neither a file or folder nor the name of a known model.",
       "{0}: {1} is neither a file or folder nor a name of `evenlight models list`."},
      {"give that file with it",
       "render it alone with `evenlight render --recipe … --init-noise FILE.npy`"},
      {"{0} Use the right one.",
       "{0} Give the right one with --model, or this one to use it anyway."},
      {"add that model", "give it with --model"},
      {"take that one", "name that one with --model"},
      {"put its manifest back", "name its manifest with --instrument"},
      {"name them", "name them with --arms"},
      {"finish it first", "finish it with audit resume"},
      {"{0}: the picture was made with {1}, and without it quite another one would come out ({2} "
       "is missing).",
       "{0}: the picture was made with {1}, and without it quite another one would come out; give "
       "it with {2}, or {2} none for the rest of the recipe alone."},
      {"{0} Choose {1} yourself.", "{0} Give {1} to use another value."},
  };
  return rows;
}

std::string in_command_words(const Message& message) {
  return worded(message, CommandWording());
}

std::string in_command_words(const std::exception& error) {
  const auto* ours = dynamic_cast<const Error*>(&error);
  return ours ? in_command_words(ours->message()) : error.what();
}

}  // namespace evenlight::cli
