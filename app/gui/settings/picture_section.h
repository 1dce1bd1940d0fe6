#pragma once

#include <QWidget>

#include "app/common/recipe/recipe_document.h"

namespace evenlight::studio {

class FieldEditors;
class PictureWell;
class RecipeState;

// The settings of a picture to start from: the picture, its mask, and how they are used.
class PictureSection : public QWidget {
  Q_OBJECT
 public:
  PictureSection(RecipeState& state, FieldEditors& editors, QWidget* parent = nullptr);

 private:
  void add_well(PictureWell*& well, const char* key, InputFile RecipeDocument::*file);
  void put(InputFile RecipeDocument::*file, const QString& path, const QString& what);
  void show_files();

  RecipeState& state_;
  PictureWell* init_ = nullptr;
  PictureWell* mask_ = nullptr;
  QWidget* of_init_;  // what says something of either
  QWidget* of_mask_;
};

}  // namespace evenlight::studio
