#include "app/gui/window/session.h"

#include <spdlog/spdlog.h>

#include <cmath>

#include "app/common/recipe/recipe_fields.h"
#include "app/common/recipe/recipe_json.h"
#include "app/gui/widgets/text.h"
#include "engine/base/error.h"
#include "engine/base/json.h"

namespace evenlight::studio {

void Session::keep_window(const QByteArray& geometry, const QByteArray& layout) {
  settings_.setValue("window/geometry", geometry);
  settings_.setValue("window/layout", layout);
}

// In the file a name is a value, so that it may hold any sign.
QStringList Session::layouts() const {
  return settings_.value("layouts/names").toStringList();
}

QByteArray Session::layout_named(const QString& name) const {
  const qsizetype at = layouts().indexOf(name);
  return at < 0 ? QByteArray() : settings_.value("layouts/states").toList().value(at).toByteArray();
}

void Session::keep_layout(const QString& name, const QByteArray& layout) {
  forget_layout(name);
  settings_.setValue("layouts/states", settings_.value("layouts/states").toList() << layout);
  settings_.setValue("layouts/names", layouts() << name);
}

void Session::forget_layout(const QString& name) {
  QStringList names = layouts();
  QVariantList states = settings_.value("layouts/states").toList();
  const qsizetype at = names.indexOf(name);
  if (at < 0 || at >= states.size()) return;
  names.removeAt(at);
  states.removeAt(at);
  settings_.setValue("layouts/names", names);
  settings_.setValue("layouts/states", states);
}

RecipeDocument Session::recipe() const {
  const std::string text = to_std(settings_.value("job/recipe").toString());
  if (text.empty()) return {};
  try {
    return recipe_from_json(parse_json(text, "studio.ini"), "studio.ini");
  } catch (const Error& error) {
    spdlog::warn("The last session's recipe is left out: {}", error.what());
    return {};
  }
}

void Session::keep_recipe(const RecipeDocument& document) {
  auto json = recipe_to_json(document);
  for (const RecipeField& field : recipe_fields()) {
    const std::string key(field.key);
    if (!document.given.contains(key)) json.erase(key);
  }
  for (const char* key : {"model", "embeddings", "app", "device", "precision"}) json.erase(key);
  settings_.setValue("job/recipe", to_qt(dump_json(json)));
}

Preferences Session::preferences() const {
  const auto flag = [this](const char* key, bool usual) {
    return settings_.value(key, usual).toBool();
  };
  return {settings_.value("preferences/pictures").toString(),
          settings_.value("preferences/file_name").toString(),
          settings_.value("preferences/language").toString(),
          settings_.value("preferences/size").toSize(),
          flag("preferences/ask_to_quit", true),
          flag("preferences/ask_to_cancel", true),
          flag("preferences/ask_to_trash", false)};
}

void Session::keep_preferences(const Preferences& preferences) {
  settings_.setValue("preferences/pictures", preferences.pictures);
  settings_.setValue("preferences/file_name", preferences.file_name);
  settings_.setValue("preferences/language", preferences.language);
  settings_.setValue("preferences/size", preferences.size);
  settings_.setValue("preferences/ask_to_quit", preferences.ask_to_quit);
  settings_.setValue("preferences/ask_to_cancel", preferences.ask_to_cancel);
  settings_.setValue("preferences/ask_to_trash", preferences.ask_to_trash);
}

std::vector<RenderJob> Session::queue(const std::filesystem::path& folder) const {
  std::vector<RenderJob> jobs;
  for (const QVariant& item : settings_.value("queue/jobs").toList()) {
    const QVariantMap row = item.toMap();
    try {
      RenderJob job;
      job.document = recipe_from_json(
          parse_json(to_std(row.value("recipe").toString()), "studio.ini"), "studio.ini");
      job.model = {to_std(row.value("name").toString()), to_std(row.value("model").toString())};
      job.device.device = to_std(row.value("device", "auto").toString());
      job.count = std::max(1, row.value("count").toInt());
      job.batch = std::max(1, row.value("batch").toInt());
      job.folder = folder;
      job.file_name = row.value("file_name").toString();
      jobs.push_back(std::move(job));
    } catch (const Error& error) {
      spdlog::warn("A job of the last session is left out: {}", error.what());
    }
  }
  return jobs;
}

void Session::keep_queue(const std::vector<RenderJob>& jobs) {
  QVariantList rows;
  for (const RenderJob& job : jobs) {
    rows << QVariantMap{{"recipe", to_qt(dump_json(recipe_to_json(job.document)))},
                        {"name", to_qt(job.model.name)},
                        {"model", path_text(job.model.path)},
                        {"device", to_qt(job.device.device)},
                        {"count", job.count},
                        {"batch", job.batch},
                        {"file_name", job.file_name}};
  }
  settings_.setValue("queue/jobs", rows);
}

void Session::keep_speed(const RenderSpeed& speed) {
  QVariantMap known = speeds();
  QVariant& kept = known[speed_key(speed.device, speed.model)];
  const double before = kept.toDouble();
  // One picture that something else held up does not count for all.
  kept = before > 0 ? (before + speed.flops) / 2 : speed.flops;
  settings_.setValue("speeds", known);
}

int Session::speeds_stamp() const {
  double stamp = 0;
  for (const QVariant& flops : speeds()) stamp += std::log2(1 + flops.toDouble());
  return int(stamp * 4);
}

void Session::keep_job(int count, int batch, bool seed_locked) {
  settings_.setValue("job/count", count);
  settings_.setValue("job/batch", batch);
  settings_.setValue("job/seed_locked", seed_locked);
}

}  // namespace evenlight::studio
