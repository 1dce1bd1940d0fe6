// How modules are called in original single files (left) and canonically (right). Where two rules
// have the same right side, the first is how such files are written.
#pragma once

#include "engine/weights/name_parts.h"

namespace evenlight::names {

inline constexpr Prefix ldm_unet_plain[] = {
    {"time_embed.0.", "time_embedding.linear_1."},
    {"time_embed.2.", "time_embedding.linear_2."},
    {"label_emb.0.0.", "add_embedding.linear_1."},
    {"label_emb.0.2.", "add_embedding.linear_2."},
    {"out.0.", "conv_norm_out."},
    {"out.2.", "conv_out."},
    {"input_blocks.0.0.", "conv_in."},
};

inline constexpr Prefix ldm_unet_resnet[] = {
    {"in_layers.0.", "norm1."},          {"in_layers.2.", "conv1."},
    {"emb_layers.1.", "time_emb_proj."}, {"out_layers.0.", "norm2."},
    {"out_layers.3.", "conv2."},         {"skip_connection.", "conv_shortcut."},
};

inline constexpr Prefix ldm_unet_attention[] = {
    {"norm.", "norm."},
    {"proj_in.", "proj_in."},
    {"proj_out.", "proj_out."},
    {"transformer_blocks.", "transformer_blocks."},
};

inline constexpr Prefix ldm_vae_ends[] = {
    {"conv_in.", "conv_in."},
    {"conv_out.", "conv_out."},
    {"norm_out.", "conv_norm_out."},
};

inline constexpr Prefix ldm_vae_middle[] = {
    {"block_1.", "resnets.0."},
    {"block_2.", "resnets.1."},
    {"attn_1.norm.", "attentions.0.group_norm."},
    {"attn_1.q.", "attentions.0.to_q."},
    {"attn_1.k.", "attentions.0.to_k."},
    {"attn_1.v.", "attentions.0.to_v."},
    {"attn_1.proj_out.", "attentions.0.to_out.0."},
};

inline constexpr Prefix ldm_vae_resnet[] = {
    {"norm1.", "norm1."}, {"norm2.", "norm2."}, {"nin_shortcut.", "conv_shortcut."},
    {"conv1.", "conv1."}, {"conv2.", "conv2."}, {"conv_shortcut.", "conv_shortcut."},
};

inline constexpr Prefix open_clip_outer[] = {
    {"token_embedding.weight", "text_model.embeddings.token_embedding.weight"},
    {"positional_embedding", "text_model.embeddings.position_embedding.weight"},
    {"ln_final.", "text_model.final_layer_norm."},
};

inline constexpr Prefix open_clip_block[] = {
    {"ln_1.", "layer_norm1."},
    {"ln_2.", "layer_norm2."},
    {"mlp.c_fc.", "mlp.fc1."},
    {"mlp.c_proj.", "mlp.fc2."},
    {"attn.out_proj.", "self_attn.out_proj."},
};

}  // namespace evenlight::names
