#pragma once

#include <QWidget>
#include <optional>

#include "app/gui/queue/job.h"
#include "engine/text/composition.h"

class QAction;
class QLabel;

namespace evenlight::studio {

class PromptEditor;
class RecipeState;
class StepStrip;

// Prompt and negative prompt, each with its number of tokens.
class PromptPanel : public QWidget {
  Q_OBJECT
 public:
  explicit PromptPanel(RecipeState& state, QWidget* parent = nullptr);

  void set_model(const ModelFacts& facts);
  void focus_prompt();
  // Below the prompts: the one thing that this window is for, and its end.
  void put_buttons(QAction& generate, QAction& cancel);

 private:
  struct Part {
    PromptEditor* editor = nullptr;
    QLabel* tokens = nullptr;
    StepStrip* strip = nullptr;
    bool negative = false;
  };
  Part make_part(const char* key, int lines);
  void show_recipe();
  void look_for_embeddings();
  void embeddings_found(const std::filesystem::path& model, std::vector<EmbeddingWord> found);
  void choose_embeddings();
  // What it is at each step, and how many tokens that takes at most.
  void count(const Part& part) const;
  std::vector<TimedPart> timed(const Part& part) const;
  void show_tokens(const Part& part, const std::vector<TimedPart>& parts) const;

  RecipeState& state_;
  std::optional<ModelFacts> model_;
  bool looking_ = false;
  bool look_again_ = false;
  std::vector<EmbeddingWord> embeddings_;  // of the model's, those that the recipe may use
  Part prompt_;
  Part negative_;
};

}  // namespace evenlight::studio
