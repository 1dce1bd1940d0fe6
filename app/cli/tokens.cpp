#include <fmt/format.h>

#include <optional>

#include "app/cli/command.h"
#include "app/cli/flags.h"
#include "app/cli/notes.h"
#include "app/cli/recipe_flags.h"
#include "app/common/library/assets.h"
#include "app/common/library/embedding_shelf.h"
#include "app/common/library/models.h"
#include "app/common/recipe/recipe_fields.h"
#include "engine/pipeline/prompts.h"

namespace evenlight::cli {
namespace {

class Tokens : public Command {
 public:
  void declare(CLI::App& app) override {
    const auto read = [this](const std::string& text) {
      Recipe checked;
      set_from_text(checked, *find_recipe_field("prompt"), text, {ErrorKind::usage, "TEXT"});
      text_ = text;
    };
    app.add_option_function<std::string>("text", read, "the prompt")->type_name("TEXT");
    app.add_flag("--raw", raw_, "no prompt grammar: the text as it is");
    text_flag(app, "--model", model_, "whose tokenizer and embeddings (default: CLIP's)",
              "PATH|NAME");
    const RecipeField& embeddings = *find_recipe_field("embeddings");
    app.add_option(embeddings.flag_name(), embeddings_, std::string(embeddings.help))
        ->type_name("PATH")
        ->allow_extra_args(false);
  }

  int run(Console& console) override {
    if (!text_) throw Error(ErrorKind::usage, "tokens: give a text: evenlight tokens \"a cat\".");
    const ReadText text = read();
    int tokens = 0;
    auto json = nlohmann::ordered_json{{"chunks", nlohmann::ordered_json::array()}};
    for (const Chunk& chunk : text.chunks) {
      json["chunks"].push_back({{"ids", chunk.ids}, {"weights", weights_of(chunk)}});
      tokens += chunk.text_tokens;
    }
    json["tokens"] = tokens;
    json["embeddings"] = nlohmann::ordered_json::array();
    for (size_t i = 0; i < text.words.size(); ++i) {
      const EmbeddingWord& word = text.words[i];
      json["embeddings"].push_back({{"name", word.name},
                                    {"sha256", text.embeddings[i]->sha256},
                                    {"tokens", word.count},
                                    {"first_id", word.first_id}});
    }
    if (common.json) {
      print_json(console, json);
    } else {
      print_table(console, text, tokens);
    }
    return 0;
  }

 private:
  static constexpr int64_t any_width = 0;

  struct ReadText {
    std::vector<Chunk> chunks;
    PromptEmbeddings embeddings;
    std::vector<EmbeddingWord> words;  // the same, as the chunks hold them
  };

  ReadText read() const {
    if (model_.empty()) {
      const Bpe bpe = Bpe::from_merges(asset_path("clip_bpe/merges.txt"));
      TextConfig config;
      config.vocab = bpe.size();
      return read(bpe, config, {}, any_width);
    }
    const auto model = open_model(find_model(model_).path);
    const TextConfig& config = model->configs().text;
    return read(load_tokenizer(*model), config, model->path(), config.width);
  }

  ReadText read(const Bpe& bpe, const TextConfig& config, const std::filesystem::path& model,
                int64_t width) const {
    RecipeDocument document;
    document.recipe.prompt = *text_;
    document.recipe.raw = raw_;
    document.given.insert("prompt");
    Notes notes;
    EmbeddingShelf(model, embeddings_).resolve(document, width, notes);
    show_notes(notes);
    const ChunkOptions options = chunk_options(document.recipe, config);
    return {chunk_prompt(bpe, *text_, options), document.recipe.embeddings, options.words};
  }

  // As they were written: 1.2, not the 1.2000000476837158 that f32 makes of it.
  static std::vector<double> weights_of(const Chunk& chunk) {
    std::vector<double> weights;
    for (const float weight : chunk.weights) {
      weights.push_back(parse_number<double>(fmt::format("{}", weight)).value_or(weight));
    }
    return weights;
  }

  // " cat-toy 2/8" behind a token of an embedding.
  static std::string embedding_of(int32_t id, const std::vector<EmbeddingWord>& words) {
    for (const EmbeddingWord& word : words) {
      if (id < word.first_id || id >= word.first_id + word.count) continue;
      return fmt::format("  {} {}/{}", word.name, id - word.first_id + 1, word.count);
    }
    return {};
  }

  static void print_table(Console& console, const ReadText& text, int tokens) {
    const std::vector<Chunk>& chunks = text.chunks;
    for (size_t i = 0; i < chunks.size(); ++i) {
      const Chunk& chunk = chunks[i];
      console.out << fmt::format("chunk {}: {} tokens\n", i + 1, chunk.text_tokens);
      for (int k = 1; k <= chunk.text_tokens; ++k) {
        const int32_t id = chunk.ids[size_t(k)];
        console.out << fmt::format("  {:>6}  {}{}\n", id, chunk.weights[size_t(k)],
                                   embedding_of(id, text.words));
      }
    }
    console.out << fmt::format("{} tokens in {} chunk{}\n", tokens, chunks.size(),
                               chunks.size() == 1 ? "" : "s");
  }

  std::optional<std::string> text_;
  std::string model_;
  std::vector<std::string> embeddings_;
  bool raw_ = false;
};

}  // namespace

std::unique_ptr<Command> make_tokens() {
  return std::make_unique<Tokens>();
}

}  // namespace evenlight::cli
