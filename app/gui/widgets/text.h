// Between Qt's text and the engine's.
#pragma once

#include <QString>
#include <filesystem>
#include <string>
#include <string_view>

namespace evenlight::studio {

inline QString to_qt(std::string_view text) {
  return QString::fromUtf8(text.data(), qsizetype(text.size()));
}
inline QString path_text(const std::filesystem::path& path) {
  return to_qt(std::string_view(path.native()));
}
inline std::string to_std(const QString& text) {
  return text.toStdString();
}

}  // namespace evenlight::studio
