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
  // English, too, has files: of plural forms, and of what the window says otherwise than the
  // engine. Those of the locale are asked first.
  for (const char* name : {"evenlight-studio_en", "evenlight-messages_en"}) {
    auto* english = new QTranslator(&app);
    if (english->load(name, ":/translations")) app.installTranslator(english);
  }
  install("qtbase", QLibraryInfo::path(QLibraryInfo::TranslationsPath));
  install("evenlight-studio", ":/translations");
  install("evenlight-messages", ":/translations");
}

}  // namespace evenlight::studio
