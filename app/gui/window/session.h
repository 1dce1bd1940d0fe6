// What the studio remembers from one start to the next: one table of keys.
#pragma once

#include <QSettings>
#include <QSize>
#include <vector>

#include "app/common/recipe/recipe_document.h"
#include "app/gui/queue/job.h"
#include "app/gui/widgets/theme.h"

namespace evenlight::studio {

struct Preferences {
  QString pictures;   // the folder; empty: the usual one
  QString file_name;  // of new pictures, with {prompt}, {seed}, {date}; empty: the usual one
  QString language;   // "de", "en"; empty: the system's
  QSize size;         // of new pictures; empty: the model's own
  bool ask_to_quit = true;
  bool ask_to_cancel = true;
  bool ask_to_trash = false;
};

class Session {
 public:
  explicit Session(const QString& file) : settings_(file, QSettings::IniFormat) {}

  QByteArray geometry() const { return settings_.value("window/geometry").toByteArray(); }
  QByteArray layout() const { return settings_.value("window/layout").toByteArray(); }
  void keep_window(const QByteArray& geometry, const QByteArray& layout);

  QStringList open_folds() const { return settings_.value("window/open_folds").toStringList(); }
  void keep_open_folds(const QStringList& names) { settings_.setValue("window/open_folds", names); }

  // Layouts that were saved under a name.
  QStringList layouts() const;
  QByteArray layout_named(const QString& name) const;
  void keep_layout(const QString& name, const QByteArray& layout);
  void forget_layout(const QString& name);

  Theme theme() const { return theme_named(settings_.value("window/theme").toString()); }
  void keep_theme(Theme theme) { settings_.setValue("window/theme", name_of(theme)); }

  // The recipe being edited: fields that were chosen. What cannot be read is left out.
  RecipeDocument recipe() const;
  void keep_recipe(const RecipeDocument& document);

  int count() const { return settings_.value("job/count", 1).toInt(); }
  int batch() const { return settings_.value("job/batch", 1).toInt(); }
  bool seed_locked() const { return settings_.value("job/seed_locked", false).toBool(); }
  void keep_job(int count, int batch, bool seed_locked);

  QString model() const { return settings_.value("model/path").toString(); }
  void keep_model(const QString& path) { settings_.setValue("model/path", path); }
  QStringList model_places() const { return settings_.value("model/places").toStringList(); }
  void keep_model_places(const QStringList& places) { settings_.setValue("model/places", places); }
  QStringList hidden_models() const { return settings_.value("model/hidden").toStringList(); }
  void keep_hidden_models(const QStringList& models) { settings_.setValue("model/hidden", models); }
  QString device() const { return settings_.value("model/device", "auto").toString(); }
  void keep_device(const QString& device) { settings_.setValue("model/device", device); }

  // What devices were seen to reach with models, in floating-point operations a second.
  QVariantMap speeds() const { return settings_.value("speeds").toMap(); }
  static QString speed_key(const QString& device, const QString& model) {
    return device + " " + model;
  }
  void keep_speed(const RenderSpeed& speed);
  int speeds_stamp() const;  // another number when a speed has changed by a fifth or more

  // Jobs that were waiting, and the picture on the canvas.
  std::vector<RenderJob> queue(const std::filesystem::path& folder) const;
  void keep_queue(const std::vector<RenderJob>& jobs);
  QString picture() const { return settings_.value("window/picture").toString(); }
  void keep_picture(const QString& path) { settings_.setValue("window/picture", path); }

  // Chosen by the person under Preferences.
  Preferences preferences() const;
  void keep_preferences(const Preferences& preferences);

  bool hints_seen() const { return settings_.value("hints/seen", false).toBool(); }
  void keep_hints_seen() { settings_.setValue("hints/seen", true); }

 private:
  QSettings settings_;
};

}  // namespace evenlight::studio
