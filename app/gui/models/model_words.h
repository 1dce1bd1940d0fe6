// What `models inspect` says, for reading.
#pragma once

#include <QString>
#include <utility>
#include <vector>

#include "app/gui/models/model_shelf.h"

namespace evenlight::studio {

// Rows of name and value: kind, what it predicts, how it is stored, its parts, where it lies.
std::vector<std::pair<QString, QString>> describe(const ShelfModel& model);

}  // namespace evenlight::studio
