#include <QApplication>
#include <QCommandLineParser>
#include <clocale>

#include "app/gui/widgets/text.h"
#include "app/gui/window/language.h"
#include "app/gui/window/main_window.h"

int main(int argc, char** argv) {
  using namespace evenlight::studio;
  QApplication app(argc, argv);
  QApplication::setApplicationName("evenlight-studio");
  QApplication::setApplicationDisplayName("Evenlight");
  QApplication::setApplicationVersion(EVENLIGHT_VERSION);
  QApplication::setDesktopFileName("evenlight-studio");
  // Qt took over the person's locale; numbers in prompts and recipes are written with a point.
  std::setlocale(LC_NUMERIC, "C");
  speak(app, QLocale());

  QCommandLineParser parser;
  parser.setApplicationDescription(QCoreApplication::translate(
      "main", "The Evenlight studio: makes pictures from text on this machine."));
  parser.addHelpOption();
  parser.addVersionOption();
  const QCommandLineOption pictures(
      "pictures", QCoreApplication::translate("main", "where pictures are kept"), "DIR");
  parser.addOption(pictures);
  parser.addPositionalArgument(
      "picture", QCoreApplication::translate("main", "a picture whose recipe is taken over"),
      "[picture]");
  parser.process(app);

  Places places = usual_places();
  if (parser.isSet(pictures)) places.pictures = to_std(parser.value(pictures));
  MainWindow window(places);
  window.show();
  if (!parser.positionalArguments().isEmpty()) {
    window.open(to_std(parser.positionalArguments().front()));
  }
  return QApplication::exec();
}
