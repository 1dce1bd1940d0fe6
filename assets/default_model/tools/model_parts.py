"""The shapes of the text encoder, the UNet and the noise schedule, shared by training and export."""
from pathlib import Path

import torch
from diffusers import AutoencoderKL, DDIMScheduler, UNet2DConditionModel
from transformers import CLIPTextConfig, CLIPTextModel, CLIPTokenizer

import train_vae

TEXT_WIDTH, TEXT_LAYERS, POSITIONS = 192, 2, 77
UNET_WIDTHS = [64, 128, 192]


def make_unet() -> UNet2DConditionModel:
    """A small Stable-Diffusion UNet; the two lower levels read the words."""
    return UNet2DConditionModel(
        sample_size=16, in_channels=4, out_channels=4, layers_per_block=1, block_out_channels=UNET_WIDTHS,
        down_block_types=["DownBlock2D", "CrossAttnDownBlock2D", "CrossAttnDownBlock2D"],
        up_block_types=["CrossAttnUpBlock2D", "CrossAttnUpBlock2D", "UpBlock2D"],
        cross_attention_dim=TEXT_WIDTH, attention_head_dim=4, norm_num_groups=16, transformer_layers_per_block=1)


def make_text(tokenizer: CLIPTokenizer) -> CLIPTextModel:
    """A CLIP text encoder of two layers for the small vocabulary."""
    return CLIPTextModel(CLIPTextConfig(
        vocab_size=len(tokenizer), hidden_size=TEXT_WIDTH, intermediate_size=4 * TEXT_WIDTH,
        num_hidden_layers=TEXT_LAYERS, num_attention_heads=4, max_position_embeddings=POSITIONS,
        projection_dim=TEXT_WIDTH, hidden_act="quick_gelu", bos_token_id=tokenizer.bos_token_id,
        eos_token_id=tokenizer.eos_token_id, pad_token_id=tokenizer.eos_token_id))


def make_scheduler() -> DDIMScheduler:
    """Velocity prediction on a schedule that ends in pure noise."""
    return DDIMScheduler(
        num_train_timesteps=1000, beta_start=0.00085, beta_end=0.012, beta_schedule="scaled_linear",
        prediction_type="v_prediction", rescale_betas_zero_snr=True, timestep_spacing="trailing", clip_sample=False,
        set_alpha_to_one=False, steps_offset=1)


def load_vae(path: Path) -> AutoencoderKL:
    """The trained picture coder, ready for use."""
    vae = AutoencoderKL(**train_vae.CONFIG)
    vae.load_state_dict(torch.load(path, map_location="cpu")["vae"])
    return vae.eval().requires_grad_(False).to(memory_format=torch.channels_last)


def load_tokenizer(work: Path) -> CLIPTokenizer:
    return CLIPTokenizer.from_pretrained(work / "tokenizer")


def token_ids(tokenizer: CLIPTokenizer, captions: list[str]) -> torch.Tensor:
    """Start, words, end, padded with end to 77 ids."""
    return torch.tensor(tokenizer(captions, padding="max_length", max_length=POSITIONS, truncation=True).input_ids)
