// Runs where libvulkan cannot be loaded (see CMakeLists.txt): the program starts all the same.
#include <gtest/gtest.h>

#include <string>

#include "engine/base/error.h"
#include "engine/vulkan/vulkan.h"

namespace evenlight {
namespace {

TEST(WithoutVulkan, ListsNothing) {
  EXPECT_TRUE(list_vulkan_devices().empty());
}

TEST(WithoutVulkan, SaysWhatToInstall) {
  try {
    open_vulkan(0, {});
    FAIL() << "opened";
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::device);
    EXPECT_NE(std::string(error.what()).find("install libvulkan1"), std::string::npos)
        << error.what();
  }
}

}  // namespace
}  // namespace evenlight
