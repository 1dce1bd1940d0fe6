// A sharded audit through a real Slurm: one node, started here as the user who runs the test.
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <fstream>
#include <thread>

#include "tests/cli/program.h"
#include "tests/cli/tiny_audit.h"

namespace evenlight::test {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;
using namespace std::chrono_literals;

int shell(const std::string& command) {
  return std::system(command.c_str());
}

std::string host_name() {
  char name[256] = {};
  gethostname(name, sizeof name - 1);
  return std::string(name).substr(0, std::string(name).find('.'));
}

// slurmctld, slurmd and munged with everything they keep in one folder; ended with it.
class Cluster {
 public:
  explicit Cluster(const fs::path& folder) : folder_(folder) {
    for (const char* name : {"state", "spool"}) fs::create_directories(folder_ / name);
    fs::permissions(folder_, fs::perms::owner_all);
    write_file(folder_ / "munge.key", std::string(1024, 'k'));
    fs::permissions(folder_ / "munge.key", fs::perms::owner_read | fs::perms::owner_write);
    write_file(folder_ / "slurm.conf", configuration());
    setenv("SLURM_CONF", (folder_ / "slurm.conf").c_str(), 1);
  }
  ~Cluster() {
    for (const char* name : {"slurmd.pid", "slurmctld.pid", "munged.pid"}) {
      std::ifstream file(folder_ / name);
      pid_t process = 0;
      if (file >> process && process > 1) kill(process, SIGTERM);
    }
    unsetenv("SLURM_CONF");
  }
  Cluster(const Cluster&) = delete;
  Cluster& operator=(const Cluster&) = delete;

  bool start() const {
    const std::string d = folder_.string();
    return shell("munged --force --key-file=" + d + "/munge.key --socket=" + d +
                 "/munge.sock --pid-file=" + d + "/munged.pid --log-file=" + d +
                 "/munged.log --seed-file=" + d + "/munged.seed") == 0 &&
           shell("slurmctld -c") == 0 && shell("slurmd") == 0 && is_up();
  }

 private:
  bool is_up() const {
    for (int i = 0; i < 100; ++i) {
      if (shell("sinfo -h -o %T 2>/dev/null | grep -q idle") == 0) return true;
      std::this_thread::sleep_for(100ms);
    }
    return false;
  }

  std::string configuration() const {
    const std::string d = folder_.string(), host = host_name();
    return fmt::format(R"(ClusterName=test
SlurmctldHost={0}(127.0.0.1)
SlurmctldPort=26817
SlurmdPort=26818
SlurmUser=root
AuthType=auth/munge
AuthInfo=socket={1}/munge.sock
StateSaveLocation={1}/state
SlurmdSpoolDir={1}/spool
SlurmctldPidFile={1}/slurmctld.pid
SlurmdPidFile={1}/slurmd.pid
SlurmctldLogFile={1}/slurmctld.log
SlurmdLogFile={1}/slurmd.log
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
JobAcctGatherType=jobacct_gather/none
AccountingStorageType=accounting_storage/none
MpiDefault=none
SelectType=select/cons_tres
SelectTypeParameters=CR_Core
ReturnToService=2
SchedulerParameters=sched_interval=1,bf_interval=1,sched_min_interval=0,batch_sched_delay=0
NodeName={0} NodeAddr=127.0.0.1 CPUs={2} State=UNKNOWN
PartitionName=test Nodes=ALL Default=YES MaxTime=INFINITE State=UP
)",
                       host, d, std::max<long>(1, sysconf(_SC_NPROCESSORS_ONLN)));
  }

  fs::path folder_;
};

bool is_installed() {
  return shell("command -v slurmctld slurmd sbatch squeue munged >/dev/null 2>&1") == 0;
}

TEST(Slurm, FourShardsBecomeTheUnshardedAudit) {
  if (!is_installed()) GTEST_SKIP() << "Slurm is not installed (Debian: slurm-wlm, munge)";
  if (geteuid() != 0) GTEST_SKIP() << "slurmd starts jobs as their user, so it needs root";
  const TemporaryFolder folder, cluster_folder;
  ASSERT_EQ(run(tiny_audit(folder, "whole", 5), folder.path()).code, 0);
  Arguments plan = tiny_audit(folder, "cluster", 5);
  plan[1] = "plan";
  const Outcome planned = run(
      plan + Arguments{"--shards", "4", "--program", EVENLIGHT_PROGRAM, "--json"}, folder.path());
  ASSERT_EQ(planned.code, 0) << planned.err;

  const Cluster cluster(cluster_folder.path());
  if (!cluster.start()) {
    const std::string log = read_file(cluster_folder / "slurmd.log");
    // In a container without a cgroup mount slurmd ends at once, whatever its settings are.
    if (log.find("cgroup") != std::string::npos)
      GTEST_SKIP() << "slurmd cannot start here: " << log;
    FAIL() << read_file(cluster_folder / "slurmctld.log") << log;
  }
  // What an earlier try of a task left is gone on with.
  ASSERT_EQ(
      run(tiny_audit(folder, "cluster/shard-2", 5) + Arguments{"--shard", "2/4"}, folder.path())
          .code,
      0);
  ASSERT_EQ(shell("bash " + planned.json().at("submit_script").get<std::string>() + " >/dev/null"),
            0);
  for (int i = 0; i < 600 && shell("squeue -h | grep -q .") == 0; ++i) {
    std::this_thread::sleep_for(100ms);
  }
  std::string logs;
  for (const auto& item : fs::directory_iterator(folder / "cluster")) {
    if (item.path().extension() == ".out") logs += read_file(item.path());
  }
  ASSERT_TRUE(fs::exists(folder / "cluster/audit/report.json"))
      << logs << read_file(cluster_folder / "slurmctld.log");
  for (const char* name : {"report.json", "report.html", "report.csv"}) {
    EXPECT_TRUE(read_file(folder / (std::string("cluster/audit/") + name)) ==
                read_file(folder / (std::string("whole/") + name)))
        << name;
  }
}

}  // namespace
}  // namespace evenlight::test
