#include <QCommandLineParser>
#include <clocale>

#include "app/common/files/process.h"
#include "app/gui/widgets/text.h"
#include "app/gui/window/application.h"
#include "app/gui/window/language.h"
#include "app/gui/window/main_window.h"
#include "app/gui/window/own_words.h"

namespace evenlight::studio {
namespace {

int run(Application& app, const Places& places, const QStringList& pictures) {
  MainWindow window(places);
  QObject::connect(&app, &Application::failed, &window, &MainWindow::tell_failure);
  window.show();
  if (!pictures.isEmpty()) window.open(to_std(pictures.front()));
  return QApplication::exec();
}

int start(Application& app) {
  QApplication::setApplicationName("evenlight-studio");
  QApplication::setApplicationDisplayName("Evenlight");
  QApplication::setApplicationVersion(EVENLIGHT_VERSION);
  QApplication::setDesktopFileName("evenlight-studio");
  // Qt took over the person's locale; numbers in prompts and recipes are written with a point.
  std::setlocale(LC_NUMERIC, "C");
  Places places = usual_places();
  const Preferences chosen = Session(places.settings).preferences();
  speak(app, chosen.language.isEmpty() ? QLocale() : QLocale(chosen.language));

  QCommandLineParser parser;
  parser.setApplicationDescription(QCoreApplication::translate(
      "main", "The Evenlight studio: makes pictures from text on this machine."));
  parser.addHelpOption();
  parser.addVersionOption();
  const QCommandLineOption pictures(
      "pictures", QCoreApplication::translate("main", "where pictures are kept"), "DIR");
  parser.addOption(pictures);
  parser.addPositionalArgument(
      "picture", QCoreApplication::translate("main", "a picture whose settings are loaded"),
      "[picture]");
  parser.process(app);

  if (!chosen.pictures.isEmpty()) places.pictures = to_std(chosen.pictures);
  if (parser.isSet(pictures)) places.pictures = to_std(parser.value(pictures));
  return run(app, places, parser.positionalArguments());
}

}  // namespace
}  // namespace evenlight::studio

int main(int argc, char** argv) {
  using namespace evenlight::studio;
  evenlight::let_writes_fail();
  Application app(argc, argv);
  try {
    return start(app);
  } catch (const std::exception& error) {
    tell_fatal(in_own_words(error));
  } catch (...) {
    tell_fatal(QCoreApplication::translate("main", "Something unexpected went wrong."));
  }
  return 1;
}
