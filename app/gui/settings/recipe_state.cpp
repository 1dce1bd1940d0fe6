#include "app/gui/settings/recipe_state.h"

#include <QElapsedTimer>
#include <QUndoCommand>

#include "app/gui/settings/field_texts.h"

namespace evenlight::studio {
namespace {

constexpr qint64 one_edit_ms = 1500;  // typing without a longer pause is undone at once

void copy_field(const RecipeField& field, const Recipe& from, Recipe& to) {
  std::visit(
      [&](auto member) {
        if constexpr (std::is_same_v<decltype(member), SigmaInterval>) {
          to.*(member.low) = from.*(member.low);
          to.*(member.high) = from.*(member.high);
        } else if constexpr (!std::is_same_v<decltype(member), ObjectList> &&
                             !std::is_same_v<decltype(member), HashedFile>) {
          to.*member = from.*member;
        }
      },
      field.member);
}

}  // namespace

class RecipeState::Edit : public QUndoCommand {
 public:
  Edit(RecipeState& state, RecipeDocument after, std::string key, const QString& what)
      : QUndoCommand(what),
        state_(state),
        before_(state.document_),
        after_(std::move(after)),
        key_(std::move(key)) {
    clock_.start();
  }

  int id() const override { return key_.empty() ? -1 : 1; }
  bool mergeWith(const QUndoCommand* other) override {
    const auto* next = static_cast<const Edit*>(other);
    if (next->key_ != key_ || clock_.elapsed() > one_edit_ms) return false;
    after_ = next->after_;
    clock_.restart();
    return true;
  }
  void undo() override { state_.put(before_); }
  void redo() override { state_.put(after_); }

 private:
  RecipeState& state_;
  RecipeDocument before_;
  RecipeDocument after_;
  std::string key_;
  QElapsedTimer clock_;
};

void RecipeState::set(const RecipeField& field, const nlohmann::ordered_json& value) {
  RecipeDocument next = document_;
  if (value.is_null()) {
    copy_field(field, Recipe(), next.recipe);  // back to what no one chose
  } else {
    set_from_json(next.recipe, field, value, {ErrorKind::usage, to_std(label_of(field))});
  }
  if (field_json(next.recipe, field) == field_json(document_.recipe, field)) return;
  next.changed(field.key);
  undo_.push(new Edit(*this, std::move(next), std::string(field.key), label_of(field)));
}

void RecipeState::replace(const RecipeDocument& document, const QString& what) {
  undo_.push(new Edit(*this, document, {}, what));
}

void RecipeState::take_defaults(const RecipeDocument& defaults) {
  RecipeDocument next = document_;
  for (const RecipeField& field : recipe_fields()) {
    // No model recommends a seed.
    if (field.key == "seed" || next.given.contains(std::string(field.key))) continue;
    copy_field(field, defaults.recipe, next.recipe);
  }
  put(next);
}

void RecipeState::put_silently(const RecipeDocument& document) {
  put(document);
}

void RecipeState::put(const RecipeDocument& document) {
  document_ = document;
  emit changed();
}

}  // namespace evenlight::studio
