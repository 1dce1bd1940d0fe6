// Memory limits as files give them: a folder stands for /proc and /sys.
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fstream>
#include <map>

#include "engine/devices/available_memory.h"

namespace evenlight {
namespace {

namespace fs = std::filesystem;

constexpr uint64_t mib = 1 << 20;

class AvailableMemory : public ::testing::Test {
 protected:
  AvailableMemory() {
    std::string name = (fs::temp_directory_path() / "evenlight-memory-XXXXXX").string();
    root_ = mkdtemp(name.data());
  }
  ~AvailableMemory() override { fs::remove_all(root_); }

  void write(const std::string& file, const std::string& text) const {
    fs::create_directories((root_ / file).parent_path());
    std::ofstream(root_ / file) << text;
  }
  void machine(uint64_t free) const {
    write("proc/meminfo", "MemTotal:       33554432 kB\nMemFree:        1 kB\nMemAvailable:   " +
                              std::to_string(free / 1024) + " kB\nBuffers:  5 kB\n");
  }
  // Files of a group below the mount; "" is the mount itself.
  void group(const std::string& folder, const std::map<std::string, std::string>& files) const {
    for (const auto& [name, text] : files) write("sys/fs/cgroup/" + folder + "/" + name, text);
  }
  uint64_t available() const { return available_memory(root_); }

  fs::path root_;
};

TEST_F(AvailableMemory, IsWhatTheMachineHasFree) {
  EXPECT_EQ(available(), 0u) << "nothing says";
  machine(1000 * mib);
  EXPECT_EQ(available(), 1000 * mib);
}

TEST_F(AvailableMemory, VersionTwoGroupsLimitIt) {
  machine(1000 * mib);
  write("proc/self/cgroup", "0::/user.slice/job\n");
  group("user.slice/job", {{"memory.max", "max\n"}, {"memory.current", "104857600\n"}});
  EXPECT_EQ(available(), 1000 * mib);
  group("user.slice/job", {{"memory.max", std::to_string(300 * mib) + "\n"}});
  EXPECT_EQ(available(), 200 * mib);
  // Cached files give way.
  group("user.slice/job",
        {{"memory.stat", "anon 7\nfile 9\ninactive_file 20971520\nactive_file 10485760\n"}});
  EXPECT_EQ(available(), 230 * mib);
  group("user.slice/job", {{"memory.high", std::to_string(250 * mib) + "\n"}});
  EXPECT_EQ(available(), 180 * mib);
  // A group above allows less.
  group("user.slice", {{"memory.max", std::to_string(150 * mib)}, {"memory.current", "0"}});
  EXPECT_EQ(available(), 150 * mib);
  // More used than allowed: nothing is left, which is not the same as unknown.
  group("user.slice", {{"memory.current", std::to_string(400 * mib)}});
  EXPECT_EQ(available(), 1u);
}

TEST_F(AvailableMemory, VersionOneGroupsLimitIt) {
  machine(1000 * mib);
  write("proc/self/cgroup", "12:cpu,cpuacct:/\n9:hugetlb:/x\n5:memory:/slurm/job_7\n0::/none\n");
  group("memory/slurm/job_7", {{"memory.limit_in_bytes", "9223372036854771712\n"},
                               {"memory.usage_in_bytes", "52428800\n"}});
  EXPECT_EQ(available(), 1000 * mib);
  group("memory/slurm/job_7", {{"memory.limit_in_bytes", std::to_string(500 * mib)}});
  EXPECT_EQ(available(), 450 * mib);
  group("memory/slurm/job_7",
        {{"memory.stat", "inactive_file 1\ntotal_inactive_file 10485760\ntotal_active_file 0\n"}});
  EXPECT_EQ(available(), 460 * mib);
}

// Inside a container the group's files lie at the mount, whatever path the host's file names.
TEST_F(AvailableMemory, ContainersSeeTheirGroupAtTheMount) {
  machine(1000 * mib);
  write("proc/self/cgroup", "0::/docker/0123456789abcdef\n");
  group("", {{"memory.max", std::to_string(256 * mib)}, {"memory.current", "0"}});
  EXPECT_EQ(available(), 256 * mib);
}

TEST_F(AvailableMemory, AddressSpaceLimitsIt) {
  machine(1000 * mib);
  const std::string head = "Limit                     Soft Limit           Hard Limit    Units\n";
  write("proc/self/limits",
        head + "Max address space         unlimited            unlimited bytes\n");
  EXPECT_EQ(available(), 1000 * mib);
  write("proc/self/limits",
        head + "Max address space         524288000            unlimited bytes\n");
  write("proc/self/statm", "25600 100 50 1 0 20 0\n");
  EXPECT_EQ(available(), 500 * mib - 25600 * uint64_t(sysconf(_SC_PAGESIZE)));
}

TEST_F(AvailableMemory, DamagedFilesAreNotBelieved) {
  machine(1000 * mib);
  write("proc/self/cgroup", "nonsense\n::\n0:\n0::/a/../../..\n");
  group("", {{"memory.max", "-5"}, {"memory.current", "x"}});
  write("proc/self/limits", "Max address space\n");
  EXPECT_EQ(available(), 1000 * mib);
}

// The real thing: a limit that the shell's `ulimit -v` sets is seen by the program itself.
TEST(AvailableMemoryHere, FollowsTheLimitOfTheProcess) {
  const uint64_t before = available_memory();
  ASSERT_GT(before, 64 * mib);
  const pid_t child = fork();
  if (child == 0) {
    std::ifstream statm("/proc/self/statm");
    uint64_t pages = 0;
    statm >> pages;
    const uint64_t now = pages * uint64_t(sysconf(_SC_PAGESIZE));
    const rlimit limit = {now + 32 * mib, RLIM_INFINITY};
    setrlimit(RLIMIT_AS, &limit);
    const uint64_t left = available_memory();
    _exit(left > 0 && left <= 32 * mib ? 0 : 1);
  }
  int status = 0;
  waitpid(child, &status, 0);
  EXPECT_TRUE(WIFEXITED(status) && WEXITSTATUS(status) == 0);
}

}  // namespace
}  // namespace evenlight
