#include "app/gui/gallery/gallery_filter.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDateEdit>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QScreen>
#include <QToolButton>

namespace evenlight::studio {

GalleryFilter::GalleryFilter(QWidget* parent)
    : QFrame(parent, Qt::Popup), button_(new QToolButton) {
  setObjectName("gallery_filter");
  setFrameShape(QFrame::StyledPanel);
  button_->setObjectName("gallery_filter_button");
  button_->setFocusPolicy(Qt::StrongFocus);
  button_->setToolTip(tr("Shows only pictures of a model, a rating or some days"));
  connect(button_, &QToolButton::clicked, this, &GalleryFilter::open);
  models_ = new QComboBox;
  models_->setObjectName("gallery_model");
  models_->setAccessibleName(tr("Model of the pictures"));
  models_->setMinimumContentsLength(14);
  rating_ = new QComboBox;
  rating_->setObjectName("gallery_rating");
  rating_->setAccessibleName(tr("Lowest rating"));
  rating_->addItem(tr("Any rating"));
  for (int stars = 1; stars <= GalleryEntry::max_stars; ++stars) {
    rating_->addItem(QString(stars, QChar(0x2605)));
  }
  dated_ = new QCheckBox(tr("Only these days"));
  dated_->setObjectName("gallery_dated");
  dated_->setToolTip(tr("Only pictures of these days"));
  from_ = make_date("gallery_from", tr("First day"));
  to_ = make_date("gallery_to", tr("Last day"));
  auto* clear = new QPushButton(tr("Show all pictures"));
  clear->setObjectName("gallery_filter_clear");
  connect(clear, &QPushButton::clicked, this, &GalleryFilter::clear);
  auto* form = new QFormLayout(this);
  form->addRow(tr("Model"), models_);
  form->addRow(tr("Rating"), rating_);
  form->addRow(tr("Date"), dated_);
  auto* days = new QHBoxLayout;
  days->addWidget(from_);
  days->addWidget(new QLabel("–"));
  days->addWidget(to_);
  form->addRow(QString(), days);
  form->addRow(clear);
  connect(models_, &QComboBox::activated, this, &GalleryFilter::tell_changed);
  connect(rating_, &QComboBox::activated, this, &GalleryFilter::tell_changed);
  connect(dated_, &QCheckBox::toggled, this, &GalleryFilter::tell_changed);
  set_models({});
}

QDateEdit* GalleryFilter::make_date(const char* name, const QString& label) {
  auto* edit = new QDateEdit(QDate::currentDate());
  edit->setObjectName(name);
  edit->setAccessibleName(label);
  edit->setCalendarPopup(true);
  edit->setEnabled(false);
  connect(dated_, &QCheckBox::toggled, edit, &QWidget::setEnabled);
  connect(edit, &QDateEdit::dateChanged, this, &GalleryFilter::tell_changed);
  return edit;
}

// Above its button where there is no room below it.
void GalleryFilter::open() {
  adjustSize();
  const QRect room = button_->screen()->availableGeometry();
  QPoint at = button_->mapToGlobal(QPoint(0, button_->height()));
  if (at.y() + height() > room.bottom()) at = button_->mapToGlobal(QPoint(0, -height()));
  at.setX(std::clamp(at.x(), room.left(), std::max(room.left(), room.right() - width())));
  move(at);
  show();
  models_->setFocus();
}

void GalleryFilter::clear() {
  models_->setCurrentIndex(0);
  rating_->setCurrentIndex(0);
  dated_->setChecked(false);
  tell_changed();
  hide();
}

void GalleryFilter::set_models(const QStringList& models) {
  const QString before = models_->currentData().toString();
  models_->clear();
  models_->addItem(tr("Any model"), QString());
  for (const QString& model : models) models_->addItem(model, model);
  models_->setCurrentIndex(std::max(0, models_->findData(before)));
  show_used();
}

GallerySearch GalleryFilter::search() const {
  GallerySearch search;
  search.model = models_->currentData().toString();
  search.rating = rating_->currentIndex();
  if (dated_->isChecked()) {
    search.from = from_->date();
    search.to = to_->date();
  }
  return search;
}

int GalleryFilter::used() const {
  return int(models_->currentIndex() > 0) + int(rating_->currentIndex() > 0) +
         int(dated_->isChecked());
}

void GalleryFilter::tell_changed() {
  show_used();
  emit changed();
}

void GalleryFilter::show_used() {
  button_->setText(used() == 0 ? tr("Filter") : tr("Filter (%1)").arg(used()));
  button_->setAccessibleName(button_->text());
}

}  // namespace evenlight::studio
