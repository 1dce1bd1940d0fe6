// The file of compiled pipelines: a help that is never trusted and never in the way.
#include <gtest/gtest.h>

#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <thread>

#include "engine/vulkan/pipeline_cache_file.h"
#include "engine/vulkan/vulkan.h"
#include "tests/vulkan/small_model.h"

namespace evenlight {
namespace {

namespace fs = std::filesystem;
using Bytes = std::vector<std::byte>;

Bytes bytes(const std::string& text) {
  const auto* first = reinterpret_cast<const std::byte*>(text.data());
  return {first, first + text.size()};
}

std::string contents(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

void overwrite(const fs::path& path, const std::string& text) {
  std::ofstream(path, std::ios::binary | std::ios::trunc) << text;
}

size_t files_in(const fs::path& folder) {
  return size_t(std::distance(fs::directory_iterator(folder), fs::directory_iterator()));
}

// A folder of its own that $XDG_CACHE_HOME points to meanwhile.
class PipelineCache : public ::testing::Test {
 protected:
  void SetUp() override {
    std::string name = (fs::temp_directory_path() / "evenlight-cache-XXXXXX").string();
    ASSERT_NE(mkdtemp(name.data()), nullptr);
    folder_ = name;
    path_ = folder_ / "evenlight" / "p.bin";
    const char* before = std::getenv("XDG_CACHE_HOME");
    if (before) before_ = before;
    setenv("XDG_CACHE_HOME", folder_.c_str(), 1);
  }
  void TearDown() override {
    fs::remove_all(folder_);
    if (before_.empty()) {
      unsetenv("XDG_CACHE_HOME");
    } else {
      setenv("XDG_CACHE_HOME", before_.c_str(), 1);
    }
  }

  fs::path folder_, path_;
  std::string before_;
};

TEST_F(PipelineCache, KeepsBytes) {
  ASSERT_TRUE(vulkan::write_pipeline_cache(path_, "device", bytes("compiled")));
  EXPECT_EQ(vulkan::read_pipeline_cache(path_, "device"), bytes("compiled"));
  ASSERT_TRUE(vulkan::write_pipeline_cache(path_, "device", {}));
  EXPECT_TRUE(vulkan::read_pipeline_cache(path_, "device").empty());
  EXPECT_EQ(files_in(path_.parent_path()), 1u) << "left something beside the file";
}

TEST_F(PipelineCache, IgnoresAnotherDevices) {
  ASSERT_TRUE(vulkan::write_pipeline_cache(path_, "device", bytes("compiled")));
  EXPECT_TRUE(vulkan::read_pipeline_cache(path_, "device, newer driver").empty());
  EXPECT_NE(vulkan::pipeline_cache_path("device"), vulkan::pipeline_cache_path("another"));
}

TEST_F(PipelineCache, IgnoresDamage) {
  ASSERT_TRUE(vulkan::write_pipeline_cache(path_, "device", bytes("compiled")));
  const std::string whole = contents(path_);
  for (size_t size = 0; size < whole.size(); ++size) {
    overwrite(path_, whole.substr(0, size));
    EXPECT_TRUE(vulkan::read_pipeline_cache(path_, "device").empty()) << "cut to " << size;
  }
  for (size_t i = 0; i < whole.size(); ++i) {
    std::string damaged = whole;
    damaged[i] ^= 0x10;
    overwrite(path_, damaged);
    EXPECT_TRUE(vulkan::read_pipeline_cache(path_, "device").empty()) << "byte " << i;
  }
  overwrite(path_, whole + "more");
  EXPECT_TRUE(vulkan::read_pipeline_cache(path_, "device").empty());
  fs::remove(path_);
  fs::create_directory(path_);
  EXPECT_TRUE(vulkan::read_pipeline_cache(path_, "device").empty());
}

TEST_F(PipelineCache, WhereItCannotBeWritten) {
  overwrite(folder_ / "evenlight", "a file where the folder should be");
  EXPECT_FALSE(vulkan::write_pipeline_cache(path_, "device", bytes("compiled")));
  EXPECT_FALSE(vulkan::write_pipeline_cache({}, "device", bytes("compiled")));
  EXPECT_FALSE(vulkan::write_pipeline_cache("/proc/evenlight/p.bin", "device", bytes("compiled")));
  // A folder in the file's place: the bytes beside it are cleaned away.
  fs::remove(folder_ / "evenlight");
  fs::create_directories(path_ / "occupied");
  EXPECT_FALSE(vulkan::write_pipeline_cache(path_, "device", bytes("compiled")));
  EXPECT_EQ(files_in(path_.parent_path()), 1u);
}

TEST_F(PipelineCache, FollowsXdg) {
  EXPECT_EQ(vulkan::pipeline_cache_path("device").parent_path(), folder_ / "evenlight");
  setenv("XDG_CACHE_HOME", "relative", 1);
  EXPECT_NE(vulkan::pipeline_cache_path("device").parent_path(), "relative/evenlight");
}

// Many write at once; whoever reads meanwhile finds one writer's whole bytes.
TEST_F(PipelineCache, ConcurrentWriters) {
  const auto version = [](int writer) { return Bytes(100'000, std::byte(writer)); };
  ASSERT_TRUE(vulkan::write_pipeline_cache(path_, "device", version(0)));
  std::vector<std::thread> writers;
  for (int i = 0; i < 4; ++i) {
    writers.emplace_back([&, i] {
      for (int k = 0; k < 20; ++k) vulkan::write_pipeline_cache(path_, "device", version(i));
    });
  }
  for (int k = 0; k < 50; ++k) {
    const Bytes found = vulkan::read_pipeline_cache(path_, "device");
    ASSERT_EQ(found.size(), 100'000u);
    EXPECT_EQ(found, version(int(found.front())));
  }
  for (std::thread& writer : writers) writer.join();
  EXPECT_EQ(files_in(path_.parent_path()), 1u);
}

// The backend with a fresh, a known, a damaged and an impossible cache: the same bytes each time.
TEST_F(PipelineCache, NeverChangesAResult) {
  if (list_vulkan_devices().empty()) GTEST_SKIP() << "no Vulkan device";
  const Graph graph = small_graph(1, 5, 4);
  const auto result = [&] { return compile_and_run(*open_vulkan(0, {}), graph); };
  const auto first = result();
  ASSERT_EQ(files_in(folder_ / "evenlight"), 1u);
  const fs::path file = fs::directory_iterator(folder_ / "evenlight")->path();
  const std::string good = contents(file);
  const auto written = fs::last_write_time(file);

  EXPECT_EQ(result(), first) << "with the cache";
  if (list_vulkan_devices().front().kind == "software") {  // others may reorder their bytes
    EXPECT_EQ(fs::last_write_time(file), written) << "written although nothing is new";
  }

  std::string damaged = good;
  damaged[damaged.size() / 2] ^= 1;
  for (const std::string& bad : {damaged, good.substr(0, good.size() / 2), std::string()}) {
    overwrite(file, bad);
    EXPECT_EQ(result(), first) << "with a bad cache";
    EXPECT_NE(contents(file), bad) << "a bad cache was not replaced";
  }

  fs::remove_all(folder_ / "evenlight");
  overwrite(folder_ / "evenlight", "a file where the folder should be");
  EXPECT_EQ(result(), first) << "where nothing can be written";
}

}  // namespace
}  // namespace evenlight
