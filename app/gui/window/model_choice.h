#pragma once

#include <QObject>
#include <optional>

#include "app/gui/models/model_shelf.h"
#include "app/gui/queue/job.h"

class QComboBox;

namespace evenlight::studio {

class JobQueue;

// Which model makes the next pictures: the box to choose it in, and the models that recipes name.
class ModelChoice : public QObject {
  Q_OBJECT
 public:
  // `places`: files and folders of models that were added. `queue` opens what is chosen.
  ModelChoice(const QStringList& places, JobQueue& queue, QObject* parent = nullptr);

  ModelShelf& shelf() { return shelf_; }
  const std::optional<KnownModel>& model() const { return model_; }
  QComboBox* box() const { return box_; }  // for a tool bar, which owns it then

  // The one that was used last, by its path, else the first that is here.
  void open_first(const QString& last);
  void choose(const KnownModel& model);
  void use(const std::filesystem::path& path);  // of the shelf
  void open_again();                            // so that its defaults are taken again

  // Opens the model that a recipe names, if it is here; else says why the one in use stays.
  QString take_model_of(const RecipeDocument& document);

 signals:
  void chosen();
  void warned(const QString& sentence);
  void failed(const QString& sentence);

 private:
  void fill();
  void check_model_of(const RecipeDocument& document, const KnownModel& model);

  ModelShelf shelf_;
  JobQueue& queue_;
  std::optional<KnownModel> model_;
  QComboBox* box_;
};

}  // namespace evenlight::studio
