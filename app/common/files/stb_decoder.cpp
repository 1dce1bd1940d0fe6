#include "app/common/files/stb_decoder.h"

#include <fmt/format.h>

#include <climits>
#include <memory>

#include "engine/base/error.h"

// Own static copy: no clash with another one in the program. Not thread-local errors: text only.
#define STB_IMAGE_IMPLEMENTATION
#define STB_IMAGE_STATIC
#define STBI_ONLY_PNG
#define STBI_NO_STDIO
#define STBI_MAX_DIMENSIONS 16384
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wunused-function"
#pragma GCC diagnostic ignored "-Wmissing-field-initializers"
#pragma GCC diagnostic ignored "-Wsign-compare"
#include <stb/stb_image.h>
#pragma GCC diagnostic pop

namespace evenlight {

Image decode_with_stb(std::string_view bytes, const std::string& label) {
  if (bytes.size() > size_t(INT_MAX)) throw Error(ErrorKind::input, label + ": is too large.");
  int width = 0, height = 0, channels = 0;
  const std::unique_ptr<stbi_uc, void (*)(void*)> pixels(
      stbi_load_from_memory(reinterpret_cast<const stbi_uc*>(bytes.data()), int(bytes.size()),
                            &width, &height, &channels, STBI_rgb),
      stbi_image_free);
  if (!pixels) {
    throw Error(ErrorKind::input,
                fmt::format("{}: is not a readable PNG ({}).", label, stbi_failure_reason()));
  }
  const size_t size = size_t(width) * size_t(height) * 3;
  return {width, height, {pixels.get(), pixels.get() + size}};
}

}  // namespace evenlight
