#pragma once

#include <QString>

namespace evenlight::studio {

enum class Theme { system, light, dark, contrast };

// Of the whole program, at once.
void apply_theme(Theme theme);

// How a theme is stored among the settings.
QString name_of(Theme theme);
Theme theme_named(const QString& name);  // unknown: system

}  // namespace evenlight::studio
