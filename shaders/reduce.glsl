// Sum over a workgroup, as a tree of fixed shape: the same bits every time, with any subgroup size.
// The workgroup's size is a power of two of at most 256.
shared float partial[256];

float sum_over_group(float value) {
  const uint thread = gl_LocalInvocationIndex;
  partial[thread] = value;
  barrier();
  for (uint half_size = gl_WorkGroupSize.x / 2; half_size > 0; half_size /= 2) {
    if (thread < half_size) partial[thread] += partial[thread + half_size];
    barrier();
  }
  const float total = partial[0];
  barrier();  // before anybody uses `partial` again
  return total;
}
