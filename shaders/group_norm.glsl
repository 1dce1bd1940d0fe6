// Operands of the three passes of group_norm. A chunk is a run of pixels of one image.
layout(push_constant) uniform Parameters {
  uint64_t x;         // slot 0: [N,pixels,channels_1]
  uint64_t x2;        // slot 1: [N,pixels,channels_2], or 0
  uint64_t gamma;     // f32 [channels_1+channels_2], or 0
  uint64_t beta;      // f32, likewise
  uint64_t y;         // slot 2: [N,pixels,channels_1+channels_2]
  uint64_t partials;  // f32 [N,groups,chunks,2]: mean of a chunk, sum of squared differences from it
  uint64_t moments;   // f32 [N,groups,2]: mean, 1/√(variance + eps)
  uint pixels, channels_1, channels_2, groups;
  uint chunks, pixels_per_chunk;
  float eps;
} p;

uint group_width() { return (p.channels_1 + p.channels_2) / p.groups; }
