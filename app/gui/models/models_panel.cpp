#include "app/gui/models/models_panel.h"

#include <QComboBox>
#include <QFormLayout>
#include <QFutureWatcher>
#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPushButton>
#include <QScrollArea>
#include <QShortcut>
#include <QVBoxLayout>
#include <QtConcurrent>

#include "app/common/library/model_hash.h"
#include "app/gui/models/model_shelf.h"
#include "app/gui/models/model_words.h"
#include "app/gui/widgets/dialogs.h"
#include "app/gui/widgets/text.h"
#include "app/gui/widgets/words_label.h"
#include "app/gui/window/own_words.h"
#include "engine/devices/open_backend.h"
#include "engine/weights/model_files.h"

namespace evenlight::studio {
namespace {

// The hash, or a sentence that says why there is none.
struct Hashed {
  QString sha256, sentence;
};

Hashed hash_of(const std::filesystem::path& path) {
  try {
    return {to_qt(model_sha256(*open_model(path, OpenFor::inspection))), {}};
  } catch (const std::exception& error) {
    return {{}, in_own_words(error)};
  }
}

}  // namespace

ModelsPanel::ModelsPanel(ModelShelf& shelf, QWidget* parent) : QWidget(parent), shelf_(shelf) {
  setObjectName("models_panel");
  auto* column = new QVBoxLayout(this);
  list_ = new QListView;
  list_->setObjectName("models");
  list_->setAccessibleName(tr("Models"));
  list_->setModel(&shelf_);
  list_->setTextElideMode(Qt::ElideMiddle);
  column->addWidget(list_, 1);
  make_buttons(*column);
  make_details(*column);
  make_device_row(*column);
  connect(list_->selectionModel(), &QItemSelectionModel::currentChanged, this,
          &ModelsPanel::show_current);
  connect(list_, &QListView::activated, this, &ModelsPanel::use);
  connect(&shelf_, &ModelShelf::looked, this, &ModelsPanel::looked);
  auto* remove = new QShortcut(QKeySequence::Delete, list_);
  remove->setContext(Qt::WidgetShortcut);
  connect(remove, &QShortcut::activated, this, &ModelsPanel::forget);
  show_current();
}

void ModelsPanel::make_buttons(QVBoxLayout& column) {
  auto* grid = new QGridLayout;
  const auto add = [&](const char* name, const QString& text, const QString& tip, int row, int at,
                       auto act) {
    auto* button = new QPushButton(text);
    button->setObjectName(name);
    button->setToolTip(tip);
    button->setAccessibleDescription(tip);
    connect(button, &QPushButton::clicked, this, act);
    grid->addWidget(button, row, at);
    return button;
  };
  use_ = add("model_use", tr("&Use this model"), tr("Makes the next pictures with it (Return)"), 0,
             0, [this] { use(); });
  forget_ = add("model_forget", tr("Remove from &list"),
                tr("Takes this model off the list; nothing on the disk changes"), 0, 1,
                [this] { forget(); });
  add("model_add_file", tr("Add a &file…"), tr("A checkpoint: .safetensors"), 1, 0, [this] {
    const QString file = dialogs::open_file(
        this, tr("Add a model's file"),
        tr("Models (*.safetensors *.ckpt *.pt *.pth *.gguf *.bin *.onnx);;All files (*)"));
    if (!file.isEmpty()) this->add(file);
  });
  add("model_add_folder", tr("Add a f&older…"),
      tr("A diffusers folder, or one whose models are all listed"), 1, 1, [this] {
        const QString folder = dialogs::open_folder(this, tr("Add a folder of models"));
        if (!folder.isEmpty()) this->add(folder);
      });
  column.addLayout(grid);
}

void ModelsPanel::make_details(QVBoxLayout& column) {
  auto* inside = new QWidget;
  auto* details = new QVBoxLayout(inside);
  verdict_ = words("model_verdict");
  details->addWidget(verdict_);
  rows_ = new QWidget;
  form_ = new QFormLayout(rows_);
  form_->setContentsMargins(0, 0, 0, 0);
  form_->setRowWrapPolicy(QFormLayout::WrapLongRows);
  details->addWidget(rows_);
  sha256_ = new QLineEdit;
  sha256_->setObjectName("model_sha256");
  sha256_->setAccessibleName(tr("Hash of the model"));
  sha256_->setReadOnly(true);
  details->addWidget(sha256_);
  hash_ = new QPushButton(tr("Compute &SHA-256"));
  hash_->setObjectName("model_hash");
  hash_->setToolTip(
      tr("SHA-256, by which recipes know a model under any name. Large files take a while."));
  hash_->setAccessibleDescription(hash_->toolTip());
  connect(hash_, &QPushButton::clicked, this, &ModelsPanel::hash);
  details->addWidget(hash_, 0, Qt::AlignLeft);
  details->addStretch(1);
  auto* scroll = new QScrollArea;
  scroll->setWidgetResizable(true);
  scroll->setFrameShape(QFrame::NoFrame);
  scroll->setWidget(inside);
  column.addWidget(scroll, 2);
}

void ModelsPanel::make_device_row(QVBoxLayout& column) {
  devices_ = new QComboBox;
  devices_->setObjectName("device");
  devices_->setAccessibleName(tr("Runs on"));
  devices_->setToolTip(
      tr("What computes the pictures. Automatic takes a graphics card if there is one; the same "
         "recipe gives the same picture on the same device."));
  devices_->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
  devices_->setMinimumContentsLength(12);
  devices_->addItem(tr("automatic"), "auto");
  auto* form = new QFormLayout;
  form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
  form->addRow(tr("Runs on"), devices_);
  column.addLayout(form);
  connect(devices_, &QComboBox::activated, this, [this] {
    device_ = devices_->currentData().toString();
    emit device_wanted(device_);
  });
}

void ModelsPanel::set_device(const QString& id) {
  device_ = id;
  if (devices_->findData(id) < 0) devices_->addItem(id, id);
  devices_->setCurrentIndex(devices_->findData(id));
}

// Drivers take a moment to answer, so they are asked when somebody looks here, on another thread.
void ModelsPanel::showEvent(QShowEvent* event) {
  QWidget::showEvent(event);
  if (asked_for_devices_) return;
  asked_for_devices_ = true;
  auto* watcher = new QFutureWatcher<std::vector<DeviceInfo>>(this);
  connect(watcher, &QFutureWatcherBase::finished, this, [this, watcher] {
    watcher->deleteLater();
    fill_devices(watcher->result());
  });
  watcher->setFuture(QtConcurrent::run(list_devices));
}

void ModelsPanel::fill_devices(const std::vector<DeviceInfo>& devices) {
  devices_->clear();
  devices_->addItem(tr("automatic"), "auto");
  for (const DeviceInfo& device : devices) {
    devices_->addItem(QString("%1 (%2)").arg(to_qt(device.name), to_qt(device.id)),
                      to_qt(device.id));
  }
  set_device(device_);
}

const ShelfModel* ModelsPanel::current() const {
  const QModelIndex index = list_->currentIndex();
  return index.isValid() ? &shelf_.models()[size_t(index.row())] : nullptr;
}

void ModelsPanel::select(const std::filesystem::path& path) {
  list_->setCurrentIndex(shelf_.index(shelf_.row_of(path)));
}

void ModelsPanel::show_current() {
  const ShelfModel* model = current();
  while (form_->rowCount() > 0) form_->removeRow(0);
  // A look at the same model again, as when the list was read anew, keeps its hash in sight.
  if (!model || model->model.path != shown_) sha256_->hide();
  use_->setEnabled(model && model->refusal.isEmpty());
  forget_->setEnabled(model && !model->place.isEmpty());
  hash_->setVisible(model && model->summary);
  hash_->setEnabled(true);
  if (!model) return verdict_->setText(tr("Select a model to see its details."));
  shown_ = model->model.path;
  const QString name = to_qt(model->model.name);
  verdict_->setText(!model->refusal.isEmpty() ? tr("%1 can't be used. %2").arg(name, model->refusal)
                    : model->model.path == used_ ? tr("%1 is in use.").arg(name)
                    : model->summary             ? tr("%1 can be used.").arg(name)
                                                 : tr("Checking %1…").arg(name));
  for (const auto& [title, value] : describe(*model)) {
    auto* text = words("model_fact");
    text->setText(value);
    form_->addRow(title, text);
  }
}

void ModelsPanel::add(const QString& path) {
  wanted_ = path;
  shelf_.add_place(path);
}

void ModelsPanel::set_used(const std::filesystem::path& path) {
  used_ = path;
  select(path);
  show_current();
}

// The list was made anew: the same model, or the first of what was added, is shown again.
void ModelsPanel::looked() {
  std::filesystem::path path = shown_;
  for (const ShelfModel& model : shelf_.models()) {
    if (!wanted_.isEmpty() && model.place == wanted_) {
      path = model.model.path;
      break;
    }
  }
  if (!wanted_.isEmpty() && path == shown_) {
    emit failed(tr("%1 holds no file that looks like a model.").arg(wanted_));
  }
  wanted_.clear();
  select(shelf_.row_of(path) < 0 ? used_ : path);
  show_current();
}

void ModelsPanel::use() {
  const ShelfModel* model = current();
  if (!model) return;
  if (!model->refusal.isEmpty()) return emit failed(verdict_->text());
  emit use_wanted(model->model.path);
}

void ModelsPanel::forget() {
  const ShelfModel* model = current();
  if (model && !model->place.isEmpty()) shelf_.forget(model->model.path);
}

void ModelsPanel::hash() {
  const ShelfModel* model = current();
  if (!model) return;
  hash_->setEnabled(false);
  sha256_->setText(tr("Computing…"));
  sha256_->show();
  auto* watcher = new QFutureWatcher<Hashed>(this);
  connect(watcher, &QFutureWatcherBase::finished, this, [this, watcher, path = model->model.path] {
    watcher->deleteLater();
    const Hashed hashed = watcher->result();
    if (path != shown_) return;
    hash_->setEnabled(true);
    hash_->setVisible(hashed.sha256.isEmpty());
    sha256_->setText(hashed.sentence.isEmpty() ? hashed.sha256 : hashed.sentence);
    sha256_->setCursorPosition(0);
    sha256_->show();
  });
  watcher->setFuture(QtConcurrent::run(hash_of, model->model.path));
}

}  // namespace evenlight::studio
