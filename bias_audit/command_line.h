#pragma once

#include <string>

#include "bias_audit/data/database.h"

// Audits as text for a shell: the command that makes one, and a cluster's job scripts.
namespace evenlight::audit {

// One word for a POSIX shell, in quotes if it needs them.
std::string shell_word(const std::string& text);

// `evenlight audit run SET --model MODEL …` with every setting that decides the pictures, but
// without --output and --shard.
std::string run_command(const AuditSettings& settings, const std::string& set,
                        const std::string& model);

// "  # with embeddings cat-toy (sha256 …)": what the recipe's files are, for a person who runs that
// command elsewhere; they are found beside the model. Empty if it needs none.
std::string files_comment(const AuditSettings& settings);

// What a cluster's queue is asked for; what is empty is left to its defaults.
struct ClusterRequest {
  std::int64_t shards = 1;
  std::int64_t cpus = 1;  // a task
  std::string memory;     // "4G"
  std::string time;       // "02:00:00"
  std::string partition;
  std::string gres;     // "gpu:1"
  std::string program;  // how the nodes call evenlight
};

// A Slurm array script: task I runs shard I of N into FOLDER/shard-I, or goes on with what an
// earlier try of the task left there. `command` is run_command()'s, `where` the flags of its model
// and instruments, which going on needs too; the folder must be the same on every node.
std::string slurm_array_script(const ClusterRequest& request, const std::string& command,
                               const std::string& where, const std::string& folder);

// The job after it, which joins FOLDER/shard-0 … into FOLDER/audit, reports included.
std::string slurm_merge_script(const ClusterRequest& request, const std::string& folder);

// A shell script that submits both, the second to run when every task of the first succeeded.
std::string slurm_submit_script(const std::string& folder);

}  // namespace evenlight::audit
