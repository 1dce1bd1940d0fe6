#include <gtest/gtest.h>

#include "engine/cpu/memory.h"

namespace evenlight::cpu {
namespace {

constexpr size_t huge_page = size_t(2) << 20;

// Scratch grows with every larger graph; advice on a part of it must not keep it from growing.
TEST(Memory, GrowsAgainAndAgainAndKeepsItsBytes) {
  Memory memory(100, "test");
  memory.data()[0] = std::byte{7};
  size_t size = huge_page / 3;
  for (int i = 0; i < 12; ++i, size += huge_page / 3 + 4096) {
    memory.grow(size, "test");
    ASSERT_GE(memory.size(), size);
    memory.data()[size - 1] = std::byte{9};
    ASSERT_EQ(memory.data()[0], std::byte{7});
  }
}

TEST(Memory, GrowsFromASizeBetweenHugePages) {
  Memory memory(huge_page + huge_page / 2, "test");
  memory.grow(3 * huge_page + 4096, "test");
  memory.grow(5 * huge_page, "test");
  EXPECT_EQ(memory.data()[5 * huge_page - 1], std::byte{0});
}

}  // namespace
}  // namespace evenlight::cpu
