#include "bias_audit/command_line.h"

#include <algorithm>
#include <cctype>

namespace evenlight::audit {

namespace {

using nlohmann::ordered_json;

// A recipe's value as the flag reads it; empty for what has none.
std::string flag_value(const ordered_json& value) {
  if (value.is_string()) return value.get<std::string>();
  if (value.is_number()) return value.dump();
  std::string text;
  if (value.is_array()) {  // two ends of an interval
    for (const ordered_json& end : value) text += (text.empty() ? "" : ":") + flag_value(end);
  }
  return text;
}

std::string number(double value) {
  return ordered_json(value).dump();  // the shortest text that reads back the same
}

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

std::string shell_word(const std::string& text) {
  const bool plain = !text.empty() && std::all_of(text.begin(), text.end(), [](unsigned char c) {
    return std::isalnum(c) || c == '-' || c == '_' || c == '.' || c == '/' || c == ':' || c == ',';
  });
  if (plain) return text;
  std::string word = "'";
  for (const char c : text) word += c == '\'' ? "'\\''" : std::string(1, c);
  return word + "'";
}

std::string run_command(const AuditSettings& s, const std::string& set, const std::string& model) {
  std::string command = "evenlight audit run " + shell_word(set) + " --model " + shell_word(model) +
                        " --images " + std::to_string(s.images) + " --seed-base " +
                        std::to_string(s.seed_base);
  if (s.sequential) command += " --sequential --epsilon " + number(s.epsilon);
  command += " --baseline " + (s.baseline ? shell_word(s.set.subjects.back().text) : "none");
  if (!s.arm.empty()) command += " --arm " + shell_word(s.arm);
  for (const auto& [key, value] : s.recipe.items()) {
    std::string flag = " --" + key;
    std::replace(flag.begin(), flag.end(), '_', '-');
    if (value.is_boolean()) {
      if (value == true) command += flag;
    } else if (const std::string text = flag_value(value); !text.empty()) {
      command += flag + " " + shell_word(text);
    }
  }
  return command;
}

std::string files_comment(const AuditSettings& settings) {
  std::string text;
  const auto add = [&](const std::string& key, const ordered_json& file) {
    if (!file.is_object() || !file.contains("sha256")) return;
    text += (text.empty() ? "  # with " : ", ") + key + " " + file.value("name", "") + " (sha256 " +
            file.at("sha256").get<std::string>() + ")";
  };
  for (const auto& [key, value] : settings.recipe.items()) {
    if (value.is_object()) add(key, value);
    if (!value.is_array()) continue;
    for (const ordered_json& file : value) add(key, file);
  }
  return text;
}

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
         "merge=$(sbatch --parsable --dependency=\"afterok:${array%%;*}\" merge.sbatch)\n"
         "echo \"array ${array%%;*}, merge ${merge%%;*}\"\n";
}

}  // namespace evenlight::audit
