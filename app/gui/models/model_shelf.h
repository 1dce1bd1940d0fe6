// Models the studio offers: those that every program of ours knows, and those in files and folders
// that the person added. What each is, and why one can't be used, is found out on another thread.
#pragma once

#include <QAbstractListModel>
#include <optional>
#include <vector>

#include "app/common/library/models.h"
#include "engine/weights/summary.h"

namespace evenlight::studio {

struct ShelfModel {
  KnownModel model;
  QString place;                        // what was added; empty: it is always there
  std::optional<ModelSummary> summary;  // once it was looked at and is sound
  QString refusal;                      // a sentence, if it can't be used
};

class ModelShelf : public QAbstractListModel {
  Q_OBJECT
 public:
  enum Role { path_role = Qt::UserRole };

  // Knows at once what is always there; the places are looked through by `look`.
  explicit ModelShelf(const QStringList& places, QObject* parent = nullptr);
  ~ModelShelf() override;

  void look();
  const QStringList& places() const { return places_; }
  // Files and folders; those that are there already are not added twice.
  void add_place(const QString& path);
  // Takes one model off the list; the others of its folder stay.
  void forget(const std::filesystem::path& model);
  const QStringList& hidden() const { return hidden_; }
  void set_hidden(const QStringList& models) { hidden_ = models; }

  const std::vector<ShelfModel>& models() const { return models_; }
  const ShelfModel* find(const std::filesystem::path& path) const;
  int row_of(const std::filesystem::path& path) const;  // or -1
  // The model that a recipe means, found by hashes that are remembered already: whether one that
  // was never hashed is the right one, other_model says. Throws Error(input) if it is not here.
  KnownModel of_recipe(const RecipeDocument& document, Notes& notes) const;

  int rowCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role) const override;

 signals:
  void looked();  // after every `look`

 private:
  void take(std::vector<ShelfModel> models);

  QStringList places_;
  QStringList hidden_;  // models of places that are off the list
  std::vector<ShelfModel> models_;
  int look_ = 0;  // which one is the newest
};

// All models of the places, looked at. For any thread.
std::vector<ShelfModel> look_through(const QStringList& places, const QStringList& hidden = {});

}  // namespace evenlight::studio
