#include "app/gui/prompt/prompt_edit.h"

#include <QFocusEvent>
#include <QKeyEvent>
#include <algorithm>
#include <cmath>

#include "app/gui/prompt/prompt_completer.h"
#include "app/gui/prompt/prompt_marks.h"
#include "app/gui/widgets/text.h"
#include "app/gui/widgets/undo_keys.h"

namespace evenlight::studio {
namespace {

constexpr double weight_step = 0.1;

// Orange for more, blue for less; the further from 1, the stronger.
QColor weight_colour(double weight, bool dark) {
  const double strength = std::min(1.0, std::abs(std::log(std::max(weight, 0.05))) / 0.7);
  QColor colour = weight > 1 ? QColor(0xe0, 0x7b, 0x1a) : QColor(0x2d, 0x7d, 0xd2);
  colour.setAlphaF(float((dark ? 0.30 : 0.18) + 0.35 * strength));
  return colour;
}

// Green for what is drawn, violet for what acts in time and together; each with a contrast of 4.5
// at least on the field's ground.
QColor sign_colour(PromptMark::Kind kind, bool dark) {
  if (kind == PromptMark::choice) return dark ? QColor(0x7c, 0xd0, 0x8c) : QColor(0x1d, 0x6f, 0x35);
  return dark ? QColor(0xc4, 0x9b, 0xf2) : QColor(0x6d, 0x3a, 0xb0);
}

}  // namespace

PromptEditor::PromptEditor(QWidget* parent)
    : QPlainTextEdit(parent), completer_(new PromptCompleter(*this)) {
  setUndoRedoEnabled(false);
  leave_undo_to_window(*this);
  setTabChangesFocus(true);
  connect(this, &QPlainTextEdit::textChanged, this, [this] {
    highlight();
    if (!setting_) emit edited(prompt());
  });
}

void PromptEditor::set_prompt(const QString& text) {
  if (text == prompt()) return;
  setting_ = true;
  // The cursor goes to the end of what is different, as after undoing.
  const QString before = prompt();
  const qsizetype shorter = std::min(before.size(), text.size());
  qsizetype behind = 0;
  while (behind < shorter && before[before.size() - 1 - behind] == text[text.size() - 1 - behind]) {
    ++behind;
  }
  setPlainText(text);
  QTextCursor cursor = textCursor();
  cursor.setPosition(int(text.size() - behind));
  setTextCursor(cursor);
  setting_ = false;
}

void PromptEditor::set_plain(bool plain) {
  if (plain_ == plain) return;
  plain_ = plain;
  highlight();
}

void PromptEditor::offer(const QStringList& words, const std::vector<EmbeddingWord>& embeddings) {
  completer_->set_words(words, embeddings);
}

void PromptEditor::mark(const std::vector<EmbeddingWord>& embeddings) {
  std::vector<std::string> names;
  for (const EmbeddingWord& word : embeddings) {
    names.push_back(to_std(spelled_in_prompt(to_qt(word.name))));
  }
  embeddings_ = EmbeddingNames(names);
  highlight();
}

void PromptEditor::keyPressEvent(QKeyEvent* event) {
  const bool control = event->modifiers() == Qt::ControlModifier;
  if (completer_->takes(*event)) {
    event->ignore();  // the list of words
  } else if (control && event->key() == Qt::Key_Space) {
    completer_->typed(true);
  } else if (control && (event->key() == Qt::Key_Up || event->key() == Qt::Key_Down) && !plain_) {
    weigh(event->key() == Qt::Key_Up ? weight_step : -weight_step);
  } else if (control && event->key() == Qt::Key_Return) {
    event->ignore();  // the window's own
  } else {
    QPlainTextEdit::keyPressEvent(event);
    const bool writes = !event->text().isEmpty() && event->text().front().isPrint();
    if (writes || event->key() == Qt::Key_Backspace) completer_->typed(false);
  }
}

void PromptEditor::focusInEvent(QFocusEvent* event) {
  QPlainTextEdit::focusInEvent(event);
  if (event->reason() != Qt::PopupFocusReason) emit entered();
}

void PromptEditor::changeEvent(QEvent* event) {
  QPlainTextEdit::changeEvent(event);
  if (event->type() == QEvent::PaletteChange) highlight();
}

void PromptEditor::weigh(double by) {
  QTextCursor cursor = textCursor();
  const PromptEdit edit =
      change_weight(prompt(), cursor.selectionStart(), cursor.selectionEnd(), by);
  if (edit.text == prompt()) return;
  setPlainText(edit.text);
  cursor = textCursor();
  cursor.setPosition(int(edit.start));
  cursor.setPosition(int(edit.end), QTextCursor::KeepAnchor);
  setTextCursor(cursor);
}

void PromptEditor::highlight() {
  QList<QTextEdit::ExtraSelection> selections;
  const bool dark = palette().color(QPalette::Base).lightnessF() < 0.5;
  const auto marks = plain_ ? std::vector<PromptMark>() : mark_prompt(prompt(), embeddings_);
  for (const PromptMark& mark : marks) {
    QTextEdit::ExtraSelection selection;
    selection.cursor = QTextCursor(document());
    selection.cursor.setPosition(int(mark.start));
    selection.cursor.setPosition(int(mark.start + mark.length), QTextCursor::KeepAnchor);
    if (mark.kind == PromptMark::syntax) {
      selection.format.setForeground(palette().color(QPalette::PlaceholderText));
    }
    selection.format.setFontUnderline(mark.kind == PromptMark::embedding);
    if (mark.kind == PromptMark::timing || mark.kind == PromptMark::joint ||
        mark.kind == PromptMark::choice) {
      selection.format.setForeground(sign_colour(mark.kind, dark));
    }
    if (mark.kind == PromptMark::pause || mark.kind == PromptMark::embedding) {
      selection.format.setForeground(palette().color(QPalette::Link));
    }
    const bool weighs = mark.kind == PromptMark::text || mark.kind == PromptMark::syntax ||
                        mark.kind == PromptMark::embedding;
    if (weighs && std::abs(mark.weight - 1) > 1e-9) {
      selection.format.setBackground(weight_colour(mark.weight, dark));
    }
    selections.append(selection);
  }
  setExtraSelections(selections);
}

}  // namespace evenlight::studio
