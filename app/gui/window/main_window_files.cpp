// Models, recipes and pictures that come into the window: from its lists, dialogs and by dropping.
#include <QComboBox>
#include <QDragEnterEvent>
#include <QFutureWatcher>
#include <QImageReader>
#include <QMimeData>
#include <QtConcurrent>

#include "app/common/recipe/recipe_file.h"
#include "app/gui/audit/audit_panel.h"
#include "app/gui/models/models_panel.h"
#include "app/gui/prompt/prompt_panel.h"
#include "app/gui/settings/settings_panel.h"
#include "app/gui/widgets/dialogs.h"
#include "app/gui/widgets/text.h"
#include "app/gui/window/main_window.h"
#include "app/gui/window/own_words.h"
#include "engine/base/error.h"

namespace evenlight::studio {
namespace {

bool names_a_recipe(const std::filesystem::path& file) {
  const QString suffix = path_text(file.extension()).toLower();
  return suffix == ".png" || suffix == ".json" || suffix == ".txt";
}

}  // namespace

void MainWindow::fill_models() {
  const QSignalBlocker quiet(model_box_);
  model_box_->clear();
  for (const ShelfModel& model : shelf_.models()) {
    if (!model.refusal.isEmpty()) continue;
    const QString path = path_text(model.model.path);
    model_box_->addItem(to_qt(model.model.name), path);
    model_box_->setItemData(model_box_->count() - 1, path, Qt::ToolTipRole);
  }
  if (!model_) return;
  const QString path = path_text(model_->path);
  if (model_box_->findData(path) < 0) model_box_->addItem(to_qt(model_->name), path);
  model_box_->setCurrentIndex(model_box_->findData(path));
}

void MainWindow::open_first_model() {
  const QString last = session_.model();
  try {
    if (!last.isEmpty()) return choose_model(find_model(to_std(last)));
  } catch (const Error&) {
    tell_failure(
        tr("The model used last, %1, is no longer there; another one is in use now. If it is "
           "on a drive, connect that and choose the model again.")
            .arg(last));
  }
  if (!shelf_.models().empty()) return choose_model(shelf_.models().front().model);
  messages_->show_message(MessageBar::Kind::warning,
                          tr("There is no model here yet; add a model's file or folder first."));
}

void MainWindow::choose_model(const KnownModel& model) {
  model_ = model;
  fill_models();
  queue_.open_model(model);
  audit_->model_changed();
}

void MainWindow::use_model(const std::filesystem::path& path) {
  if (const ShelfModel* model = shelf_.find(path)) choose_model(model->model);
}

void MainWindow::model_opened(const ModelFacts& facts) {
  RecipeDocument defaults = facts.defaults;
  if (const QSize size = session_.preferences().size; !size.isEmpty()) {
    defaults.recipe.width = size.width();
    defaults.recipe.height = size.height();
  }
  recipe_.take_defaults(defaults);
  offer_own_size(facts);
  settings_->set_model(facts.configs);
  prompt_->set_model(facts);
  models_->set_used(facts.model.path);
  emit model_ready();
}

// A size that was chosen for another model may be garbage with this one.
void MainWindow::offer_own_size(const ModelFacts& facts) {
  const int64_t own = facts.configs.unet.sample_size * facts.configs.vae.scale();
  const Recipe& recipe = recipe_.recipe();
  const auto far = [&](int64_t side) { return side * 2 < own || side > own * 2; };
  const RecipeField& width = *find_recipe_field("width");
  const RecipeField& height = *find_recipe_field("height");
  const bool chosen = recipe_.differs(width) || recipe_.differs(height);
  if (!chosen || !far(std::max(recipe.width, recipe.height))) return;
  own_size_->setText(tr("Use %1 × %1").arg(own));
  messages_->show_message(MessageBar::Kind::warning,
                          tr("%1 is best at about %2 × %2 pixels; the size is %3 × %4 now.")
                              .arg(to_qt(facts.model.name))
                              .arg(own)
                              .arg(recipe.width)
                              .arg(recipe.height),
                          own_size_);
}

// Opens the recipe's model, if it is here; else says why the one in use stays.
QString MainWindow::take_model_of(const RecipeDocument& document) {
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
    if (!model_ || model.path != model_->path) choose_model(model);
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
void MainWindow::check_model_of(const RecipeDocument& document, const KnownModel& model) {
  auto* watcher = new QFutureWatcher<std::optional<bool>>(this);
  connect(watcher, &QFutureWatcherBase::finished, this, [this, watcher, model] {
    watcher->deleteLater();
    if (watcher->result() != false) return;
    messages_->show_message(
        MessageBar::Kind::warning,
        tr("The model %1 is another one than the recipe was made with: its hash "
           "differs, so the picture will differ too.")
            .arg("“" + to_qt(model.name).left(80) + "”"));
  });
  watcher->setFuture(
      QtConcurrent::run([=] { return is_model_of(document, model, Hashing::as_needed); }));
}

bool MainWindow::restore(const std::filesystem::path& file) {
  try {
    RecipeDocument document = read_recipe_file(file.string());
    if (!document.init_noise_sha256.empty()) {
      document.init_noise_sha256.clear();
      document.notes.push_back(say<"It started from noise out of a file, which the studio cannot "
                                   "take; the seed's own noise gives another picture.">());
    }
    canonicalise_names(document.recipe);
    recipe_.replace(document, tr("loading a picture's settings"));
    settings_->lock_seed(true);
    QStringList notes;
    for (const Message& note : document.notes) notes << in_own_words(note);
    const QString about_model = take_model_of(document);
    if (!about_model.isEmpty()) notes << about_model;
    notes.prepend(tr("Settings loaded from %1.").arg(path_text(file.filename())));
    messages_->show_message(
        notes.size() > 1 ? MessageBar::Kind::warning : MessageBar::Kind::information,
        notes.join(" "));
    return true;
  } catch (const Error& error) {
    tell_failure(in_own_words(error));
    return false;
  }
}

void MainWindow::open(const std::filesystem::path& file) {
  std::error_code error;
  if (names_a_recipe(file) && !std::filesystem::is_directory(file, error)) {
    if (restore(file)) show_other_file(file);
    return;
  }
  const QByteArray suffix = path_text(file.extension()).mid(1).toLower().toUtf8();
  if (QImageReader::supportedImageFormats().contains(suffix)) {
    show_other_file(file);
    return tell_failure(
        tr("%1 is shown, but only PNG files contain settings.").arg(path_text(file.filename())));
  }
  go_to("models_dock");
  models_->add(path_text(file));
}

void MainWindow::open_by_dialog() {
  const QString file = dialogs::open_file(this, tr("Open a picture or recipe"),
                                          tr("Pictures and recipes (*.png *.json *.txt)"));
  if (!file.isEmpty()) open(to_std(file));
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event) {
  const QList<QUrl> urls = event->mimeData()->urls();
  if (!urls.isEmpty() && urls.front().isLocalFile()) event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent* event) {
  const QList<QUrl> urls = event->mimeData()->urls();
  if (urls.isEmpty()) return;
  open(to_std(urls.front().toLocalFile()));
  event->acceptProposedAction();
}

}  // namespace evenlight::studio
