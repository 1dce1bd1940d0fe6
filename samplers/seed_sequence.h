#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace evenlight::samplers {

// `count` words out of an entropy and a place in a tree of seeds:
// numpy.random.SeedSequence(entropy, spawn_key=…, pool_size=24).generate_state(count), after
// O'Neill 2015, "Developing a seed_seq Alternative". numpy/numpy:numpy/random/bit_generator.pyx.
std::vector<uint32_t> seed_words(uint64_t entropy, std::span<const uint32_t> spawn_key, int count);

}  // namespace evenlight::samplers
