#version 460
// y = a·b·factor
#include "common.glsl"
#include "spread.glsl"

vec4 combine(vec4 a, vec4 b) { return a * b * p.factor; }
