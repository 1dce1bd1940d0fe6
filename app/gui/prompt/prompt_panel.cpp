#include "app/gui/prompt/prompt_panel.h"

#include <QFutureWatcher>
#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>
#include <QVBoxLayout>
#include <QtConcurrent>
#include <algorithm>
#include <set>

#include "app/gui/prompt/model_vocabulary.h"
#include "app/gui/prompt/prompt_edit.h"
#include "app/gui/prompt/prompt_marks.h"
#include "app/gui/prompt/step_strip.h"
#include "app/gui/settings/field_texts.h"
#include "app/gui/settings/recipe_state.h"
#include "app/gui/widgets/icons.h"
#include "app/gui/widgets/text.h"
#include "app/gui/window/own_words.h"
#include "engine/base/error.h"
#include "engine/pipeline/prompts.h"

namespace evenlight::studio {
namespace {

// The words that a recipe's prompts take for embeddings: a picture's own recipe has listed them
// all.
std::vector<EmbeddingWord> recognised(const RecipeDocument& document,
                                      std::vector<EmbeddingWord> words) {
  if (!document.embeddings_listed) return words;
  std::erase_if(words, [&](const EmbeddingWord& word) {
    return std::ranges::find(document.embeddings, word.name, &EmbeddingStamp::name) ==
           document.embeddings.end();
  });
  return words;
}

QStringList names_in(const std::vector<Chunk>& chunks, const std::vector<EmbeddingWord>& words) {
  QStringList names;
  for (const EmbeddingWord& word : words) {
    const bool used = std::ranges::any_of(chunks, [&](const Chunk& chunk) {
      return std::ranges::find(chunk.ids, word.first_id) != chunk.ids.end();
    });
    if (used) names << to_qt(word.name);
  }
  return names;
}

}  // namespace

PromptPanel::PromptPanel(RecipeState& state, QWidget* parent) : QWidget(parent), state_(state) {
  setObjectName("prompt_panel");
  new QVBoxLayout(this);
  prompt_ = make_part("prompt", 5);
  prompt_.editor->setPlaceholderText(tr("What do you want to see?"));
  negative_ = make_part("negative", 3);
  negative_.editor->setPlaceholderText(tr("What should not be in it?"));
  connect(&state_, &RecipeState::changed, this, &PromptPanel::show_recipe);
  show_recipe();
}

PromptPanel::Part PromptPanel::make_part(const char* key, int lines) {
  const RecipeField& field = *find_recipe_field(key);
  Part part;
  part.editor = new PromptEditor;
  part.editor->setObjectName(key);
  part.editor->setAccessibleName(label_of(field));
  part.editor->setAccessibleDescription(tooltip_of(field));
  part.editor->setToolTip(tooltip_of(field) + "\n" +
                          tr("Ctrl+Up and Ctrl+Down change the weight of the word at the cursor."));
  part.editor->setMinimumHeight(fontMetrics().lineSpacing() * lines);
  part.tokens = new QLabel;
  part.tokens->setObjectName(QString(key) + "_tokens");
  part.tokens->setWordWrap(true);
  auto* row = new QHBoxLayout;
  // The panel's own title says "Prompt" already.
  if (field.key != "prompt") {
    auto* title = new QLabel(label_of(field));
    title->setBuddy(part.editor);
    row->addWidget(title);
  }
  row->addWidget(part.tokens, 1);
  part.tokens->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
  auto* column = static_cast<QVBoxLayout*>(layout());
  column->addLayout(row);
  column->addWidget(part.editor, lines);
  part.strip = new StepStrip;
  part.strip->setObjectName(QString(key) + "_steps");
  column->addWidget(part.strip);
  part.negative = field.key == "negative";
  connect(part.editor, &PromptEditor::edited, this,
          [this, &field](const QString& text) { state_.set(field, to_std(text)); });
  connect(part.editor, &PromptEditor::entered, this, &PromptPanel::look_for_embeddings);
  return part;
}

void PromptPanel::put_buttons(QAction& generate, QAction& cancel) {
  auto* main = new QToolButton;
  main->setObjectName("generate_button");
  main->setDefaultAction(&generate);
  main->setIcon(icon(Icon::generate, QPalette::HighlightedText));
  main->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
  main->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
  main->setMinimumHeight(fontMetrics().height() * 2);
  main->setStyleSheet(
      "QToolButton { background: palette(highlight); color: palette(highlighted-text);"
      " border: 1px solid palette(highlight); border-radius: 4px; font-weight: bold; }"
      "QToolButton:focus { border: 2px solid palette(window-text); }"
      "QToolButton:pressed { border: 2px solid palette(mid); }");
  auto* stop = new QToolButton;
  stop->setObjectName("cancel_button");
  stop->setDefaultAction(&cancel);
  stop->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
  stop->setMinimumHeight(fontMetrics().height() * 2);
  auto* row = new QHBoxLayout;
  row->addWidget(main, 1);
  row->addWidget(stop);
  static_cast<QVBoxLayout*>(layout())->addLayout(row);
}

void PromptPanel::set_model(const ModelFacts& facts) {
  model_ = facts;
  for (const Part& part : {prompt_, negative_}) {
    part.editor->offer(model_->words, model_->embeddings);
  }
  show_recipe();
}

// Whoever writes a prompt is offered what lies in the folders then, on another thread's time.
void PromptPanel::look_for_embeddings() {
  if (!model_) return;
  look_again_ = looking_;  // what came since this look began
  if (looking_) return;
  looking_ = true;
  using Found = std::vector<EmbeddingWord>;
  auto* watcher = new QFutureWatcher<Found>(this);
  const std::filesystem::path model = model_->model.path;
  connect(watcher, &QFutureWatcherBase::finished, this, [this, watcher, model] {
    watcher->deleteLater();
    looking_ = false;
    embeddings_found(model, watcher->result());
    if (look_again_) look_for_embeddings();
  });
  watcher->setFuture(QtConcurrent::run(fitting_embeddings, model, model_->configs.text));
}

void PromptPanel::embeddings_found(const std::filesystem::path& model,
                                   std::vector<EmbeddingWord> found) {
  if (model != model_->model.path || found == model_->embeddings) return;
  model_->embeddings = std::move(found);
  for (const Part& part : {prompt_, negative_}) {
    part.editor->offer(model_->words, model_->embeddings);
  }
  show_recipe();
}

void PromptPanel::choose_embeddings() {
  if (!model_) return;
  auto chosen = recognised(state_.document(), model_->embeddings);
  if (chosen == embeddings_) return;
  embeddings_ = std::move(chosen);
  for (const Part& part : {prompt_, negative_}) part.editor->mark(embeddings_);
}

void PromptPanel::focus_prompt() {
  prompt_.editor->setFocus();
}

void PromptPanel::show_recipe() {
  choose_embeddings();
  prompt_.editor->set_prompt(to_qt(state_.recipe().prompt));
  negative_.editor->set_prompt(to_qt(state_.recipe().negative));
  for (const Part& part : {prompt_, negative_}) {
    part.editor->set_plain(state_.recipe().raw);
    count(part);
  }
}

std::vector<TimedPart> PromptPanel::timed(const Part& part) const {
  const Recipe& recipe = state_.recipe();
  const std::string text =
      to_std(recipe.raw ? part.editor->prompt() : without_choices(part.editor->prompt()));
  const StepCount steps{recipe.steps};
  if (part.negative) return {{1.0, timed_negative(text, grammar_of(recipe), steps)}};
  return timed_parts(text, grammar_of(recipe), steps);
}

void PromptPanel::count(const Part& part) const {
  QPalette colours = palette();
  std::vector<TimedPart> parts;
  part.tokens->clear();
  try {
    parts = timed(part);
    show_tokens(part, parts);
  } catch (const Error& error) {
    part.tokens->setText(in_own_words(error));
    colours.setColor(QPalette::WindowText, QColor(0xd0, 0x3a, 0x2b));
  }
  part.tokens->setPalette(colours);
  part.strip->show_parts(parts);
}

void PromptPanel::show_tokens(const Part& part, const std::vector<TimedPart>& parts) const {
  if (!model_) return;
  const TextConfig& config = model_->configs.text;
  ChunkOptions options = chunk_options(state_.recipe(), config);
  options.words = embeddings_;
  int most = -1;
  size_t most_chunks = 1;
  QStringList used;
  std::set<std::string> counted;
  for (const TimedPart& timed : parts) {
    for (const ScheduledText& one : timed.texts) {
      if (!counted.insert(one.text).second) continue;
      const auto chunks = chunk_prompt(*model_->tokenizer, one.text, options);
      int tokens = 0;
      for (const Chunk& chunk : chunks) tokens += chunk.text_tokens;
      most = std::max(most, tokens);
      most_chunks = std::max(most_chunks, chunks.size());
      used << names_in(chunks, embeddings_);
    }
  }
  used.removeDuplicates();
  const int room = int(most_chunks) * int(config.max_positions - 2);
  QString text = tr("%1 of %2 tokens").arg(most).arg(room);
  if (!used.isEmpty()) text += tr(", with %1").arg(used.join(", "));
  part.tokens->setText(text);
  part.tokens->setToolTip(
      tr("The model reads the prompt in parts of %1 tokens; this one takes %n part(s).", nullptr,
         int(most_chunks))
          .arg(config.max_positions - 2));
}

}  // namespace evenlight::studio
