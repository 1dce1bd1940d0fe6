#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include <optional>
#include <set>

#include "app/cli/command.h"
#include "app/cli/flags.h"
#include "app/cli/notes.h"
#include "app/cli/recipe_flags.h"
#include "app/common/library/assets.h"
#include "app/common/library/embedding_shelf.h"
#include "app/common/library/models.h"
#include "app/common/library/wildcard_shelf.h"
#include "app/common/recipe/drawn_prompts.h"
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
    app.add_flag("--raw", recipe_.raw, "no prompt grammar: the text as it is");
    const auto steps = [this](const std::string& text) { set("steps", text); };
    app.add_option_function<std::string>(
           "--steps", steps, "how many a picture has: tells which words act at which step")
        ->type_name("N");
    for (const char* key : {"emphasis", "like"}) {
      const RecipeField& field = *find_recipe_field(key);
      const auto take = [this, key](const std::string& text) { set(key, text); };
      app.add_option_function<std::string>(field.flag_name(), take, std::string(field.help))
          ->type_name("NAME");
    }
    const auto seed = [this](const std::string& text) { set("seed", text); };
    app.add_option_function<std::string>(
           "--seed", seed, "draws what the text leaves open, {a|b} and __lists__, for that seed")
        ->type_name("N");
    app.add_option("--wildcards", wildcards_, "a folder of word lists (.txt); may be repeated")
        ->type_name("FOLDER")
        ->allow_extra_args(false);
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
    auto json = nlohmann::ordered_json{{"chunks", nlohmann::ordered_json::array()}};
    for (const Chunk& chunk : text.chunks) {
      json["chunks"].push_back({{"ids", chunk.ids}, {"weights", weights_of(chunk)}});
    }
    const int tokens = tokens_of(text.chunks);
    json["tokens"] = tokens;
    if (given_.contains("steps")) json["schedule"] = schedule_json(text.told);
    if (given_.contains("seed")) json["text"] = text.drawn;
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
      print_schedule(console, text);
      print_table(console, text, tokens);
    }
    return 0;
  }

 private:
  static constexpr int64_t any_width = 0;

  struct ReadText {
    std::string drawn;  // the prompt, with nothing open any more
    std::vector<TimedPart> parts;
    std::vector<TimedPart> told;  // what --steps tells
    std::string longest;          // of all their texts, that with the most tokens
    std::vector<Chunk> chunks;    // its
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
    document.recipe = recipe_;
    document.recipe.prompt = *text_;
    document.given.insert("prompt");
    if (given_.contains("seed")) {
      const WildcardShelf lists(model, wildcards_);
      draw_prompts(document, [&](const std::string& name) -> const std::vector<std::string>& {
        return lists.lines(name);
      });
    }
    Notes notes;
    EmbeddingShelf(model, embeddings_).resolve(document, width, notes);
    note_grammar(document.recipe, notes);
    show_notes(notes);
    const ChunkOptions options = chunk_options(document.recipe, config);
    ReadText text;
    text.drawn = document.recipe.prompt;
    const StepCount count = {document.recipe.steps};
    text.parts = timed_parts(text.drawn, grammar_of(document.recipe), count);
    text.told = text.parts;
    if (given_.contains("steps")) text.told = as_a1111(document.recipe, text, count);
    text.embeddings = document.recipe.embeddings;
    text.words = options.words;
    for (const TimedPart& part : text.parts) {
      for (const ScheduledText& one : part.texts) {
        auto chunks = chunk_prompt(bpe, one.text, options);
        if (!text.chunks.empty() && tokens_of(chunks) <= tokens_of(text.chunks)) continue;
        text.chunks = std::move(chunks);
        text.longest = one.text;
      }
    }
    return text;
  }

  // The line of steps is A1111's, where a number behind the last colon is a weight without any AND.
  static std::vector<TimedPart> as_a1111(const Recipe& recipe, const ReadText& text,
                                         StepCount count) {
    PromptGrammar grammar = grammar_of(recipe);
    grammar.lone_weight = true;
    auto parts = timed_parts(text.drawn, grammar, count);
    if (parts.size() == 1 && parts.front().weight != text.parts.front().weight) {
      spdlog::warn(
          "The steps are told as A1111 has them: there the prompt counts {:g} times. "
          "Without --like a1111 the colon and the number are text.",
          parts.front().weight);
    }
    return parts;
  }

  void set(const std::string& key, const std::string& text) {
    const RecipeField& field = *find_recipe_field(key);
    set_from_text(recipe_, field, text, {ErrorKind::usage, field.flag_name()});
    given_.insert(key);
  }

  static int tokens_of(const std::vector<Chunk>& chunks) {
    int tokens = 0;
    for (const Chunk& chunk : chunks) tokens += chunk.text_tokens;
    return tokens;
  }

  static nlohmann::ordered_json schedule_json(const std::vector<TimedPart>& parts) {
    auto json = nlohmann::ordered_json::array();
    for (const TimedPart& part : parts) {
      auto steps = nlohmann::ordered_json::array();
      for (const ScheduledText& one : part.texts) {
        steps.push_back(nlohmann::ordered_json::array({one.last_step, one.text}));
      }
      json.push_back({{"weight", part.weight}, {"steps", steps}});
    }
    return json;
  }

  // Which text acts at which steps; nothing where there is one text alone.
  void print_schedule(Console& console, const ReadText& text) const {
    const std::vector<TimedPart>& parts = text.told;
    const bool changes = parts.size() > 1 || parts.front().texts.size() > 1;
    if (!changes && !given_.contains("steps")) return;
    for (size_t i = 0; i < parts.size(); ++i) {
      if (parts.size() > 1 || parts[i].weight != 1.0) {
        console.out << fmt::format("part {}, weight {}\n", i + 1, parts[i].weight);
      }
      int first = 1;
      for (const ScheduledText& one : parts[i].texts) {
        const std::string steps = one.last_step > first ? fmt::format("{}–{}", first, one.last_step)
                                                        : fmt::format("{}", one.last_step);
        console.out << fmt::format("  steps {:>9}  {}\n", steps, one.text);
        first = one.last_step + 1;
      }
    }
    if (changes) console.out << fmt::format("the longest: {}\n", text.longest);
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
  std::vector<std::string> wildcards_;
  Recipe recipe_;  // what the flags say of it
  std::set<std::string> given_;
};

}  // namespace

std::unique_ptr<Command> make_tokens() {
  return std::make_unique<Tokens>();
}

}  // namespace evenlight::cli
