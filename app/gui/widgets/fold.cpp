#include "app/gui/widgets/fold.h"

#include <QToolButton>
#include <QVBoxLayout>

namespace evenlight::studio {

Fold::Fold(const char* name, const QString& title, QWidget* content, QWidget* parent)
    : QWidget(parent), title_(new QToolButton), content_(content) {
  setObjectName(name);
  title_->setObjectName(QString(name) + "_title");
  title_->setCheckable(true);
  title_->setAutoRaise(true);
  title_->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
  title_->setArrowType(Qt::RightArrow);
  title_->setFocusPolicy(Qt::StrongFocus);
  title_->setToolTip(tr("Shows or hides this part"));
  set_title(title);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->addWidget(title_, 0, Qt::AlignLeft);
  column->addWidget(content_);
  content_->hide();
  connect(title_, &QToolButton::toggled, this, [this](bool open) {
    title_->setArrowType(open ? Qt::DownArrow : Qt::RightArrow);
    content_->setVisible(open);
    emit toggled(open);
  });
}

bool Fold::is_open() const {
  return title_->isChecked();
}

void Fold::set_open(bool open) {
  title_->setChecked(open);
}

void Fold::set_title(const QString& title) {
  title_->setText(title);
  title_->setAccessibleName(title);
}

}  // namespace evenlight::studio
