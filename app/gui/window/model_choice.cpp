#include "app/gui/window/model_choice.h"

#include <QComboBox>
#include <QFutureWatcher>
#include <QtConcurrent>

#include "app/gui/queue/job_queue.h"
#include "app/gui/widgets/text.h"
#include "app/gui/window/own_words.h"
#include "engine/base/error.h"

namespace evenlight::studio {

ModelChoice::ModelChoice(const QStringList& places, JobQueue& queue, QObject* parent)
    : QObject(parent), shelf_(places), queue_(queue), box_(new QComboBox) {
  box_->setObjectName("model_box");
  box_->setAccessibleName(tr("Model"));
  box_->setToolTip(tr("The model that draws the pictures"));
  box_->setMinimumContentsLength(14);
  connect(box_, &QComboBox::activated, this,
          [this] { use(to_std(box_->currentData().toString())); });
  connect(&shelf_, &ModelShelf::looked, this, &ModelChoice::fill);
}

void ModelChoice::fill() {
  const QSignalBlocker quiet(box_);
  box_->clear();
  for (const ShelfModel& model : shelf_.models()) {
    if (!model.refusal.isEmpty()) continue;
    const QString path = path_text(model.model.path);
    box_->addItem(to_qt(model.model.name), path);
    box_->setItemData(box_->count() - 1, path, Qt::ToolTipRole);
  }
  if (!model_) return;
  const QString path = path_text(model_->path);
  if (box_->findData(path) < 0) box_->addItem(to_qt(model_->name), path);
  box_->setCurrentIndex(box_->findData(path));
}

void ModelChoice::open_first(const QString& last) {
  try {
    if (!last.isEmpty()) return choose(find_model(to_std(last)));
  } catch (const Error&) {
    emit failed(
        tr("The model used last, %1, is no longer there; another one is in use now. If it is "
           "on a drive, connect that and choose the model again.")
            .arg(last));
  }
  if (!shelf_.models().empty()) return choose(shelf_.models().front().model);
  emit warned(tr("There is no model here yet; add a model's file or folder first."));
}

void ModelChoice::choose(const KnownModel& model) {
  model_ = model;
  fill();
  open_again();
  emit chosen();
}

void ModelChoice::use(const std::filesystem::path& path) {
  if (const ShelfModel* model = shelf_.find(path)) choose(model->model);
}

void ModelChoice::open_again() {
  if (model_) queue_.open_model(*model_);
}

QString ModelChoice::take_model_of(const RecipeDocument& document) {
  if (document.model_name.empty() && document.model_sha256.empty()) {
    return tr("It does not say which model it was made with.");
  }
  try {
    Notes notes;
    const KnownModel model = shelf_.of_recipe(document, notes);
    const auto right = is_model_of(document, model, Hashing::remembered_only);
    if (right == false) {
      return tr("The model %1 here is another one than the recipe was made with: its hash differs; "
                "the one in use stays.")
          .arg("“" + to_qt(model.name).left(80) + "”");
    }
    if (!model_ || model.path != model_->path) choose(model);
    if (!right) check_model_of(document, model);
    QStringList said;
    for (const Message& note : notes) said << in_own_words(note);
    return said.join(" ");
  } catch (const Error&) {
    return tr("Its model, %1, is not on the list of models; the one in use stays.")
        .arg(document.model_name.empty()
                 ? tr("known by its hash %1").arg(to_qt(document.model_sha256).left(10))
                 : "“" + to_qt(document.model_name).left(80) + "”");
  }
}

// Reads the whole file on another thread, for it was never hashed.
void ModelChoice::check_model_of(const RecipeDocument& document, const KnownModel& model) {
  auto* watcher = new QFutureWatcher<std::optional<bool>>(this);
  connect(watcher, &QFutureWatcherBase::finished, this, [this, watcher, model] {
    watcher->deleteLater();
    if (watcher->result() != false) return;
    emit warned(tr("The model %1 is another one than the recipe was made with: its hash "
                   "differs, so the picture will differ too.")
                    .arg("“" + to_qt(model.name).left(80) + "”"));
  });
  watcher->setFuture(
      QtConcurrent::run([=] { return is_model_of(document, model, Hashing::as_needed); }));
}

}  // namespace evenlight::studio
