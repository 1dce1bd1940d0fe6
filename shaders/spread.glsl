// y = combine(a, b), four elements a thread; b is repeated where it is shorter. Grid z: images.
layout(push_constant) uniform Parameters {
  uint64_t a;  // slot 0: [N,count]
  uint64_t b;  // slot 1: [N,b_count], or [b_count] for all images when b_shared; or 0
  uint64_t y;  // slot 2: [N,count]
  uint count, b_count, b_shared;
  float factor;
} p;

vec4 combine(vec4 a, vec4 b);

void main() {
  const uint64_t image = gl_WorkGroupID.z;
  const uint64_t a = advance(p.a, image * p.count, 0);
  const uint64_t b = advance(p.b, p.b_shared != 0 ? 0 : image * p.b_count, 1);
  const uint64_t y = advance(p.y, image * p.count, 2);
  const uint step = gl_NumWorkGroups.x * gl_WorkGroupSize.x * 4;
  for (uint i = gl_GlobalInvocationID.x * 4; i < p.count; i += step) {
    const uint left = p.count - i;
    vec4 other = vec4(1.0);
    if (p.b != 0) {
      if (aligned) {
        other = load4(b, i % p.b_count, 4, 1);
      } else {
        [[unroll]] for (uint k = 0; k < 4; ++k) {
          if (k < left) other[k] = load(b, (i + k) % p.b_count, 1);
        }
      }
    }
    store4(y, i, combine(load4(a, i, left, 0), other), left, 2);
  }
}
