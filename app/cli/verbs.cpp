#include "app/cli/command.h"

namespace evenlight::cli {

std::span<const Verb> verbs() {
  static constexpr Verb rows[] = {
      {"render", "prompt(s) to picture(s)", make_render},
      {"tokens", "how a prompt is read: chunks, token ids, weights", make_tokens},
      {"models list", "the models there are", make_models_list},
      {"models inspect", "what a checkpoint holds", make_models_inspect},
      {"models verify", "whether every weight is there, fits and is finite", make_models_verify},
      {"samplers", "samplers and schedules", make_samplers},
      {"devices", "what can compute", make_devices},
      {"bench", "how fast the parts of a model run, and in how much memory", make_bench},
      {"audit analyze", "the statistics of labelled counts", make_audit_analyze},
  };
  return rows;
}

}  // namespace evenlight::cli
