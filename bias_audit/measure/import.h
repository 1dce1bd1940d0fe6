// An audit of pictures that exist already.
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "bias_audit/data/database.h"
#include "bias_audit/data/import_list.h"
#include "bias_audit/measure/picture.h"

namespace evenlight::audit {

// One that was left out, and what it is a copy of.
struct DuplicatePicture {
  std::string file, same_as;
};
struct UnreadablePicture {
  std::string file, why;
};

struct ImportReport {
  int64_t pictures = 0;                       // of the audit, those that cannot be read among them
  int64_t converted = 0;                      // kept as PNG, as not every program reads them alike
  int64_t transparent = 0;                    // somewhere: laid over white
  std::vector<DuplicatePicture> duplicates;   // the same bytes or the same pixels: left out
  std::vector<UnreadablePicture> unreadable;  // counted as images without a usable picture
};

struct ImportTools {
  std::function<Measurement(const Photo&)> measure;
  std::function<void(const ImageRow&)> on_image;  // it is in the folder; may be empty, may throw
};

// Copies the pictures of `list` to `folder`/images, measures them and writes the audit, whole or
// not at all. `settings` says the rest; its numbers of images are filled in. A picture that a
// camera took is refused unless settings.imported->real_people. Throws InputError.
ImportReport import_pictures(const std::filesystem::path& folder, AuditSettings settings,
                             const ImportList& list, const ImportTools& tools);

}  // namespace evenlight::audit
