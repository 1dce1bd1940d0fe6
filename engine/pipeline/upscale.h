// A picture through an upscaler.
//
//   Upscaler upscaler(open_upscaler("4x.pth"), open_backend({}));
//   save(upscaler.run(picture, {}));
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <utility>

#include "engine/graph/backend.h"
#include "engine/pipeline/image.h"
#include "engine/weights/upscaler_file.h"

namespace evenlight {

struct UpscaleOptions {
  int64_t tile = 192;  // pixels along a side of what is made larger at once; 0: all of it
  Poll poll;           // asked often; throws to cancel; may be empty
  std::function<void(int done, int of)> report;  // after every tile; may be empty
};

// Tiles overlap by a quarter and fade into each other, so that no seam is seen.
class Upscaler {
 public:
  Upscaler(UpscalerFile file, std::unique_ptr<Backend> backend);

  int64_t scale() const { return file_.config.scale(); }
  // Bytes that it would take to make a picture of that size larger.
  uint64_t memory_for(int64_t width, int64_t height, int64_t tile) const;

  // Throws Error: usage (the result would be too large), device (memory), check (numbers that are
  // not finite), and what the callbacks throw.
  Image run(const Image& picture, const UpscaleOptions& options);

 private:
  Executable& network_for(int64_t height, int64_t width);

  UpscalerFile file_;
  std::unique_ptr<Backend> backend_;
  std::map<std::pair<int64_t, int64_t>, std::unique_ptr<Executable>> networks_;  // by size
};

}  // namespace evenlight
