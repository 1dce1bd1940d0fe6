#include "bias_audit/data/picture_check.h"

#include <algorithm>

#include "engine/base/quoted.h"

namespace evenlight::audit {

namespace {

// How many are so, and the first of them.
Message told(PictureState state, size_t count, const std::string& first) {
  const std::string file = shown(first);
  switch (state) {
    case PictureState::gone:
      return say<"gone: {0}, the first is {1}">(count, file);
    case PictureState::link:
      return say<"a link instead of a picture: {0}, the first is {1}">(count, file);
    case PictureState::changed:
      return say<"changed: {0}, the first is {1}">(count, file);
    default:
      return say<"unreadable: {0}, the first is {1}">(count, file);
  }
}

}  // namespace

std::vector<ChangedPicture> changed_pictures(const AuditDatabase& database) {
  std::vector<ChangedPicture> changed;
  for (const ImageRow& row : database.images()) {
    if (row.file.empty()) continue;
    const PictureState state = state_of_picture(database.folder(), row.file, row.sha256);
    if (state != PictureState::as_measured) changed.push_back({state, row.file});
  }
  return changed;
}

Message changed_words(const AuditDatabase& database, const std::vector<ChangedPicture>& changed) {
  std::vector<Argument> kinds;
  for (const PictureState state :
       {PictureState::gone, PictureState::link, PictureState::changed, PictureState::unreadable}) {
    const auto is_so = [&](const ChangedPicture& each) { return each.state == state; };
    const auto first = std::find_if(changed.begin(), changed.end(), is_so);
    if (first == changed.end()) continue;
    const auto count = size_t(std::count_if(first, changed.end(), is_so));
    kinds.emplace_back(told(state, count, first->file));
  }
  return say<
      "{0}: pictures are not as they were measured ({1}); the numbers are of what was "
      "measured">(database.folder().string(), std::move(kinds));
}

}  // namespace evenlight::audit
