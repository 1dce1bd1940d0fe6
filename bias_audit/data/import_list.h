// Which pictures that exist already belong to which prompt of a set.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "bias_audit/data/prompt_set.h"
#include "engine/base/message.h"

namespace evenlight::audit {

struct ListedPicture {
  std::filesystem::path file;
  size_t subject = 0;  // index into the set
  int64_t image = 0;   // k; its template is set.template_of(k) if that is known
  std::optional<uint64_t> seed;
  std::string prompt;  // as it is known: the whole text, or the subject's
};

struct ImportList {
  std::vector<ListedPicture> pictures;  // by subject, then image
  bool with_seeds = false;              // of every picture
  bool with_templates = false;          // every picture's k tells its template
  std::string arm;
  std::vector<Message> notes;  // what was passed over
};

// FOLDER/<subject>/picture.png: folders are named by the subjects' ids or words; their pictures
// (.png, .jpg, .jpeg, .webp) are taken in the order of their names, other files are passed over
// with a note. Throws InputError for a folder that is no subject's, and where there is no picture.
ImportList list_folder(const PromptSet& set, const std::filesystem::path& folder);

// A CSV with the columns file and prompt, and perhaps seed and arm: `file` is found beside the CSV,
// `prompt` is a subject's id or words, or a whole prompt of the set. `arm` picks one where there
// are several. Throws InputError with file and line.
ImportList list_manifest(const PromptSet& set, const std::filesystem::path& csv,
                         const std::optional<std::string>& arm);

}  // namespace evenlight::audit
