#include <zlib.h>

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "app/common/files/png_file.h"
#include "app/common/recipe/a1111_text.h"
#include "app/common/recipe/recipe_file.h"
#include "app/common/recipe/recipe_json.h"
#include "engine/base/error.h"
#include "tests/fuzz/memory_file.h"

namespace {

using evenlight::Error;
using evenlight::RecipeDocument;

// Puts the right checksum behind each chunk, or nothing but the first mutation would be seen.
void mend_checksums(std::string& png) {
  for (size_t at = 8; at + 12 <= png.size();) {
    auto* chunk = reinterpret_cast<unsigned char*>(png.data()) + at;
    const size_t length =
        size_t{chunk[0]} << 24 | size_t{chunk[1]} << 16 | size_t{chunk[2]} << 8 | chunk[3];
    if (length > png.size() - at - 12) return;
    const auto sum = crc32(0, chunk + 4, static_cast<unsigned>(length + 4));
    for (int i = 0; i < 4; ++i) {
      chunk[8 + length + size_t(i)] = static_cast<unsigned char>(sum >> (24 - 8 * i));
    }
    at += length + 12;
  }
}

// What was read can be written, and reading that gives the same picture.
void check_writing(const RecipeDocument& document) {
  const auto again = evenlight::recipe_from_json(evenlight::recipe_to_json(document), "again");
  if (!evenlight::same_picture(document, again)) std::abort();
  try {
    evenlight::read_a1111_text(evenlight::write_a1111_text(document), "again");
  } catch (const Error&) {
    return;  // a prompt may look like settings that are refused
  }
}

}  // namespace

// Any bytes as a recipe (JSON, A1111's text, a PNG) and as a file of jobs.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  static evenlight::test::MemoryFile file;
  std::string bytes(reinterpret_cast<const char*>(data), size);
  if (evenlight::is_png(bytes)) mend_checksums(bytes);
  file.fill(reinterpret_cast<const uint8_t*>(bytes.data()), bytes.size());
  try {
    check_writing(evenlight::read_recipe_file(file.path()));
  } catch (const Error&) {
    // Refusing is an answer; it may be a file of jobs all the same.
  }
  try {
    for (const evenlight::Job& job : evenlight::read_jobs_file(file.path())) {
      check_writing(job.document);
    }
  } catch (const Error&) {
    return 0;
  }
  return 0;
}
