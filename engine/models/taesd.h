#pragma once

#include "engine/config/model_config.h"
#include "engine/graph/graph.h"

namespace evenlight {

// A tiny autoencoder in the place of the VAE (madebyollin/taesd:taesd.py; diffusers:
// models/autoencoders/vae.py DecoderTiny, EncoderTiny). Its pixels are 0…1, and before the decoder
// latents are squashed by tanh(z/3)·3: both are for whoever runs it.

// input "latent" [batch,height,width,latent_channels] → output "image" [batch,H,W,3].
Graph trace_taesd_decoder(const VaeConfig& config, int64_t batch, int64_t height, int64_t width);

// input "image" [batch,height,width,3] → output "moments" [batch,h,w,latent_channels]: the latent.
Graph trace_taesd_encoder(const VaeConfig& config, int64_t batch, int64_t height, int64_t width);

}  // namespace evenlight
