#version 460
// y[n,l] = table[ids[n,l]]; ids were checked by the host. A workgroup per token, grid z: images.
#include "common.glsl"

layout(push_constant) uniform Parameters {
  uint64_t ids;    // i32 [N,tokens]
  uint64_t table;  // slot 0: [V,channels]
  uint64_t y;      // slot 1: [N,tokens,channels]
  uint tokens, channels;
} p;

void main() {
  for (uint token = gl_WorkGroupID.x; token < p.tokens; token += gl_NumWorkGroups.x) {
    const uint at = gl_WorkGroupID.z * p.tokens + token;
    const uint64_t row = advance(p.table, uint64_t(Ints(p.ids).at[at]) * p.channels, 0);
    const uint64_t y = advance(p.y, uint64_t(at) * p.channels, 1);
    for (uint c = gl_LocalInvocationIndex; c < p.channels; c += gl_WorkGroupSize.x) {
      store(y, c, load(row, c, 0), 1);
    }
  }
}
