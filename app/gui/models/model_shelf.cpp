#include "app/gui/models/model_shelf.h"

#include <QFutureWatcher>
#include <QtConcurrent>
#include <algorithm>
#include <set>

#include "app/common/library/embedding_shelf.h"
#include "app/common/library/part_files.h"
#include "app/gui/widgets/text.h"
#include "app/gui/window/own_words.h"
#include "engine/base/error.h"

namespace evenlight::studio {
namespace {

namespace fs = std::filesystem;

// Formats in which models are handed around; which ones can be read is shown for each file.
constexpr std::string_view suffixes[] = {".safetensors", ".ckpt", ".pt",  ".pth",
                                         ".gguf",        ".bin",  ".onnx"};
constexpr int deepest = 4;
constexpr size_t max_models = 5000;

KnownModel named(const fs::path& path, bool folder) {
  const fs::path last = path.has_filename() ? path.filename() : path.parent_path().filename();
  return {(folder ? last : last.stem()).string(), path};
}

bool is_model_folder(const fs::path& path) {
  std::error_code error;
  return fs::exists(path / "model_index.json", error);
}

bool looks_like_model_file(const fs::path& path) {
  std::string suffix = path.extension().string();
  std::ranges::transform(suffix, suffix.begin(), [](unsigned char c) { return std::tolower(c); });
  return std::ranges::find(suffixes, suffix) != std::end(suffixes);
}

// A folder that cannot be read, or a link that leads nowhere, holds no models.
void collect(const fs::path& folder, int depth, std::vector<KnownModel>& found) {
  std::error_code error;
  std::vector<fs::path> items;
  for (fs::directory_iterator item(folder, error), end; !error && item != end;
       item.increment(error)) {
    const std::string name = item->path().filename().string();
    if (!name.starts_with('.') && name != embeddings_folder) items.push_back(item->path());
  }
  std::ranges::sort(items);
  for (const fs::path& item : items) {
    if (found.size() >= max_models) return;
    if (fs::is_directory(item, error)) {
      if (is_model_folder(item)) {
        found.push_back(named(item, true));
      } else if (depth < deepest) {
        collect(item, depth + 1, found);
      }
    } else if (looks_like_model_file(item)) {
      found.push_back(named(item, false));
    }
  }
}

std::vector<KnownModel> models_of(const fs::path& place) {
  std::error_code error;
  const bool folder = fs::is_directory(place, error);
  if (!folder || is_model_folder(place)) return {named(place, folder)};
  std::vector<KnownModel> found;
  collect(place, 1, found);
  return found;
}

void inspect(ShelfModel& model) {
  try {
    model.summary = summarize(*open_model(model.model.path, OpenFor::inspection));
    if (model.summary->refusal) {
      model.refusal = ModelShelf::tr("It %1.").arg(in_own_words(*model.summary->refusal));
    }
  } catch (const std::exception& error) {
    model.refusal = in_own_words(error);
  }
}

std::vector<ShelfModel> always_there() {
  std::vector<ShelfModel> models;
  for (const KnownModel& model : list_models()) models.push_back({model, {}, {}, {}});
  return models;
}

}  // namespace

std::vector<ShelfModel> look_through(const QStringList& places, const QStringList& hidden) {
  std::vector<ShelfModel> models = always_there();
  std::set<fs::path> seen;
  for (const ShelfModel& model : models) seen.insert(model.model.path);
  for (const QString& place : places) {
    for (const KnownModel& model : models_of(to_std(place))) {
      if (hidden.contains(path_text(model.path))) continue;
      if (seen.insert(model.path).second) models.push_back({model, place, {}, {}});
    }
  }
  for (ShelfModel& model : models) inspect(model);
  return models;
}

ModelShelf::ModelShelf(const QStringList& places, QObject* parent)
    : QAbstractListModel(parent), places_(places), models_(always_there()) {}

ModelShelf::~ModelShelf() = default;

void ModelShelf::look() {
  auto* watcher = new QFutureWatcher<std::vector<ShelfModel>>(this);
  connect(watcher, &QFutureWatcherBase::finished, this, [this, watcher, mine = ++look_] {
    watcher->deleteLater();
    if (mine == look_) take(watcher->result());
  });
  watcher->setFuture(QtConcurrent::run(look_through, places_, hidden_));
}

void ModelShelf::take(std::vector<ShelfModel> models) {
  beginResetModel();
  models_ = std::move(models);
  endResetModel();
  emit looked();
}

void ModelShelf::add_place(const QString& path) {
  if (!places_.contains(path)) places_ << path;
  // Whoever adds a folder again wants all of it.
  hidden_.removeIf(
      [&](const QString& model) { return model == path || model.startsWith(path + "/"); });
  look();
}

void ModelShelf::forget(const fs::path& model) {
  const ShelfModel* known = find(model);
  if (!known || known->place.isEmpty()) return;
  const auto of_place = [&](const ShelfModel& one) { return one.place == known->place; };
  if (std::ranges::count_if(models_, of_place) > 1) {
    hidden_ << path_text(model);
  } else {
    places_.removeAll(known->place);
  }
  look();
}

int ModelShelf::row_of(const fs::path& path) const {
  const auto found =
      std::ranges::find(models_, path, [](const ShelfModel& m) { return m.model.path; });
  return found == models_.end() ? -1 : int(found - models_.begin());
}

const ShelfModel* ModelShelf::find(const fs::path& path) const {
  const int row = row_of(path);
  return row < 0 ? nullptr : &models_[size_t(row)];
}

KnownModel ModelShelf::of_recipe(const RecipeDocument& document, Notes& notes) const {
  std::vector<KnownModel> usable;
  for (const ShelfModel& model : models_) {
    if (model.refusal.isEmpty()) usable.push_back(model.model);
  }
  KnownModel found = find_model_of(document, usable, Hashing::remembered_only, notes);
  find_parts(found, document, notes);
  return found;
}

int ModelShelf::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : int(models_.size());
}

QVariant ModelShelf::data(const QModelIndex& index, int role) const {
  if (!index.isValid() || index.row() >= rowCount()) return {};
  const ShelfModel& model = models_[size_t(index.row())];
  switch (role) {
    case Qt::DisplayRole:
      return model.refusal.isEmpty() ? to_qt(model.model.name)
                                     : tr("%1 – can't be used").arg(to_qt(model.model.name));
    case Qt::ToolTipRole:
      return model.refusal.isEmpty() ? path_text(model.model.path)
                                     : path_text(model.model.path) + "\n" + model.refusal;
    case path_role:
      return path_text(model.model.path);
    default:
      return {};
  }
}

}  // namespace evenlight::studio
