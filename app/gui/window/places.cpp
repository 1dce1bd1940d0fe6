#include "app/gui/window/places.h"

#include <QStandardPaths>

#include "app/common/library/assets.h"
#include "app/gui/widgets/text.h"

namespace evenlight::studio {

Places usual_places() {
  const auto of = [](QStandardPaths::StandardLocation location) {
    return std::filesystem::path(to_std(QStandardPaths::writableLocation(location)));
  };
  const auto settings = of(QStandardPaths::GenericConfigLocation) / "evenlight" / "studio.ini";
  return {of(QStandardPaths::PicturesLocation) / "Evenlight", data_folder() / "gallery.sqlite",
          cache_folder() / "thumbnails", path_text(settings)};
}

}  // namespace evenlight::studio
