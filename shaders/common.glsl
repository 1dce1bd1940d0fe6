// What every shader shares. Values are found by address (buffer_device_address), so no tensor is
// too large for a descriptor, and push constants are the only binding. Arithmetic is f32; with F16
// values are stored as half floats, but for operands that the host marks as f32.
#extension GL_EXT_buffer_reference : require
#extension GL_EXT_shader_explicit_arithmetic_types_int64 : require
#extension GL_EXT_control_flow_attributes : require
#ifdef F16
#extension GL_EXT_shader_16bit_storage : require
#endif

// Bit k: operand k is f32 although values are f16. Slots are numbered in each shader.
layout(constant_id = 0) const uint f32_operands = 0;
// Rows begin at a multiple of four elements and have a multiple of four: 16-byte loads are safe.
layout(constant_id = 1) const bool aligned = true;
layout(local_size_x_id = 2) in;

layout(buffer_reference, std430, buffer_reference_align = 4) buffer Floats { float at[]; };
layout(buffer_reference, std430, buffer_reference_align = 16) buffer Floats4 { vec4 at[]; };
layout(buffer_reference, std430, buffer_reference_align = 4) readonly buffer Ints { int at[]; };
#ifdef F16
layout(buffer_reference, std430, buffer_reference_align = 2) buffer Halfs { float16_t at[]; };
layout(buffer_reference, std430, buffer_reference_align = 8) buffer Halfs4 { f16vec4 at[]; };
const uint64_t stored_bytes = 2;
#else
const uint64_t stored_bytes = 4;
#endif

bool is_f32(uint slot) {
#ifdef F16
  return (f32_operands >> slot & 1u) != 0u;
#else
  return true;
#endif
}

// Address of element i of an operand; i may pass 2^32 where images are skipped.
uint64_t advance(uint64_t base, uint64_t i, uint slot) {
  return base + i * (is_f32(slot) ? 4 : stored_bytes);
}

float load(uint64_t base, uint i, uint slot) {
#ifdef F16
  if (!is_f32(slot)) return float(Halfs(base).at[i]);
#endif
  return Floats(base).at[i];
}

// Elements i … i+3, of which `left` exist; the others read as 0.
vec4 load4(uint64_t base, uint i, uint left, uint slot) {
  if (aligned) {
#ifdef F16
    if (!is_f32(slot)) return vec4(Halfs4(base).at[i / 4]);
#endif
    return Floats4(base).at[i / 4];
  }
  vec4 v = vec4(0.0);
  [[unroll]] for (uint k = 0; k < 4; ++k) {
    if (k < left) v[k] = load(base, i + k, slot);
  }
  return v;
}

void store(uint64_t base, uint i, float value, uint slot) {
#ifdef F16
  if (!is_f32(slot)) {
    Halfs(base).at[i] = float16_t(value);
    return;
  }
#endif
  Floats(base).at[i] = value;
}

void store4(uint64_t base, uint i, vec4 value, uint left, uint slot) {
  if (aligned) {
#ifdef F16
    if (!is_f32(slot)) {
      Halfs4(base).at[i / 4] = f16vec4(value);
      return;
    }
#endif
    Floats4(base).at[i / 4] = value;
    return;
  }
  [[unroll]] for (uint k = 0; k < 4; ++k) {
    if (k < left) store(base, i + k, value[k], slot);
  }
}

// Channel c of an f32 operand that may be absent.
float channel_of(uint64_t base, uint c, float otherwise) {
  return base != 0 ? Floats(base).at[c] : otherwise;
}
