#include "app/gui/gallery/gallery_panel.h"

#include <QBoxLayout>
#include <QFutureWatcher>
#include <QGridLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QMenu>
#include <QScrollBar>
#include <QTimer>
#include <QtConcurrent>

#include "app/gui/gallery/gallery_delegate.h"
#include "app/gui/gallery/gallery_filter.h"
#include "app/gui/widgets/empty_note.h"
#include "app/gui/widgets/text.h"
#include "app/gui/window/own_words.h"
#include "engine/base/error.h"

namespace evenlight::studio {
namespace {

constexpr int typing_pause_ms = 150;
constexpr int margin = 4;
constexpr int strip_search_letters = 24;

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
  parts_ = new QBoxLayout(QBoxLayout::TopToBottom, this);
  parts_->setContentsMargins(margin, margin, margin, margin);
  parts_->setSpacing(margin);
  make_search();
  make_list();
  make_menu();
  fill_models();
  search();
}

GalleryPanel::~GalleryPanel() = default;

void GalleryPanel::make_search() {
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
  filter_ = new GalleryFilter(this);
  connect(filter_, &GalleryFilter::changed, this, &GalleryPanel::search);
  found_ = new QLabel;
  found_->setObjectName("gallery_found");
  search_ = new QWidget;
  auto* grid = new QGridLayout(search_);
  grid->setContentsMargins(0, 0, 0, 0);
  grid->setSpacing(margin);
  grid->addWidget(words_, 0, 0, 1, 2);
  grid->addWidget(filter_->button(), 1, 0);
  grid->addWidget(found_, 1, 1);
  grid->setColumnStretch(1, 1);
  parts_->addWidget(search_);
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
  list_->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
  list_->setMinimumHeight(fontMetrics().height() * 4);
  tiles_ = new GalleryDelegate(list_);
  list_->setItemDelegate(tiles_);
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
  parts_->addWidget(list_, 1);
  fit_tiles();
}

// Low and wide, it is a film strip: one row, as high as there is room, with the search beside it.
void GalleryPanel::fit_tiles() {
  const int usual = GalleryDelegate::usual_side(fontMetrics());
  const bool strip = height() < usual * 2 && width() > height() * 3;
  parts_->setDirection(strip ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
  search_->setMaximumWidth(strip ? fontMetrics().averageCharWidth() * strip_search_letters
                                 : QWIDGETSIZE_MAX);
  list_->setWrapping(!strip);
  list_->setVerticalScrollBarPolicy(strip ? Qt::ScrollBarAlwaysOff : Qt::ScrollBarAsNeeded);
  const int room = height() - 2 * margin - 2 * list_->frameWidth() -
                   list_->horizontalScrollBar()->sizeHint().height();
  const int side = strip ? std::clamp(room, usual / 3, usual) : usual;
  tiles_->set_side(side);
  list_->setGridSize({side, side});
}

void GalleryPanel::resizeEvent(QResizeEvent* event) {
  QWidget::resizeEvent(event);
  fit_tiles();
}

void GalleryPanel::focus_search() {
  words_->setFocus();
  words_->selectAll();
}

void GalleryPanel::focus_pictures() {
  list_->setFocus();
}

void GalleryPanel::search() {
  GallerySearch search = filter_->search();
  search.words = words_->text();
  try {
    model_.search(search);
  } catch (const Error& error) {
    emit failed(in_own_words(error));
  }
  count_found();
}

void GalleryPanel::count_found() {
  note_->setText(words_->text().isEmpty() && filter_->used() == 0
                     ? tr("Your pictures will appear here.")
                     : tr("No picture matches this search. Clear the search field or the filter."));
  QString text = tr("%n picture(s)", nullptr, model_.rowCount());
  const auto chosen = list_->selectionModel()->selectedRows().size();
  if (chosen > 1) text += tr(", %n selected", nullptr, int(chosen));
  found_->setText(text);
}

void GalleryPanel::fill_models() {
  filter_->set_models(store_.models());
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
