#include "app/gui/prompt/prompt_completer.h"

#include <QAbstractItemView>
#include <QKeyEvent>
#include <QPlainTextEdit>
#include <QScrollBar>

#include "app/gui/prompt/prompt_marks.h"
#include "app/gui/widgets/text.h"

namespace evenlight::studio {
namespace {

constexpr qsizetype min_letters = 2;
constexpr int shown_at_once = 8;
constexpr int word_role = Qt::UserRole;

QStandardItem* row(const QString& word, const QString& shown) {
  auto* item = new QStandardItem(shown);
  item->setData(word, word_role);
  item->setEditable(false);
  return item;
}

bool in_word(QChar c) {
  return c.isLetterOrNumber() || c == '_' || c == '-';
}

}  // namespace

PromptCompleter::PromptCompleter(QPlainTextEdit& editor) : QCompleter(&editor), editor_(editor) {
  setWidget(&editor);
  setModel(&words_);
  setCaseSensitivity(Qt::CaseInsensitive);
  setCompletionRole(word_role);
  setCompletionMode(QCompleter::PopupCompletion);
  setMaxVisibleItems(shown_at_once);
  popup()->setObjectName("completions");
  popup()->setAccessibleName(tr("Embeddings and words that the model knows"));
  connect(this, qOverload<const QString&>(&QCompleter::activated), this, &PromptCompleter::insert);
}

void PromptCompleter::set_words(QStringList words, const std::vector<EmbeddingWord>& embeddings) {
  words_.clear();
  for (const EmbeddingWord& embedding : embeddings) {
    const QString name = to_qt(embedding.name);
    words_.appendRow(
        row(name, tr("%1 – embedding, %n token(s)", nullptr, embedding.count).arg(name)));
    words.removeAll(name);
  }
  words.removeDuplicates();
  words.sort(Qt::CaseInsensitive);
  for (const QString& word : words) words_.appendRow(row(word, word));
}

QString PromptCompleter::word_before_cursor() const {
  const QString text = editor_.toPlainText();
  const int end = editor_.textCursor().position();
  int start = end;
  while (start > 0 && in_word(text[start - 1])) --start;
  // Inside a word nothing is offered: it would be torn apart.
  if (end < text.size() && in_word(text[end])) return {};
  return text.mid(start, end - start);
}

void PromptCompleter::typed(bool asked) {
  const QString word = word_before_cursor();
  if (!asked && word.size() < min_letters) return popup()->hide();
  setCompletionPrefix(word);
  const bool only_itself =
      completionCount() == 1 && currentCompletion().compare(word, Qt::CaseInsensitive) == 0;
  if (completionCount() == 0 || only_itself) return popup()->hide();
  popup()->setCurrentIndex(QModelIndex());  // Return goes on writing unless one is chosen
  QRect where = editor_.cursorRect();
  where.setWidth(popup()->sizeHintForColumn(0) + popup()->verticalScrollBar()->sizeHint().width() +
                 2 * popup()->frameWidth());
  complete(where);
}

bool PromptCompleter::takes(const QKeyEvent& key) const {
  if (!popup()->isVisible()) return false;
  switch (key.key()) {
    case Qt::Key_Return:
    case Qt::Key_Enter:
      return popup()->currentIndex().isValid();
    case Qt::Key_Tab:
    case Qt::Key_Backtab:
    case Qt::Key_Escape:
      return true;
    default:
      return false;
  }
}

void PromptCompleter::insert(const QString& word) {
  QTextCursor cursor = editor_.textCursor();
  cursor.movePosition(QTextCursor::Left, QTextCursor::KeepAnchor, int(completionPrefix().size()));
  cursor.insertText(spelled_in_prompt(word));
  editor_.setTextCursor(cursor);
}

}  // namespace evenlight::studio
