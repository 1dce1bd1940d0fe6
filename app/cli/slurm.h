// Job scripts of a cluster's queue.
#pragma once

#include <cstdint>
#include <string>

namespace evenlight::cli {

// What a cluster's queue is asked for; what is empty is left to its defaults.
struct ClusterRequest {
  int64_t shards = 1;
  int64_t cpus = 1;    // a task
  std::string memory;  // "4G"
  std::string time;    // "02:00:00"
  std::string partition;
  std::string gres;     // "gpu:1"
  std::string program;  // how the nodes call evenlight
};

// A Slurm array script: task I runs shard I of N into FOLDER/shard-I, or goes
// on with what an earlier try of the task left there. `command` is
// run_command()'s, `where` the flags of its model and instruments, which going
// on needs too; the folder must be the same on every node.
std::string slurm_array_script(const ClusterRequest& request, const std::string& command,
                               const std::string& where, const std::string& folder);

// The job after it, which joins FOLDER/shard-0 … into FOLDER/audit, reports
// included.
std::string slurm_merge_script(const ClusterRequest& request, const std::string& folder);

// A shell script that submits both, the second to run when every task of the
// first succeeded.
std::string slurm_submit_script(const std::string& folder);

}  // namespace evenlight::cli
