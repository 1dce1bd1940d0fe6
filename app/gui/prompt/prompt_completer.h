#pragma once

#include <QCompleter>
#include <QStandardItemModel>
#include <vector>

#include "engine/text/chunks.h"

class QPlainTextEdit;

namespace evenlight::studio {

// Offers the embeddings and words that the model knows while a prompt is written: after two
// letters, or with Ctrl+Space. Embeddings come first and say what they are. Tab, Return or a click
// takes one, Escape none.
class PromptCompleter : public QCompleter {
  Q_OBJECT
 public:
  explicit PromptCompleter(QPlainTextEdit& editor);

  void set_words(QStringList words, const std::vector<EmbeddingWord>& embeddings);
  // After a key that changed the text. `asked`: the person wants the list.
  void typed(bool asked);
  // Whether the list is open and the key is for it.
  bool takes(const QKeyEvent& key) const;

 private:
  QString word_before_cursor() const;
  void insert(const QString& word);

  QPlainTextEdit& editor_;
  QStandardItemModel words_;
};

}  // namespace evenlight::studio
