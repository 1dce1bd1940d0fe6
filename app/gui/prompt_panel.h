#pragma once

#include <QWidget>
#include <memory>

#include "engine/models/config.h"
#include "engine/text/bpe.h"

class QLabel;

namespace evenlight::studio {

class PromptEditor;
class RecipeState;

// Prompt and negative prompt, each with its number of tokens.
class PromptPanel : public QWidget {
  Q_OBJECT
 public:
  explicit PromptPanel(RecipeState& state, QWidget* parent = nullptr);

  void set_tokenizer(std::shared_ptr<const Bpe> tokenizer, const TextConfig& config);
  void set_words(const QStringList& words);  // offered while one is written
  void focus_prompt();

 private:
  struct Part {
    PromptEditor* editor = nullptr;
    QLabel* tokens = nullptr;
  };
  Part make_part(const char* key, int lines);
  void show_recipe();
  void count(const Part& part) const;

  RecipeState& state_;
  std::shared_ptr<const Bpe> tokenizer_;
  TextConfig config_;
  Part prompt_;
  Part negative_;
};

}  // namespace evenlight::studio
