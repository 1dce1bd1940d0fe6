// What the studio remembers from one start to the next: one table of keys.
#pragma once

#include <QSettings>

#include "app/common/recipe/recipe_document.h"
#include "app/gui/widgets/theme.h"

namespace evenlight::studio {

class Session {
 public:
  explicit Session(const QString& file) : settings_(file, QSettings::IniFormat) {}

  QByteArray geometry() const { return settings_.value("window/geometry").toByteArray(); }
  QByteArray layout() const { return settings_.value("window/layout").toByteArray(); }
  void keep_window(const QByteArray& geometry, const QByteArray& layout);

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
  QString device() const { return settings_.value("model/device", "auto").toString(); }
  void keep_device(const QString& device) { settings_.setValue("model/device", device); }

  bool hints_seen() const { return settings_.value("hints/seen", false).toBool(); }
  void keep_hints_seen() { settings_.setValue("hints/seen", true); }

 private:
  QSettings settings_;
};

}  // namespace evenlight::studio
