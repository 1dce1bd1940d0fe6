#pragma once

#include <QString>
#include <filesystem>

namespace evenlight::studio {

// Where the studio keeps things. Tests give it folders of their own.
struct Places {
  std::filesystem::path pictures;  // what is made
  std::filesystem::path gallery;   // the database, rebuilt from `pictures` when it is lost
  std::filesystem::path thumbnails;
  QString settings;  // an .ini file
};

// The person's own folders: Pictures/Evenlight and the XDG folders.
Places usual_places();

}  // namespace evenlight::studio
