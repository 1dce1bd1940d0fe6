#pragma once

#include <QFrame>
#include <QPointer>
#include <optional>

class QAction;
class QLabel;
class QTimer;
class QToolButton;

namespace evenlight::studio {

// One sentence above the picture, with a button if there is something to do about it. Information
// fades; warnings and errors stay until they are closed, and come back when information that took
// their place has faded.
class MessageBar : public QFrame {
  Q_OBJECT
 public:
  enum class Kind { information, warning, error };
  static constexpr int fade_ms = 6000;
  static constexpr int fade_with_offer_ms = 20000;  // time to think

  explicit MessageBar(QWidget* parent = nullptr);

  // `offer` stands beside the sentence as long as it does.
  void show_message(Kind kind, const QString& sentence, QAction* offer = nullptr);
  QString text() const;
  // Clears messages about earlier jobs; failures stay.
  void drop_information();

 protected:
  void enterEvent(QEnterEvent* event) override;
  void leaveEvent(QEvent* event) override;

 private:
  struct Message {
    Kind kind = Kind::information;
    QString sentence;
    QPointer<QAction> offer;
  };
  void show_message(const Message& message);
  void close_message();
  int fade_time() const;

  Message shown_;
  std::optional<Message> kept_;  // a warning or error below the information that is shown
  QLabel* mark_;
  QLabel* text_;
  QToolButton* offer_;
  QTimer* fade_;
};

}  // namespace evenlight::studio
