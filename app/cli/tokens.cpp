#include <fmt/format.h>

#include <optional>

#include "app/cli/command.h"
#include "app/cli/flags.h"
#include "app/common/assets.h"
#include "app/common/models.h"
#include "app/common/recipe_fields.h"
#include "engine/text/chunks.h"

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
    text_flag(app, "--model", model_, "whose tokenizer (default: CLIP's)", "PATH|NAME");
  }

  int run(Console& console) override {
    if (!text_) throw Error(ErrorKind::usage, "tokens: give a text: evenlight tokens \"a cat\".");
    const auto chunks = read();
    int tokens = 0;
    auto json = nlohmann::ordered_json{{"chunks", nlohmann::ordered_json::array()}};
    for (const Chunk& chunk : chunks) {
      json["chunks"].push_back({{"ids", chunk.ids}, {"weights", weights_of(chunk)}});
      tokens += chunk.text_tokens;
    }
    json["tokens"] = tokens;
    if (common.json) {
      print_json(console, json);
    } else {
      print_table(console, chunks, tokens);
    }
    return 0;
  }

 private:
  std::vector<Chunk> read() const {
    if (model_.empty()) {
      ChunkOptions options;
      options.raw = raw_;
      return chunk_prompt(Bpe::from_merges(asset_path("clip_bpe/merges.txt")), *text_, options);
    }
    const auto model = open_model(find_model(model_).path);
    const TextConfig& config = model->configs().text;
    return chunk_prompt(load_tokenizer(*model), *text_,
                        {raw_, config.pad_token, int(config.max_positions)});
  }

  // As they were written: 1.2, not the 1.2000000476837158 that f32 makes of it.
  static std::vector<double> weights_of(const Chunk& chunk) {
    std::vector<double> weights;
    for (const float weight : chunk.weights) {
      weights.push_back(parse_number<double>(fmt::format("{}", weight)).value_or(weight));
    }
    return weights;
  }

  static void print_table(Console& console, const std::vector<Chunk>& chunks, int tokens) {
    for (size_t i = 0; i < chunks.size(); ++i) {
      const Chunk& chunk = chunks[i];
      console.out << fmt::format("chunk {}: {} tokens\n", i + 1, chunk.text_tokens);
      for (int k = 1; k <= chunk.text_tokens; ++k) {
        console.out << fmt::format("  {:>6}  {}\n", chunk.ids[size_t(k)], chunk.weights[size_t(k)]);
      }
    }
    console.out << fmt::format("{} tokens in {} chunk{}\n", tokens, chunks.size(),
                               chunks.size() == 1 ? "" : "s");
  }

  std::optional<std::string> text_;
  std::string model_;
  bool raw_ = false;
};

}  // namespace

std::unique_ptr<Command> make_tokens() {
  return std::make_unique<Tokens>();
}

}  // namespace evenlight::cli
