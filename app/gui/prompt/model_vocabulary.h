#pragma once

#include <QStringList>
#include <filesystem>
#include <vector>

#include "engine/config/model_config.h"
#include "engine/text/chunks.h"

namespace evenlight::studio {

// Whole English words that a model's own small vocabulary was made from, to be offered while a
// prompt is written; `model` is its folder. None of a vocabulary that is large: its words were
// gathered from the web, and not all of them are fit to be suggested. Throws Error(input) for a
// malformed one.
QStringList vocabulary_words(const std::filesystem::path& model);

// The embeddings that a model's prompts can use: those in its folders now that fit its text
// encoder. Only their headers are read; what doesn't fit is reported when a prompt asks for it.
std::vector<EmbeddingWord> fitting_embeddings(const std::filesystem::path& model,
                                              const TextConfig& text);

}  // namespace evenlight::studio
