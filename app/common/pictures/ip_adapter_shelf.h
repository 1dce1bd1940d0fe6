#pragma once

#include "app/common/notes.h"
#include "app/common/pictures/kept_open.h"
#include "app/common/recipe/recipe_document.h"
#include "engine/weights/ip_adapter_file.h"

namespace evenlight {

// IP-Adapters and picture encoders that recipes use, kept open.
class IpAdapterShelf {
 public:
  // Puts the document's picture prompts into its recipe and completes what it says of their files.
  // Throws Error(input) for files that are missing, changed or not of the right kind.
  void put_into(RecipeDocument& document, Notes& notes);

 private:
  KeptOpen<IpAdapterFile> adapters_{open_ip_adapter};
  KeptOpen<VisionFile> encoders_{open_vision};
};

}  // namespace evenlight
