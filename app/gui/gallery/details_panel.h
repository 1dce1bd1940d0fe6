#pragma once

#include <QWidget>
#include <filesystem>

class QFormLayout;
class QLabel;

namespace evenlight {
struct RecipeField;
}

namespace evenlight::studio {

class RecipeState;
struct PictureRecipe;

// What the picture on the canvas was made with, a row a setting, each with a button that takes over
// only this one.
class DetailsPanel : public QWidget {
  Q_OBJECT
 public:
  explicit DetailsPanel(RecipeState& state, QWidget* parent = nullptr);

  void show_picture(const std::filesystem::path& picture);  // empty: none

 signals:
  void seed_used();  // which the next picture is meant to have

 protected:
  void showEvent(QShowEvent* event) override;

 private:
  void fill();
  void add_facts(const PictureRecipe& found);
  void add_field(const RecipeField& field, const PictureRecipe& found);

  RecipeState& state_;
  std::filesystem::path picture_;
  bool stale_ = true;  // not filled since the picture changed
  QLabel* note_;
  QWidget* rows_ = nullptr;
  QFormLayout* form_ = nullptr;
};

}  // namespace evenlight::studio
