#include "samplers/seed_sequence.h"

#include <array>
#include <cstddef>

namespace evenlight::samplers {
namespace {

constexpr size_t pool_size = 24;

// A hash whose constant moves on with every value.
class Hash {
 public:
  Hash(uint32_t constant, uint32_t multiplier) : constant_(constant), multiplier_(multiplier) {}

  uint32_t operator()(uint32_t value) {
    value ^= constant_;
    constant_ *= multiplier_;
    value *= constant_;
    return value ^ value >> 16;
  }

 private:
  uint32_t constant_;
  uint32_t multiplier_;
};

uint32_t mixed(uint32_t a, uint32_t b) {
  const uint32_t value = 0xca01f9ddu * a - 0x4973f715u * b;
  return value ^ value >> 16;
}

std::vector<uint32_t> words_of(uint64_t entropy, std::span<const uint32_t> spawn_key) {
  std::vector<uint32_t> words = {uint32_t(entropy)};
  if (entropy >> 32) words.push_back(uint32_t(entropy >> 32));
  // So that no key looks like more entropy.
  if (!spawn_key.empty()) words.resize(pool_size);
  words.insert(words.end(), spawn_key.begin(), spawn_key.end());
  return words;
}

}  // namespace

std::vector<uint32_t> seed_words(uint64_t entropy, std::span<const uint32_t> spawn_key, int count) {
  const std::vector<uint32_t> words = words_of(entropy, spawn_key);
  std::array<uint32_t, pool_size> pool;
  Hash hash(0x43b0d7e5u, 0x931e8875u);
  for (size_t i = 0; i < pool_size; ++i) pool[i] = hash(i < words.size() ? words[i] : 0u);
  for (size_t from = 0; from < pool_size; ++from) {
    for (size_t to = 0; to < pool_size; ++to) {
      if (from != to) pool[to] = mixed(pool[to], hash(pool[from]));
    }
  }
  for (size_t i = pool_size; i < words.size(); ++i) {
    for (uint32_t& value : pool) value = mixed(value, hash(words[i]));
  }
  Hash out(0x8b51f9ddu, 0x58f38dedu);
  std::vector<uint32_t> state;
  for (int i = 0; i < count; ++i) state.push_back(out(pool[size_t(i) % pool_size]));
  return state;
}

}  // namespace evenlight::samplers
