#include "app/gui/settings/recipe_state.h"

#include <QElapsedTimer>
#include <QUndoCommand>
#include <algorithm>

#include "app/gui/settings/field_texts.h"

namespace evenlight::studio {
namespace {

constexpr qint64 one_edit_ms = 1500;     // typing without a longer pause is undone at once
constexpr size_t one_edit_letters = 24;  // and not more than that: the next word is another step

// Whether a text went on being written, by a letter at a time: pasting, replacing and changing a
// weight are steps of their own, and so are a new sentence and a new line.
bool written_on(const std::string& first, const std::string& before, const std::string& after) {
  const size_t longer = std::max(before.size(), after.size());
  const size_t shorter = std::min(before.size(), after.size());
  if (longer - shorter > 4) return false;  // one letter has up to four bytes
  const auto same = std::ranges::mismatch(before, after);
  const size_t front = size_t(same.in1 - before.begin());
  size_t back = 0;
  while (back < shorter - front &&
         before[before.size() - 1 - back] == after[after.size() - 1 - back]) {
    ++back;
  }
  if (front + back != shorter) return false;
  if (after.size() < before.size()) return true;
  const char ended = front > 0 ? after[front - 1] : '\0';
  if (ended == '.' || ended == ',' || ended == '\n') return false;
  return ended != ' ' || after.size() < first.size() + one_edit_letters;
}

void copy_field(const RecipeField& field, const Recipe& from, Recipe& to) {
  std::visit(
      [&](auto member) {
        if constexpr (std::is_same_v<decltype(member), SigmaInterval>) {
          to.*(member.low) = from.*(member.low);
          to.*(member.high) = from.*(member.high);
        } else if constexpr (std::is_same_v<decltype(member), SeedShare>) {
          to.*(member.seed) = from.*(member.seed);
          to.*(member.strength) = from.*(member.strength);
        } else if constexpr (std::is_same_v<decltype(member), SigmaList>) {
          to.*(member.sigmas) = from.*(member.sigmas);
        } else if constexpr (std::is_same_v<decltype(member), NumberList>) {
          to.*(member.numbers) = from.*(member.numbers);
        } else if constexpr (!std::is_same_v<decltype(member), ObjectList> &&
                             !std::is_same_v<decltype(member), HashedFile> &&
                             !std::is_same_v<decltype(member), PictureInput>) {
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
    if (!text_of(after_).empty() || !text_of(next->after_).empty()) {
      if (!written_on(text_of(before_), text_of(after_), text_of(next->after_))) return false;
    }
    after_ = next->after_;
    clock_.restart();
    return true;
  }
  void undo() override { state_.put(before_); }
  void redo() override { state_.put(after_); }

 private:
  // What is being written; empty where this is about no text.
  std::string text_of(const RecipeDocument& document) const {
    return key_ == "prompt"     ? document.recipe.prompt
           : key_ == "negative" ? document.recipe.negative
                                : std::string();
  }

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

bool RecipeState::differs(const RecipeField& field) const {
  return document_.given.contains(std::string(field.key)) &&
         field_json(document_.recipe, field) != field_json(defaults_, field);
}

void RecipeState::reset(const RecipeField& field) {
  RecipeDocument next = document_;
  copy_field(field, defaults_, next.recipe);
  next.given.erase(std::string(field.key));
  replace(next, tr("the model's own %1").arg(label_of(field)));
}

void RecipeState::reset_all() {
  RecipeDocument next = document_;
  for (const RecipeField& field : recipe_fields()) {
    if (field.key == "prompt" || field.key == "negative" || field.key == "seed") continue;
    copy_field(field, defaults_, next.recipe);
    next.given.erase(std::string(field.key));
  }
  replace(next, tr("the model's own settings"));
}

void RecipeState::take_defaults(const RecipeDocument& defaults) {
  defaults_ = defaults.recipe;
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
