#include "engine/base/stb_decoder.h"

#include <memory>

#include "engine/base/input_error.h"
#include "engine/base/png_chunks.h"

// Own static copy: no clash with another one in the program.
#define STB_IMAGE_IMPLEMENTATION
#define STB_IMAGE_STATIC
#define STBI_ONLY_PNG
#define STBI_ONLY_JPEG
#define STBI_NO_STDIO
#define STBI_MAX_DIMENSIONS 16384
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wunused-function"
#pragma GCC diagnostic ignored "-Wmissing-field-initializers"
#pragma GCC diagnostic ignored "-Wsign-compare"
#include <stb/stb_image.h>
#pragma GCC diagnostic pop

namespace evenlight {
namespace {

constexpr size_t max_bytes = size_t(1) << 30;

}  // namespace

DecodedPicture decode_with_stb(std::string_view bytes, const std::string& label,
                               PictureFormats formats, int max_side) {
  const bool png_only = formats == PictureFormats::png;
  const auto refuse = [&](const Argument& reason) {
    throw InputError(png_only
                         ? say<"{0}: is not a readable PNG ({1}).">(label, reason)
                         : say<"{0}: is not a readable PNG or JPEG picture ({1}).">(label, reason));
  };
  if (bytes.size() > max_bytes) refuse(say<"more than 1 GiB">());
  if (png_only && !bytes.starts_with(png_signature)) refuse(say<"not a PNG file">());
  const auto* data = reinterpret_cast<const stbi_uc*>(bytes.data());
  int width = 0, height = 0, channels = 0;
  // The sides first: memory is only taken for a picture that is wanted.
  if (!stbi_info_from_memory(data, int(bytes.size()), &width, &height, &channels)) {
    refuse(stbi_failure_reason());
  }
  if (width > max_side || height > max_side) refuse(say<"too many pixels">());
  const std::unique_ptr<stbi_uc, void (*)(void*)> pixels(
      stbi_load_from_memory(data, int(bytes.size()), &width, &height, &channels, STBI_rgb),
      stbi_image_free);
  if (!pixels) refuse(stbi_failure_reason());
  const size_t size = size_t(width) * size_t(height) * 3;
  return {width, height, {pixels.get(), pixels.get() + size}};
}

}  // namespace evenlight
