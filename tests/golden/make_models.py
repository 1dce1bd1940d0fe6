"""Writes models/: two tiny random models and what torch computes with them, for tests/models and
tests/pipeline.

    pip install torch transformers diffusers accelerate k-diffusion "setuptools<81"
    python make_models.py

tiny_sd1 is shaped like SD1.x (heads per level, quick-GELU, epsilon), tiny_sd2v like SD2.x with
v-prediction and zero terminal SNR. Weights take few values, so that they are exact in every
floating type and compress well. Keys of expected.safetensors:
text.ids, text.last_hidden_state, text.clip_skip_2 (penultimate layer, then the final norm);
unet.K.{latent,timestep,context,output}; vae.latent → vae.decoded, vae.image → vae.{mean,logvar};
pipeline.noise; pipeline.P.SAMPLER[.SCHEDULE]STEPS.{latent,image}, image before clamping.
"""
import json
import shutil
from pathlib import Path

import torch
from diffusers import AutoencoderKL, DDIMScheduler, StableDiffusionPipeline, UNet2DConditionModel
from k_diffusion import external, sampling
from safetensors.torch import save_file
from transformers import CLIPTextConfig, CLIPTextModel, CLIPTokenizer

HERE = Path(__file__).parent / "models"
PROMPTS = ["a portrait of a CEO", "a photo of a banker, 35mm"]
NEGATIVE = "blurry"
GUIDANCE = 6.5
STEPS = 8
MERGES = ["p o", "r t", "a i", "t o", "po rt", "b a", "n k", "ba nk", "e r</w>", "o f</w>",
          "p h", "ph o", "b l", "u r"]


def write_vocabulary(folder):
    folder.mkdir(parents=True)
    printable = [*range(33, 127), *range(161, 173), *range(174, 256)]
    others = [b for b in range(256) if b not in printable]
    letters = [chr(b) for b in printable] + [chr(256 + i) for i in range(len(others))]
    tokens = letters + [c + "</w>" for c in letters] + [m.replace(" ", "") for m in MERGES]
    tokens += ["<|startoftext|>", "<|endoftext|>"]
    (folder / "vocab.json").write_text(json.dumps({t: i for i, t in enumerate(tokens)}))
    (folder / "merges.txt").write_text("#version: 0.2\n" + "\n".join(MERGES) + "\n")
    return len(tokens)


def coarsen(module, generator):
    """Random weights of few values: multiples of a power of two."""
    for name, p in module.named_parameters():
        shape = p.shape
        levels = torch.randint(-4, 5, shape, generator=generator).float()
        if p.ndim == 1:
            p.data = levels / 32 + (1.0 if "norm" in name and name.endswith("weight") else 0.0)
        else:
            fan_in = p[0].numel() if p.ndim > 1 else 1
            scale = 2.0 ** round(float(torch.log2(torch.tensor(fan_in**-0.5 / 2.6))))
            p.data = levels * scale
    for name, p in module.named_parameters():  # embeddings are looked up, not summed
        if "embedding.weight" in name:
            p.data = torch.randint(-4, 5, p.shape, generator=generator).float() / 4


def build(sd2, vocabulary, generator):
    text = CLIPTextModel(CLIPTextConfig(
        vocab_size=vocabulary, hidden_size=64, intermediate_size=128, num_hidden_layers=3,
        num_attention_heads=1, hidden_act="gelu" if sd2 else "quick_gelu",
        bos_token_id=vocabulary - 2, eos_token_id=vocabulary - 1,
        pad_token_id=0 if sd2 else vocabulary - 1))
    unet = UNet2DConditionModel(
        sample_size=8, block_out_channels=(32, 64), layers_per_block=1, norm_num_groups=32,
        down_block_types=("CrossAttnDownBlock2D", "DownBlock2D"),
        up_block_types=("UpBlock2D", "CrossAttnUpBlock2D"), cross_attention_dim=64,
        attention_head_dim=(1, 2) if sd2 else 4, use_linear_projection=sd2)
    vae = AutoencoderKL(
        block_out_channels=(16, 32, 32, 32), layers_per_block=1, norm_num_groups=16, sample_size=64,
        down_block_types=("DownEncoderBlock2D",) * 4, up_block_types=("UpDecoderBlock2D",) * 4)
    scheduler = dict(beta_start=0.00085, beta_end=0.012, beta_schedule="scaled_linear",
                     clip_sample=False, set_alpha_to_one=False, steps_offset=1)
    if sd2:
        scheduler.update(prediction_type="v_prediction", rescale_betas_zero_snr=True,
                         timestep_spacing="trailing")
    for module in (text, unet, vae):
        coarsen(module.eval(), generator)
    return text, unet, vae, DDIMScheduler(**scheduler)


