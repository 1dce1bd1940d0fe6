// The files that a text of A1111's, or of a program after it, names beside the model: LoRAs,
// embeddings, a VAE, in the lists that each of them has for them.
#pragma once

#include <string>

#include "app/common/recipe/a1111_parts.h"
#include "app/common/recipe/foreign/foreign_draft.h"

namespace evenlight {

// "ink: 1a2b3c, paper: 4d5e6f" of "Lora hashes" and "TI hashes".
void read_lora_hashes(ForeignDraft& draft, const std::string& list);
void read_embedding_hashes(ForeignDraft& draft, const std::string& list);

// {"model": "…", "vae": "…", "lora:ink": "…", "embed:grain": "…"}: what no other setting names.
void read_hashes(ForeignDraft& draft, const std::string& json);

// [{"type":"lora","modelName":"Ink wash, soft",…},…], as Civitai's generator writes it: names of
// its own, which no file has.
void read_civitai_resources(ForeignDraft& draft, const std::string& json);

// The extension "Additional Networks": "AddNet Model 1: ink(1a2b3c)", "AddNet Weight A 1: 0.8"
// (the UNet's) and B (the text encoder's), of up to five networks.
void read_added_networks(ForeignDraft& draft, const A1111Settings& settings);

}  // namespace evenlight
