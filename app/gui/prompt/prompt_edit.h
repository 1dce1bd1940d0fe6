#pragma once

#include <QPlainTextEdit>
#include <vector>

#include "engine/text/chunks.h"
#include "engine/text/embedding_names.h"

namespace evenlight::studio {

class PromptCompleter;

// A text field that shows the prompt's weights as colours, underlines embeddings and completes
// words. Ctrl+Up and Ctrl+Down change the weight of the selection or the word at the cursor. Undo
// is the window's.
class PromptEditor : public QPlainTextEdit {
  Q_OBJECT
 public:
  explicit PromptEditor(QWidget* parent = nullptr);

  QString prompt() const { return toPlainText(); }
  void set_prompt(const QString& prompt);  // the cursor goes where it changed
  void set_plain(bool plain);              // no grammar, so no colours
  // While a word is written.
  void offer(const QStringList& words, const std::vector<EmbeddingWord>& embeddings);
  void mark(const std::vector<EmbeddingWord>& embeddings);

 signals:
  void edited(const QString& prompt);
  void entered();  // by the keyboard or the mouse, or with the window

 protected:
  void keyPressEvent(QKeyEvent* event) override;
  void focusInEvent(QFocusEvent* event) override;
  void changeEvent(QEvent* event) override;

 private:
  void weigh(double by);
  void highlight();

  PromptCompleter* completer_;
  EmbeddingNames embeddings_{{}};
  bool plain_ = false;
  bool setting_ = false;
};

}  // namespace evenlight::studio