def expected(pipe, sd2, generator):
    def normal(*shape):
        return torch.randn(*shape, generator=generator)

    made = {}
    text, unet, vae = pipe.text_encoder, pipe.unet, pipe.vae
    ids = pipe.tokenizer([*PROMPTS, ""], padding="max_length", max_length=77, truncation=True,
                         return_tensors="pt").input_ids
    states = text(ids, output_hidden_states=True)
    made["text.ids"] = ids.int()
    made["text.last_hidden_state"] = states.last_hidden_state
    final_norm = getattr(text, "text_model", text).final_layer_norm
    made["text.clip_skip_2"] = final_norm(states.hidden_states[-2])
    for k, (h, w) in enumerate([(8, 8), (7, 9)]):
        latent, context = normal(2, 4, h, w), normal(2, 77, 64)
        timestep = torch.tensor([17.25, 801.0])
        made[f"unet.{k}.latent"], made[f"unet.{k}.context"] = latent, context
        made[f"unet.{k}.timestep"] = timestep
        made[f"unet.{k}.output"] = unet(latent, timestep, context).sample
    made["vae.latent"] = normal(1, 4, 4, 6)
    made["vae.decoded"] = vae.decode(made["vae.latent"]).sample
    made["vae.image"] = normal(1, 3, 32, 48).clamp(-1, 1)
    moments = vae.encode(made["vae.image"]).latent_dist
    made["vae.mean"], made["vae.logvar"] = moments.mean, moments.logvar
    made["pipeline.noise"] = noise = normal(1, 4, 8, 8)

    def keep(name, latent):
        made[f"pipeline.{name}.latent"] = latent
        made[f"pipeline.{name}.image"] = vae.decode(latent / vae.config.scaling_factor).sample

    for k, prompt in enumerate(PROMPTS):
        keep(f"{k}.ddim{STEPS}", pipe(
            prompt, negative_prompt=NEGATIVE, guidance_scale=GUIDANCE, num_inference_steps=STEPS,
            latents=noise, width=64, height=64, output_type="latent").images)
    if sd2:
        return made  # zero terminal SNR has no finite first sigma

    def encode(prompt):
        return text(pipe.tokenizer(prompt, padding="max_length", max_length=77,
                                   return_tensors="pt").input_ids).last_hidden_state

    class Unet:
        def apply_model(self, x, t, cond):
            return unet(x, t, cond).sample

    denoiser = external.CompVisDenoiser(type("Model", (), {
        "alphas_cumprod": pipe.scheduler.alphas_cumprod, "apply_model": Unet().apply_model})())
    context = torch.cat([encode(NEGATIVE), encode(PROMPTS[0])])

    def guided(x, sigma):
        no, yes = denoiser(torch.cat([x, x]), torch.cat([sigma, sigma]), cond=context).chunk(2)
        return no + GUIDANCE * (yes - no)

    low, high = float(denoiser.sigma_min), float(denoiser.sigma_max)
    schedules = {"normal": denoiser.get_sigmas(STEPS),
                 "karras": sampling.get_sigmas_karras(STEPS, low, high)}
    samplers = {"euler": sampling.sample_euler, "heun": sampling.sample_heun,
                "dpmpp_2m": sampling.sample_dpmpp_2m}
    for schedule, sigmas in schedules.items():
        for sampler, run in samplers.items():
            latent = run(guided, noise * sigmas[0], sigmas, disable=True)
            keep(f"0.{sampler}.{schedule}{STEPS}", latent)
    return made


def write(name, sd2, seed, dtype):
    folder = HERE / name
    shutil.rmtree(folder, ignore_errors=True)
    vocabulary = write_vocabulary(folder / "tokenizer")
    generator = torch.Generator().manual_seed(seed)
    text, unet, vae, scheduler = build(sd2, vocabulary, generator)
    tokenizer = CLIPTokenizer(vocab=str(folder / "tokenizer/vocab.json"),
                              merges=str(folder / "tokenizer/merges.txt"), model_max_length=77,
                              pad_token="!" if sd2 else "<|endoftext|>")
    pipe = StableDiffusionPipeline(vae, text, tokenizer, unet, scheduler, None, None,
                                   requires_safety_checker=False)
    pipe.set_progress_bar_config(disable=True)
    with torch.no_grad():
        made = expected(pipe, sd2, generator)
    text.to(dtype).save_pretrained(folder / "text_encoder")
    unet.to(dtype).save_pretrained(folder / "unet")
    vae.to(dtype).save_pretrained(folder / "vae")
    scheduler.save_pretrained(folder / "scheduler")
    index = {"_class_name": "StableDiffusionPipeline", "scheduler": ["diffusers", "DDIMScheduler"],
             "text_encoder": ["transformers", "CLIPTextModel"],
             "tokenizer": ["transformers", "CLIPTokenizer"],
             "unet": ["diffusers", "UNet2DConditionModel"], "vae": ["diffusers", "AutoencoderKL"]}
    (folder / "model_index.json").write_text(json.dumps(index, indent=2) + "\n")
    save_file({k: v.contiguous() for k, v in made.items()}, folder / "expected.safetensors",
              {"prompts": json.dumps(PROMPTS), "negative": NEGATIVE,
               "guidance_scale": str(GUIDANCE)})


if __name__ == "__main__":
    write("tiny_sd1", False, 1, torch.float16)
    write("tiny_sd2v", True, 2, torch.bfloat16)
