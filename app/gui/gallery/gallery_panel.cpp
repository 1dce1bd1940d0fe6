#include "app/gui/gallery/gallery_panel.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDateEdit>
#include <QFutureWatcher>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QMenu>
#include <QPushButton>
#include <QTimer>
#include <QVBoxLayout>
#include <QtConcurrent>

#include "app/gui/gallery/gallery_delegate.h"
#include "app/gui/widgets/empty_note.h"
#include "app/gui/widgets/text.h"
#include "app/gui/window/own_words.h"
#include "engine/base/error.h"

namespace evenlight::studio {
namespace {

constexpr int typing_pause_ms = 150;

// A sentence if it failed, else what changed.
struct Rescan {
  RebuildResult result;
  QString sentence;
};

Rescan rescan_folder(const Places& places) {
  try {
    return {GalleryStore(places.gallery, places.pictures).rebuild(), {}};
  } catch (const std::exception& error) {
    return {{}, in_own_words(error)};
  }
}

}  // namespace

GalleryPanel::GalleryPanel(const Places& places, QWidget* parent)
    : QWidget(parent),
      places_(places),
      store_(places.gallery, places.pictures),
      thumbnails_(places.thumbnails),
      model_(store_, thumbnails_) {
  setObjectName("gallery_panel");
  new QVBoxLayout(this);
  make_search();
  make_list();
  make_menu();
  fill_models();
  search();
}

GalleryPanel::~GalleryPanel() = default;

void GalleryPanel::make_search() {
  auto* column = static_cast<QVBoxLayout*>(layout());
  words_ = new QLineEdit;
  words_->setObjectName("gallery_words");
  words_->setPlaceholderText(tr("Search prompts"));
  words_->setAccessibleName(tr("Words of the prompt"));
  words_->setClearButtonEnabled(true);
  words_->installEventFilter(this);
  auto* pause = new QTimer(this);
  pause->setSingleShot(true);
  pause->setInterval(typing_pause_ms);
  connect(words_, &QLineEdit::textChanged, pause, qOverload<>(&QTimer::start));
  connect(pause, &QTimer::timeout, this, &GalleryPanel::search);
  column->addWidget(words_);

  auto* row = new QHBoxLayout;
  models_ = new QComboBox;
  models_->setObjectName("gallery_model");
  models_->setAccessibleName(tr("Model of the pictures"));
  models_->setMinimumContentsLength(8);
  rating_ = new QComboBox;
  rating_->setObjectName("gallery_rating");
  rating_->setAccessibleName(tr("Lowest rating"));
  rating_->addItem(tr("Any rating"));
  for (int stars = 1; stars <= GalleryEntry::max_stars; ++stars) {
    rating_->addItem(QString(stars, QChar(0x2605)));
  }
  row->addWidget(models_, 1);
  row->addWidget(rating_, 1);
  column->addLayout(row);
  connect(models_, &QComboBox::activated, this, &GalleryPanel::search);
  connect(rating_, &QComboBox::activated, this, &GalleryPanel::search);

  auto* dates = new QHBoxLayout;
  dated_ = new QCheckBox(tr("Date"));
  dated_->setObjectName("gallery_dated");
  dated_->setToolTip(tr("Only pictures of these days"));
  dates->addWidget(dated_);
  const auto date = [&](const char* name, const QString& label) {
    auto* edit = new QDateEdit(QDate::currentDate());
    edit->setObjectName(name);
    edit->setAccessibleName(label);
    edit->setCalendarPopup(true);
    edit->setEnabled(false);
    connect(dated_, &QCheckBox::toggled, edit, &QWidget::setEnabled);
    connect(edit, &QDateEdit::dateChanged, this, &GalleryPanel::search);
    dates->addWidget(edit, 1);
    return edit;
  };
  from_ = date("gallery_from", tr("First day"));
  to_ = date("gallery_to", tr("Last day"));
  connect(dated_, &QCheckBox::toggled, this, &GalleryPanel::search);
  column->addLayout(dates);
}

void GalleryPanel::make_list() {
  list_ = new QListView;
  list_->setObjectName("gallery");
  list_->setAccessibleName(tr("Pictures"));
  list_->setViewMode(QListView::IconMode);
  list_->setResizeMode(QListView::Adjust);
  list_->setMovement(QListView::Static);
  list_->setSelectionMode(QAbstractItemView::ExtendedSelection);
  list_->setUniformItemSizes(true);
  list_->setDragEnabled(true);
  list_->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
  list_->setGridSize(GalleryDelegate::tile(fontMetrics()));
  list_->setItemDelegate(new GalleryDelegate(list_));
  list_->setModel(&model_);
  note_ = explain_when_empty(*list_, tr("Your pictures will appear here."));
  list_->setContextMenuPolicy(Qt::CustomContextMenu);
  list_->installEventFilter(this);
  connect(list_, &QListView::customContextMenuRequested, this, [this](const QPoint& at) {
    if (!list_->selectionModel()->hasSelection()) return;
    take_selection();
    menu_->popup(list_->viewport()->mapToGlobal(at));
  });
  connect(list_, &QListView::clicked, this, [this] {
    with_current(&GalleryPanel::chosen);
    take_selection();
  });
  connect(list_->selectionModel(), &QItemSelectionModel::currentChanged, this, [this] {
    if (!quiet_) with_current(&GalleryPanel::chosen);
  });
  connect(list_->selectionModel(), &QItemSelectionModel::selectionChanged, this, [this] {
    if (!quiet_) take_selection();
    count_found();
  });
  connect(list_, &QListView::activated, this,
          [this] { with_current(&GalleryPanel::restore_wanted); });
  found_ = new QLabel;
  found_->setObjectName("gallery_found");
  auto* column = static_cast<QVBoxLayout*>(layout());
  column->addWidget(list_, 1);
  column->addWidget(found_);
}

void GalleryPanel::focus_search() {
  words_->setFocus();
  words_->selectAll();
}

void GalleryPanel::focus_pictures() {
  list_->setFocus();
}

void GalleryPanel::search() {
  GallerySearch search;
  search.words = words_->text();
  search.model = models_->currentData().toString();
  search.rating = rating_->currentIndex();
  if (dated_->isChecked()) {
    search.from = from_->date();
    search.to = to_->date();
  }
  try {
    model_.search(search);
  } catch (const Error& error) {
    emit failed(in_own_words(error));
  }
  count_found();
}

void GalleryPanel::count_found() {
  note_->setText(words_->text().isEmpty() && models_->currentIndex() <= 0 &&
                         rating_->currentIndex() <= 0 && !dated_->isChecked()
                     ? tr("Your pictures will appear here.")
                     : tr("No picture matches this search. Press Esc in the search field, or "
                          "choose any model and rating."));
  QString text = tr("%n picture(s)", nullptr, model_.rowCount());
  const auto chosen = list_->selectionModel()->selectedRows().size();
  if (chosen > 1) text += tr(", %n selected", nullptr, int(chosen));
  found_->setText(text);
}

void GalleryPanel::fill_models() {
  const QString before = models_->currentData().toString();
  models_->clear();
  models_->addItem(tr("Any model"), QString());
  for (const QString& model : store_.models()) models_->addItem(model, model);
  models_->setCurrentIndex(std::max(0, models_->findData(before)));
}

void GalleryPanel::add(const std::filesystem::path& picture, const QImage& image) {
  try {
    thumbnails_.put(picture, image);
    const qint64 id = store_.add(picture);
    quiet_ = true;
    model_.added(id);
    // Whoever looks through the gallery keeps the place.
    if (!list_->hasFocus()) list_->setCurrentIndex(model_.index_of(id));
    quiet_ = false;
    fill_models();
    count_found();
  } catch (const Error& error) {
    emit failed(in_own_words(error));
  }
}

// A list in memory is this object's own, so it is filled here; there is nothing else to do with it.
void GalleryPanel::rescan_memory() {
  try {
    store_.rebuild();
  } catch (const Error& error) {
    emit failed(in_own_words(error));
  }
  fill_models();
  search();
  emit rescanned();
}

void GalleryPanel::rescan() {
  if (store_.in_memory()) return rescan_memory();
  auto* watcher = new QFutureWatcher<Rescan>(this);
  connect(watcher, &QFutureWatcher<Rescan>::finished, this, [this, watcher] {
    const Rescan done = watcher->result();
    watcher->deleteLater();
    if (!done.sentence.isEmpty()) emit failed(done.sentence);
    if (std::exchange(asked_, false) && done.sentence.isEmpty()) {
      emit notice(done.result.added + done.result.removed > 0
                      ? tr("The folder was rescanned: %1 new, %2 gone.")
                            .arg(done.result.added)
                            .arg(done.result.removed)
                      : tr("The folder was rescanned; nothing has changed."));
    }
    if (done.result.added > 0 || done.result.removed > 0) {
      fill_models();
      search();
    }
    emit rescanned();
  });
  watcher->setFuture(QtConcurrent::run(rescan_folder, places_));
}

void GalleryPanel::with_current(void (GalleryPanel::*signal)(const std::filesystem::path&)) {
  const QModelIndex current = list_->currentIndex();
  if (current.isValid()) emit(this->*signal)(model_.path_of(current));
}

bool GalleryPanel::eventFilter(QObject* watched, QEvent* event) {
  // Escape empties the search, and then leaves it.
  if (watched == words_ && event->type() == QEvent::KeyPress &&
      static_cast<QKeyEvent*>(event)->key() == Qt::Key_Escape) {
    words_->text().isEmpty() ? list_->setFocus() : words_->clear();
    return true;
  }
  if (watched == list_ && event->type() == QEvent::KeyPress) {
    const int key = static_cast<QKeyEvent*>(event)->key();
    if (key >= Qt::Key_0 && key <= Qt::Key_0 + GalleryEntry::max_stars) {
      take_selection();
      rate(key - Qt::Key_0);
      return true;
    }
    if (key == Qt::Key_Space) {
      with_current(&GalleryPanel::chosen);
      return true;
    }
    if (key == Qt::Key_Delete) {
      take_selection();
      trash();
      return true;
    }
  }
  return QWidget::eventFilter(watched, event);
}

}  // namespace evenlight::studio
