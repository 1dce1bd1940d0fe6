// The command line that makes an audit again, from its settings.
#pragma once

#include <string>
#include <vector>

#include "bias_audit/data/audit_settings.h"

namespace evenlight {

// One word for a POSIX shell, in quotes if it needs them.
std::string shell_word(const std::string& text);

struct RunCommand {
  std::string text;                // `evenlight audit run SET --model MODEL …`
  std::vector<std::string> needs;  // what decides the pictures too and no flag says, in words
};

// With every setting that decides the pictures, by the table of recipe fields,
// but without --output and --shard.
RunCommand run_command(const audit::AuditSettings& settings, const std::string& set,
                       const std::string& model);

// The same as a line to paste: with `--output DIR`, and what it needs besides
// as a shell's comment.
std::string reproduce_line(const audit::AuditSettings& settings);

}  // namespace evenlight
