#pragma once

#include <QObject>
#include <cstdint>

class QFormLayout;
class QLineEdit;
class QToolButton;

namespace evenlight::studio {

class FieldEditors;
class RecipeState;

// The seed: typed, drawn by the dice, and kept by the lock.
class SeedField : public QObject {
  Q_OBJECT
 public:
  SeedField(RecipeState& state, FieldEditors& editors, QFormLayout& form, QObject* parent);

  QLineEdit& edit() { return *edit_; }
  bool is_locked() const;
  void lock(bool on);
  void roll();        // not a step to undo
  void take_typed();  // what is still being written

 private:
  void show_seed();

  RecipeState& state_;
  QLineEdit* edit_;
  QToolButton* lock_;
  uint64_t shown_ = 0;
};

}  // namespace evenlight::studio
