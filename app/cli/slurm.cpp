#include "app/cli/slurm.h"

#include "app/common/audit/run_command.h"

namespace evenlight::cli {
namespace {

std::string header(const ClusterRequest& request, const std::string& name) {
  std::string text = "#!/bin/bash\n#SBATCH --job-name=" + name + "\n";
  const auto add = [&](const char* option, const std::string& value) {
    if (!value.empty()) text += std::string("#SBATCH --") + option + "=" + value + "\n";
  };
  add("partition", request.partition);
  add("time", request.time);
  add("mem", request.memory);
  return text;
}

std::string program_of(const ClusterRequest& request) {
  return request.program.empty() ? "evenlight" : shell_word(request.program);
}

}  // namespace

std::string slurm_array_script(const ClusterRequest& request, const std::string& command,
                               const std::string& where, const std::string& folder) {
  const std::string shards = std::to_string(request.shards);
  std::string text = header(request, "evenlight-audit") + "#SBATCH --array=0-" +
                     std::to_string(request.shards - 1) +
                     "\n#SBATCH --cpus-per-task=" + std::to_string(request.cpus) + "\n";
  if (!request.gres.empty()) text += "#SBATCH --gres=" + request.gres + "\n";
  const std::string run =
      program_of(request) + command.substr(std::string("evenlight").size());  // its own name
  return text + "#SBATCH --requeue\n#SBATCH --open-mode=append\nset -euo pipefail\n" +
         "folder=" + shell_word(folder) +
         "\nshard=\"$folder/shard-$SLURM_ARRAY_TASK_ID\"\n"
         "if [ -e \"$shard/audit.sqlite\" ]; then\n"
         "  # The task was stopped before: what it finished is kept.\n  " +
         program_of(request) + " audit resume \"$shard\"" + where +
         " --no-report --threads \"${SLURM_CPUS_PER_TASK:-0}\"\n"
         "else\n  " +
         run + " --shard \"$SLURM_ARRAY_TASK_ID/" + shards +
         "\" --threads \"${SLURM_CPUS_PER_TASK:-0}\" --output \"$shard\"\nfi\n";
}

std::string slurm_merge_script(const ClusterRequest& request, const std::string& folder) {
  return header(request, "evenlight-merge") + "set -euo pipefail\nfolder=" + shell_word(folder) +
         "\nshards=()\nfor ((i = 0; i < " + std::to_string(request.shards) +
         "; ++i)); do shards+=(\"$folder/shard-$i\"); done\n" + program_of(request) +
         " audit merge \"${shards[@]}\" --output \"$folder/audit\"\n";
}

std::string slurm_submit_script(const std::string& folder) {
  return "#!/bin/bash\nset -euo pipefail\ncd " + shell_word(folder) +
         "\narray=$(sbatch --parsable array.sbatch)\n"
         "merge=$(sbatch --parsable --dependency=\"afterok:${array%%;*}\" "
         "merge.sbatch)\n"
         "echo \"array ${array%%;*}, merge ${merge%%;*}\"\n";
}

}  // namespace evenlight::cli
