#include "app/gui/widgets/message_bar.h"

#include <QAccessible>
#include <QAction>
#include <QHBoxLayout>
#include <QLabel>
#include <QStyle>
#include <QTimer>
#include <QToolButton>

namespace evenlight::studio {
namespace {

struct Look {
  QStyle::StandardPixmap mark;
  QColor background, text;
};

// Black on light and white on dark keep their contrast in both themes.
Look look_of(MessageBar::Kind kind) {
  switch (kind) {
    case MessageBar::Kind::information:
      return {QStyle::SP_MessageBoxInformation, QColor(0xd9, 0xea, 0xfb), Qt::black};
    case MessageBar::Kind::warning:
      return {QStyle::SP_MessageBoxWarning, QColor(0xfd, 0xee, 0xc4), Qt::black};
    case MessageBar::Kind::error:
      break;
  }
  return {QStyle::SP_MessageBoxCritical, QColor(0x9b, 0x1c, 0x1c), Qt::white};
}

QString offer_name() {
  return MessageBar::tr("What you can do about it");
}

}  // namespace

MessageBar::MessageBar(QWidget* parent) : QFrame(parent) {
  setObjectName("message_bar");
  setAutoFillBackground(true);
  mark_ = new QLabel;
  text_ = new QLabel;
  text_->setObjectName("message_text");
  text_->setWordWrap(true);
  text_->setTextFormat(Qt::PlainText);
  text_->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
  offer_ = new QToolButton;
  offer_->setObjectName("message_offer");
  offer_->setAccessibleName(offer_name());
  offer_->hide();
  auto* close = new QToolButton;
  close->setObjectName("message_close");
  close->setText("✕");
  close->setAutoRaise(true);
  close->setToolTip(tr("Close this message"));
  close->setAccessibleName(close->toolTip());
  connect(close, &QToolButton::clicked, this, &MessageBar::close_message);
  fade_ = new QTimer(this);
  fade_->setSingleShot(true);
  connect(fade_, &QTimer::timeout, this, &MessageBar::drop_information);
  auto* row = new QHBoxLayout(this);
  row->addWidget(mark_);
  row->addWidget(text_, 1);
  row->addWidget(offer_);
  row->addWidget(close);
  hide();
}

QString MessageBar::text() const {
  return text_->text();
}

int MessageBar::fade_time() const {
  return shown_.offer ? fade_with_offer_ms : fade_ms;
}

void MessageBar::show_message(Kind kind, const QString& sentence, QAction* offer) {
  const bool information = kind == Kind::information;
  if (information && isVisibleTo(parentWidget()) && shown_.kind != Kind::information) {
    kept_ = shown_;
  } else if (!information) {
    kept_.reset();
  }
  show_message({kind, sentence, offer});
}

void MessageBar::show_message(const Message& message) {
  shown_ = message;
  const Look look = look_of(message.kind);
  QPalette colours = palette();
  colours.setColor(QPalette::Window, look.background);
  colours.setColor(QPalette::WindowText, look.text);
  colours.setColor(QPalette::ButtonText, look.text);
  colours.setColor(QPalette::Button, look.background);
  setPalette(colours);
  for (QWidget* child : findChildren<QWidget*>()) child->setPalette(colours);
  const int side = fontMetrics().height() * 3 / 2;
  mark_->setPixmap(style()->standardIcon(look.mark).pixmap(side, side));
  text_->setText(message.sentence);
  for (QAction* old : offer_->actions()) offer_->removeAction(old);
  if (message.offer) offer_->setDefaultAction(message.offer);
  offer_->setAccessibleName(message.offer ? QString(message.offer->text()).remove('&')
                                          : offer_name());
  offer_->setVisible(message.offer != nullptr);
  setAccessibleName(message.sentence);
  show();
  message.kind == Kind::information ? fade_->start(fade_time()) : fade_->stop();
  QAccessibleEvent event(this, QAccessible::Alert);
  QAccessible::updateAccessibility(&event);
}

void MessageBar::close_message() {
  fade_->stop();
  if (!kept_) return hide();
  const Message below = *kept_;
  kept_.reset();
  show_message(below);
}

void MessageBar::drop_information() {
  if (shown_.kind == Kind::information) close_message();
}

// Whoever is reading it, or on the way to its button, is given the time.
void MessageBar::enterEvent(QEnterEvent* event) {
  fade_->stop();
  QFrame::enterEvent(event);
}

void MessageBar::leaveEvent(QEvent* event) {
  if (shown_.kind == Kind::information) fade_->start(fade_time());
  QFrame::leaveEvent(event);
}

}  // namespace evenlight::studio
