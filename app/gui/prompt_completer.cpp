#include "app/gui/prompt_completer.h"

#include <QAbstractItemView>
#include <QKeyEvent>
#include <QPlainTextEdit>
#include <QScrollBar>

namespace evenlight::studio {
namespace {

constexpr qsizetype least_letters = 2;
constexpr int shown_at_once = 8;

bool in_word(QChar c) {
  return c.isLetterOrNumber() || c == '_' || c == '-';
}

}  // namespace

PromptCompleter::PromptCompleter(QPlainTextEdit& editor) : QCompleter(&editor), editor_(editor) {
  setWidget(&editor);
  setModel(&words_);
  setCaseSensitivity(Qt::CaseInsensitive);
  setModelSorting(QCompleter::CaseInsensitivelySortedModel);
  setCompletionMode(QCompleter::PopupCompletion);
  setMaxVisibleItems(shown_at_once);
  popup()->setObjectName("completions");
  popup()->setAccessibleName(tr("Words that the model knows"));
  connect(this, qOverload<const QString&>(&QCompleter::activated), this, &PromptCompleter::insert);
}

void PromptCompleter::set_words(QStringList words) {
  words.removeDuplicates();
  words.sort(Qt::CaseInsensitive);
  words_.setStringList(words);
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
  if (!asked && word.size() < least_letters) return popup()->hide();
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
  cursor.insertText(word);
  editor_.setTextCursor(cursor);
}

}  // namespace evenlight::studio
