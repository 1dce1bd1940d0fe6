#pragma once

#include "engine/config/model_config.h"
#include "engine/graph/graph.h"

namespace evenlight {

// The autoencoder between pixels and latents. Rombach et al. 2022; huggingface/diffusers:
// models/autoencoders/vae.py. Latents are the VAE's own: no scaling factor applied. Of a tiny one
// taesd.h says what its numbers mean.

// input "latent" [batch,height,width,latent_channels] → output "image" [batch,H,W,3], about −1…1.
// height and width in latents; H and W are scale() times as many.
Graph trace_vae_decoder(const VaeConfig& config, int64_t batch, int64_t height, int64_t width);

// input "image" [batch,height,width,3] → output "moments" [batch,h,w,2·latent_channels]: means,
// then log variances. height and width in pixels.
Graph trace_vae_encoder(const VaeConfig& config, int64_t batch, int64_t height, int64_t width);

}  // namespace evenlight
