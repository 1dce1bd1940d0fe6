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
  // TERM ends Evenlight after the picture that it is at; what it finished is kept.
  constexpr const char* begin =
      "#SBATCH --requeue\n#SBATCH --open-mode=append\n#SBATCH --signal=B:USR1@120\n"
      "set -euo pipefail\n"
      "# Two minutes before its time limit the task stops itself and is queued again.\n"
      "again() {\n"
      "  trap - USR1\n"
      "  kill -TERM \"$pid\" 2>/dev/null || true\n"
      "  wait \"$pid\" || true\n"
      "  scontrol requeue \"${SLURM_ARRAY_JOB_ID}_${SLURM_ARRAY_TASK_ID}\"\n"
      "  exit 0\n"
      "}\n"
      "trap again USR1\n";
  const std::string threads = " --threads \"${SLURM_CPUS_PER_TASK:-0}\"";
  return text + begin + "folder=" + shell_word(folder) +
         "\nshard=\"$folder/shard-$SLURM_ARRAY_TASK_ID\"\n"
         "if [ -e \"$shard/audit.sqlite\" ]; then\n"
         "  # The task was stopped before: what it finished is kept.\n  " +
         program_of(request) + " audit resume \"$shard\"" + where + " --no-report" + threads +
         " &\nelse\n  " + run + " --shard \"$SLURM_ARRAY_TASK_ID/" + shards + "\"" + threads +
         " --output \"$shard\" &\nfi\npid=$!\nwait \"$pid\"\n";
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
