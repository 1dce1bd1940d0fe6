#include "app/gui/window/language.h"

#include <QCoreApplication>
#include <QLibraryInfo>
#include <QTranslator>

// A resource of a static library is there only if something asks for it.
static void bring_translations() {
  Q_INIT_RESOURCE(translations);
}

namespace evenlight::studio {

void speak(QCoreApplication& app, const QLocale& locale) {
  bring_translations();
  const auto install = [&](const QString& name, const QString& folder) {
    auto* translator = new QTranslator(&app);
    if (translator->load(locale, name, "_", folder)) app.installTranslator(translator);
  };
  // English, too, has a file: of its plural forms. The one of the locale is asked first.
  auto* english = new QTranslator(&app);
  if (english->load("evenlight-studio_en", ":/translations")) app.installTranslator(english);
  install("qtbase", QLibraryInfo::path(QLibraryInfo::TranslationsPath));
  install("evenlight-studio", ":/translations");
}

}  // namespace evenlight::studio
