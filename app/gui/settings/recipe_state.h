// The recipe being edited, with undo. Every panel reads it, and writes through `set` or `replace`.
#pragma once

#include <QObject>
#include <QUndoStack>
#include <nlohmann/json.hpp>

#include "app/common/recipe/recipe_document.h"
#include "app/common/recipe/recipe_fields.h"

namespace evenlight::studio {

class RecipeState : public QObject {
  Q_OBJECT
 public:
  explicit RecipeState(QObject* parent = nullptr) : QObject(parent) {}

  // Which fields a person chose is in `given`; the others follow the model.
  const RecipeDocument& document() const { return document_; }
  const Recipe& recipe() const { return document_.recipe; }
  QUndoStack& undo() { return undo_; }

  // One edit that can be undone; edits of one field in quick succession are one. Throws
  // Error(usage) for a value out of range.
  void set(const RecipeField& field, const nlohmann::ordered_json& value);
  // A whole recipe, such as a picture's: one step to undo. `what` names it in the menu.
  void replace(const RecipeDocument& document, const QString& what);

  // A field that a person chose otherwise than the model recommends, and back to that: one step to
  // undo. All of them but the prompts and the seed with `reset_all`.
  bool differs(const RecipeField& field) const;
  void reset(const RecipeField& field);
  void reset_all();

  // What a model recommends for the fields that nobody chose. Not an edit.
  void take_defaults(const RecipeDocument& defaults);
  // Without a step to undo: a new random seed, the last session's recipe.
  void put_silently(const RecipeDocument& document);

 signals:
  void changed();

 private:
  class Edit;
  void put(const RecipeDocument& document);

  RecipeDocument document_;
  Recipe defaults_;  // the model's
  QUndoStack undo_;
};

}  // namespace evenlight::studio
