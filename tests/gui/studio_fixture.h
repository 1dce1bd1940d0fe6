// The real window in folders of its own, driven without a screen. With EVENLIGHT_SCREENSHOTS=DIR
// tests leave pictures to look at.
#pragma once

#include <QAbstractButton>
#include <QAction>
#include <QApplication>
#include <QPlainTextEdit>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <memory>

#include "app/gui/window/language.h"
#include "app/gui/window/main_window.h"

namespace evenlight::studio {

constexpr int long_wait = 60000;

class StudioFixture {
 public:
  // A folder as at the very first start, and the variables that say where everything lies.
  void make_folder();
  // The window, shown, with its model open. `hints`: as for somebody who was never here.
  void start(bool hints = false);
  void close();  // as a person does, and its memory is freed
  void end();    // closes the window, if it is open, and removes the folder

  MainWindow& window() { return *window_; }
  std::filesystem::path root() const { return folder_->path().toStdString(); }
  QString file(const QString& name) const { return folder_->filePath(name); }
  Places places() const;
  // Among the user's own; it fits the built-in model unless `width` says otherwise.
  void put_embedding(const std::string& name, int count, int64_t width = 0);
  std::filesystem::path embedding_file(const std::string& name) const;

  template <class Widget>
  Widget* get(const char* name) {
    Widget* found = window_->findChild<Widget*>(name);
    if (!found) qFatal("no widget %s", name);
    return found;
  }
  void click(const char* name) { QTest::mouseClick(get<QAbstractButton>(name), Qt::LeftButton); }
  void trigger(const char* name);  // an action, which must be enabled
  QString message();               // what the message bar says; empty if it is hidden
  void drop(const QString& file);  // on the window
  void drop_on(QWidget& target, const QString& file);
  QPlainTextEdit& prompt() { return *get<QPlainTextEdit>("prompt"); }
  void quick(const QString& prompt, int steps = 2);  // as the next job's recipe
  // Presses Generate and waits until the queue is empty.
  void generate();
  QAbstractItemModel& gallery();
  void select(int row);  // of the gallery
  std::filesystem::path picture(int row);
  void write_picture(const char* name);

 private:
  std::unique_ptr<QTemporaryDir> folder_;
  std::unique_ptr<MainWindow> window_;
};

}  // namespace evenlight::studio

// The main function of a program of such tests: in English, whatever the locale.
#define EVENLIGHT_STUDIO_TEST(Test)               \
  int main(int count, char** words) {             \
    QApplication app(count, words);               \
    evenlight::studio::speak(app, QLocale("en")); \
    evenlight::studio::Test test;                 \
    return QTest::qExec(&test, count, words);     \
  }
