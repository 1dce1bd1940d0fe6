#pragma once

#include <QStringList>
#include <filesystem>

namespace evenlight::studio {

// Whole English words that a model's own small vocabulary was made from, to be offered while a
// prompt is written; `model` is its folder. None of a vocabulary that is large: its words were
// gathered from the web, and not all of them are fit to be suggested. Throws Error(input) for a
// malformed one.
QStringList vocabulary_words(const std::filesystem::path& model);

}  // namespace evenlight::studio
