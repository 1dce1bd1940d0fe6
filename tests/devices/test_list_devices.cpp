#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>

#include "engine/devices/open_backend.h"

namespace evenlight {
namespace {

size_t threads_of_this_program() {
  using Folder = std::filesystem::directory_iterator;
  return size_t(std::distance(Folder("/proc/self/task"), Folder()));
}

// The processor's name needs no crew of threads: choosing a device must cost nothing.
TEST(Devices, TheProcessorIsListedWithoutStartingThreads) {
  const size_t before = threads_of_this_program();
  const DeviceChoice choice = choose_device({.device = "cpu"});
  EXPECT_EQ(threads_of_this_program(), before);
  EXPECT_EQ(choice.device.id, "cpu");
  EXPECT_FALSE(choice.device.name.empty());
  EXPECT_GT(choice.device.memory_bytes, 0u);
}

TEST(Devices, WhatIsListedIsWhatOpens) {
  const DeviceChoice choice = choose_device({.device = "cpu"});
  const auto backend = open_backend({.device = "cpu", .threads = 2});
  EXPECT_EQ(backend->device().name, choice.device.name);
  EXPECT_EQ(backend->device().precisions, choice.device.precisions);
  EXPECT_EQ(backend->device().keeps_f16, choice.device.keeps_f16);
  EXPECT_EQ(backend->precision(), choice.precision);
}

}  // namespace
}  // namespace evenlight
