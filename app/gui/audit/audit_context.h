#pragma once

#include <QString>
#include <functional>
#include <optional>

#include "app/common/library/models.h"
#include "app/common/recipe/recipe_document.h"
#include "engine/devices/open_backend.h"

namespace evenlight::studio {

// What the window has chosen, when an audit begins.
struct AuditContext {
  std::optional<KnownModel> model;
  RecipeDocument recipe;
  DeviceRequest device;
  // Floating-point operations a second that a device was seen to reach with a model; 0: never seen.
  // For any thread.
  std::function<double(const QString& device, const QString& model)> speed;
  int speeds_stamp = 0;  // another number where `speed` has learned something
};

}  // namespace evenlight::studio
