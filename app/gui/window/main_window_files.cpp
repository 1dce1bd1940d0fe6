// Models, recipes and pictures that come into the window: from its lists, dialogs and by dropping.
#include <QDragEnterEvent>
#include <QImageReader>
#include <QMimeData>

#include "app/common/recipe/recipe_file.h"
#include "app/gui/models/models_panel.h"
#include "app/gui/prompt/prompt_panel.h"
#include "app/gui/settings/settings_panel.h"
#include "app/gui/widgets/dialogs.h"
#include "app/gui/widgets/text.h"
#include "app/gui/window/main_window.h"
#include "app/gui/window/model_choice.h"
#include "app/gui/window/own_words.h"
#include "engine/base/error.h"

namespace evenlight::studio {
namespace {

bool names_a_recipe(const std::filesystem::path& file) {
  const QString suffix = path_text(file.extension()).toLower();
  return suffix == ".png" || suffix == ".json" || suffix == ".txt";
}

}  // namespace

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
    const QString about_model = model_choice_->take_model_of(document);
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
  if (suffix == "jpg" || suffix == "jpeg" || suffix == "webp") {
    show_other_file(file);
    restore(file);
    return;
  }
  if (QImageReader::supportedImageFormats().contains(suffix)) {
    show_other_file(file);
    return tell_failure(tr("%1 is shown, but only PNG, JPEG and WebP files contain settings.")
                            .arg(path_text(file.filename())));
  }
  go_to("models_dock");
  models_->add(path_text(file));
}

void MainWindow::open_by_dialog() {
  const QString file =
      dialogs::open_file(this, tr("Open a picture or recipe"),
                         tr("Pictures and recipes (*.png *.jpg *.jpeg *.webp *.json *.txt)"));
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
