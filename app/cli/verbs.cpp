#include "app/cli/command.h"

namespace evenlight::cli {

std::span<const Verb> verbs() {
  static constexpr Verb rows[] = {
      {"render", "prompt(s) to picture(s)", make_render},
      {"requirements", "what pictures can be required to show", make_requirements},
      {"check", "what is wrong with pictures, and whether they show what they must", make_check},
      {"upscale", "a picture made larger by an upscaler", make_upscale},
      {"control preview", "what a control network would see of a picture", make_control_preview},
      {"tokens", "how a prompt is read: chunks, token ids, weights", make_tokens},
      {"models list", "the models there are", make_models_list},
      {"models inspect", "what a checkpoint holds", make_models_inspect},
      {"models verify", "whether every weight is there, fits and is finite", make_models_verify},
      {"models convert", "a checkpoint in another format or type", make_models_convert},
      {"models merge", "checkpoints mixed, or LoRAs baked into one", make_models_merge},
      {"samplers", "samplers and schedules", make_samplers},
      {"devices", "what can compute", make_devices},
      {"bench", "how fast the parts of a model run, and in how much memory", make_bench},
      {"audit run", "makes and measures the pictures of a prompt set", make_audit_run},
      {"audit resume", "goes on with an audit that was stopped", make_audit_resume},
      {"audit import", "measures pictures that exist already, from any generator",
       make_audit_import},
      {"audit analyze", "the statistics of labelled counts", make_audit_analyze},
      {"audit label", "lets people read the pictures blind, as a check", make_audit_label},
      {"audit report", "HTML, PDF, JSON and CSV of an audit or of counts", make_audit_report},
      {"audit keygen", "makes a key to sign bundles of reports with", make_audit_keygen},
      {"audit verify", "whether a bundle of a report is as it was signed", make_audit_verify},
      {"audit compare", "two audits side by side, prompt by prompt and seed by seed",
       make_audit_compare},
      {"audit mitigate",
       "does something against the skew that an audit found, and tells what came of it",
       make_audit_mitigate},
      {"audit watch", "tells whether a new audit still shows what a stored one did",
       make_audit_watch},
      {"audit merge", "joins the shards of one audit", make_audit_merge},
      {"audit plan", "writes the job scripts of an audit in shards", make_audit_plan},
  };
  return rows;
}

}  // namespace evenlight::cli
