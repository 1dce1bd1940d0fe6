#pragma once

#include <QWidget>

#include "bias_audit/data/prompt_set.h"

class QPlainTextEdit;

namespace evenlight::studio {

// A prompt set that a person writes: subjects, and the wordings they are put into.
class OwnPrompts : public QWidget {
  Q_OBJECT
 public:
  explicit OwnPrompts(QWidget* parent = nullptr);

  int count() const;  // of subjects
  // Throws InputError for prompts that are none.
  audit::PromptSet set() const;

 signals:
  void changed();

 private:
  QPlainTextEdit* subjects_;
  QPlainTextEdit* wordings_;
};

}  // namespace evenlight::studio
