#pragma once

#include <QObject>

class QComboBox;
class QFormLayout;

namespace evenlight::studio {

class FieldEditors;
class RecipeState;

// Width and height of pictures: presets of shapes, both numbers, and a button that swaps them.
class SizeFields : public QObject {
  Q_OBJECT
 public:
  SizeFields(RecipeState& state, FieldEditors& editors, QFormLayout& form, QObject* parent);

  // The side of the square that the model was trained at: what presets have as many pixels as.
  void set_own_side(int64_t side);

 private:
  void fill_presets();
  void choose_preset(int preset);
  void swap();
  void show_size();

  RecipeState& state_;
  int64_t own_side_ = 512;
  QComboBox* presets_;
};

}  // namespace evenlight::studio
