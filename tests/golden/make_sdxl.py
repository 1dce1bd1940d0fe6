"""Writes models/tiny_sdxl and models/tiny_sdxl_refiner: what torch computes with two random models
shaped like SDXL and its refiner, for tests/models and tests/pipeline.

    pip install torch transformers diffusers accelerate k-diffusion "setuptools<81"
    python make_sdxl.py

Weights as in make_models.py. Keys of expected.safetensors:
text.ENCODER.{ids,hidden} (the layer before the last, no norm), text.{context,pooled};
unet.K.{latent,timestep,context,pooled,time_ids,vector,output}; vae.latent → vae.decoded;
pipeline.noise; pipeline.NAME.{latent,image}, made with the prompt of PROMPTS and guidance:
  negative.ddim8, empty.ddim8 (the empty text encoded), zeros.ddim8 (as the pipeline without a
  negative prompt), sizes.ddim8 (original 96×48, crop at top 8 and left 16, target 56×72, as height
  and width), negative.euler.karras8.
unets/tiny_ssd and unets/tiny_bk are UNets alone, shaped like SSD-1B (a depth for each layer, a middle
of one resnet; for tiny_sdxl's folder) and like BK-SDM and tiny-sd (no middle; for tiny_sd1's).
The refiner's: alone.ddim8 from noise, and with both scores (7 and 3) scores.ddim8; both.euler.normal8:
tiny_sdxl up to step 6, the refiner from there.
"""
import json
import shutil

import torch
from diffusers import (AutoencoderKL, DDIMScheduler, EulerDiscreteScheduler,
                       StableDiffusionXLPipeline, UNet2DConditionModel)
from k_diffusion import external, sampling
from make_models import HERE, PROMPTS, coarsen, write_vocabulary
from safetensors.torch import save_file
from transformers import (CLIPTextConfig, CLIPTextModel, CLIPTextModelWithProjection,
                          CLIPTokenizer)

NEGATIVE, GUIDANCE, STEPS, SWITCH = "blurry", 4.0, 8, 6
PROMPT = PROMPTS[1]
WIDE = 48  # of the second encoder and its projection


def text_config(vocabulary, width, activation):
    return CLIPTextConfig(
        vocab_size=vocabulary, hidden_size=width, intermediate_size=2 * width, num_hidden_layers=3,
        num_attention_heads=2, hidden_act=activation, projection_dim=width,
        bos_token_id=vocabulary - 2, eos_token_id=vocabulary - 1, pad_token_id=1)


def unet_of(context, numbers, depths):
    return UNet2DConditionModel(
        sample_size=8, block_out_channels=(32, 64), layers_per_block=1, norm_num_groups=32,
        down_block_types=("DownBlock2D", "CrossAttnDownBlock2D"),
        up_block_types=("CrossAttnUpBlock2D", "UpBlock2D"), cross_attention_dim=context,
        attention_head_dim=(1, 2), use_linear_projection=True, addition_embed_type="text_time",
        addition_time_embed_dim=16, projection_class_embeddings_input_dim=WIDE + 16 * numbers,
        transformer_layers_per_block=depths)


def build(refiner, vocabulary, generator):
    text = None if refiner else CLIPTextModel(text_config(vocabulary, 32, "quick_gelu"))
    text_2 = CLIPTextModelWithProjection(text_config(vocabulary, WIDE, "gelu"))
    unet = unet_of(WIDE + (0 if refiner else 32), 5 if refiner else 6, (1, 1) if refiner else (1, 2))
    vae = AutoencoderKL(
        block_out_channels=(16, 32, 32, 32), layers_per_block=1, norm_num_groups=16, sample_size=64,
        scaling_factor=0.13025, force_upcast=True,
        down_block_types=("DownEncoderBlock2D",) * 4, up_block_types=("UpDecoderBlock2D",) * 4)
    for module in (text, text_2, unet, vae):
        if module is not None:
            coarsen(module.eval(), generator)
    return text, text_2, unet, vae


def normal(generator, *shape):
    return torch.randn(*shape, generator=generator)


class Model:
    """What both folders have in common: prompts in, pictures out."""

    def __init__(self, pipe, refiner):
        self.pipe, self.refiner = pipe, refiner
        self.towers = [(pipe.tokenizer_2, pipe.text_encoder_2)]
        if not refiner:
            self.towers.insert(0, (pipe.tokenizer, pipe.text_encoder))

    def ids(self, tower, text):
        return self.towers[tower][0](text, padding="max_length", max_length=77, truncation=True,
                                     return_tensors="pt").input_ids

    def encode(self, text):
        states = [encoder(self.ids(k, text), output_hidden_states=True)
                  for k, (_, encoder) in enumerate(self.towers)]
        return torch.cat([s.hidden_states[-2] for s in states], -1), states[-1].text_embeds

    def noise(self, x, t, condition):
        context, pooled, numbers = condition
        return self.pipe.unet(x, t, encoder_hidden_states=context, added_cond_kwargs={
            "text_embeds": pooled, "time_ids": torch.tensor([numbers], dtype=torch.float32)}).sample

    def guided(self, x, t, yes, no):
        without = self.noise(x, t, no)
        return without + GUIDANCE * (self.noise(x, t, yes) - without)

    def conditions(self, negative=NEGATIVE, yes=None, no=None):
        yes = yes or ([64, 64, 0, 0, 6.] if self.refiner else [64, 64, 0, 0, 64, 64])
        no = no or ([64, 64, 0, 0, 2.5] if self.refiner else yes)
        context, pooled = self.encode("" if negative is None else negative)
        if negative is None:
            context, pooled = torch.zeros_like(context), torch.zeros_like(pooled)
        return (*self.encode(PROMPT), yes), (context, pooled, no)

    def ddim(self, noise, conditions):
        scheduler = DDIMScheduler(
            beta_start=0.00085, beta_end=0.012, beta_schedule="scaled_linear", clip_sample=False,
            set_alpha_to_one=False, steps_offset=1, timestep_spacing="leading")
        scheduler.set_timesteps(STEPS)
        x = noise
        for t in scheduler.timesteps:
            x = scheduler.step(self.guided(x, t, *conditions), t, x).prev_sample
        return x

    def image(self, latent):
        return self.pipe.vae.decode(latent / self.pipe.vae.config.scaling_factor).sample


def euler(models_at, noise, schedule):
    """models_at(step): a Model and its conditions."""
    betas = torch.linspace(0.00085**0.5, 0.012**0.5, 1000) ** 2
    schedule_of = external.CompVisDenoiser(type("Model", (), {
        "alphas_cumprod": torch.cumprod(1 - betas, 0), "apply_model": None})())
    if schedule == "normal":
        sigmas = schedule_of.get_sigmas(STEPS)
    else:
        sigmas = sampling.get_sigmas_karras(STEPS, float(schedule_of.sigma_min),
                                            float(schedule_of.sigma_max))
    x = noise * sigmas[0]
    for i in range(STEPS):
        model, conditions = models_at(i)
        t = schedule_of.sigma_to_t(sigmas[i:i + 1])
        scaled = x / (sigmas[i] ** 2 + 1) ** 0.5
        x = x + model.guided(scaled, t, *conditions) * (sigmas[i + 1] - sigmas[i])
    return x


def expected(model, generator):
    made = {}
    for k in range(len(model.towers)):
        name = "2" if model.refiner else str(k + 1)
        ids = model.ids(k, [*PROMPTS, ""])
        made[f"text.{name}.ids"] = ids.int()
        made[f"text.{name}.hidden"] = model.towers[k][1](
            ids, output_hidden_states=True).hidden_states[-2]
    made["text.context"], made["text.pooled"] = model.encode([*PROMPTS, ""])
    unet = model.pipe.unet
    unet.add_embedding.register_forward_pre_hook(lambda m, inputs: vectors.append(inputs[0]))
    vectors = []
    for k, (h, w) in enumerate([(8, 8), (6, 10)]):
        latent = normal(generator, 2, 4, h, w)
        timestep = torch.tensor([17.25, 801.0])
        numbers = [[1024, 832, 0, 64, 6.], [512, 513, 7, 0, 2.5]] if model.refiner else \
            [[1024, 832, 0, 64, 1024, 1024], [512, 513, 7, 0, 640, 384]]
        context, pooled = made["text.context"][:2], made["text.pooled"][:2]
        key = f"unet.{k}."
        made[key + "output"] = unet(latent, timestep, context, added_cond_kwargs={
            "text_embeds": pooled, "time_ids": torch.tensor(numbers)}).sample
        made[key + "latent"], made[key + "timestep"] = latent, timestep
        made[key + "context"], made[key + "pooled"] = context, pooled
        made[key + "time_ids"], made[key + "vector"] = torch.tensor(numbers), vectors.pop()
    made["vae.latent"] = normal(generator, 1, 4, 4, 6)
    made["vae.decoded"] = model.pipe.vae.decode(made["vae.latent"]).sample
    made["pipeline.noise"] = normal(generator, 1, 4, 8, 8)
    return made


def keep(made, model, name, latent):
    made[f"pipeline.{name}.latent"] = latent
    made[f"pipeline.{name}.image"] = model.image(latent)


def write(name, refiner, seed, dtype, base=None):
    folder = HERE / name
    shutil.rmtree(folder, ignore_errors=True)
    folders = ["tokenizer_2"] if refiner else ["tokenizer", "tokenizer_2"]
    for each in folders:
        vocabulary = write_vocabulary(folder / each)
    tokenizers = [CLIPTokenizer(
        vocab=str(folder / each / "vocab.json"), merges=str(folder / each / "merges.txt"),
        model_max_length=77, pad_token="!" if each == "tokenizer_2" else "<|endoftext|>")
        for each in folders]
    generator = torch.Generator().manual_seed(seed)
    text, text_2, unet, vae = build(refiner, vocabulary, generator)
    scheduler = EulerDiscreteScheduler(beta_start=0.00085, beta_end=0.012, steps_offset=1,
                                       beta_schedule="scaled_linear", timestep_spacing="leading")
    pipe = StableDiffusionXLPipeline(vae, text, text_2, tokenizers[0] if not refiner else None,
                                     tokenizers[-1], unet, scheduler, add_watermarker=False)
    pipe.set_progress_bar_config(disable=True)
    model = Model(pipe, refiner)
    with torch.no_grad():
        made = expected(model, generator)
        noise = made["pipeline.noise"]
        if refiner:
            keep(made, model, "alone.ddim8", model.ddim(noise, model.conditions()))
            keep(made, model, "scores.ddim8", model.ddim(noise, model.conditions(
                yes=[64, 64, 0, 0, 7.], no=[64, 64, 0, 0, 3.])))
            both = [(base, base.conditions()), (model, model.conditions())]
            keep(made, model, f"both.euler.normal{STEPS}",
                 euler(lambda step: both[step >= SWITCH], noise, "normal"))
        else:
            for case, conditions in {
                    "negative": model.conditions(), "empty": model.conditions(""),
                    "zeros": model.conditions(None),
                    "sizes": model.conditions(yes=[96, 48, 8, 16, 56, 72])}.items():
                keep(made, model, f"{case}.ddim8", model.ddim(noise, conditions))
            keep(made, model, f"negative.euler.karras{STEPS}",
                 euler(lambda step: (model, model.conditions()), noise, "karras"))
            # The pipeline of diffusers itself, which gives zeros in the place of no negative prompt.
            own = pipe(PROMPT, guidance_scale=GUIDANCE, num_inference_steps=STEPS, width=64,
                       height=64, output_type="latent",
                       latents=noise).images
            made["pipeline.diffusers_zeros_euler8"] = own
    for part, module in {"text_encoder": text, "text_encoder_2": text_2, "unet": unet,
                         "vae": vae}.items():
        if module is not None:
            module.to(dtype).save_pretrained(folder / part)
            module.to(torch.float32)
    scheduler.save_pretrained(folder / "scheduler")
    index = {"_class_name": "StableDiffusionXL" + ("Img2Img" if refiner else "") + "Pipeline",
             "force_zeros_for_empty_prompt": not refiner,
             "scheduler": ["diffusers", "EulerDiscreteScheduler"],
             "text_encoder": [None, None] if refiner else ["transformers", "CLIPTextModel"],
             "text_encoder_2": ["transformers", "CLIPTextModelWithProjection"],
             "unet": ["diffusers", "UNet2DConditionModel"], "vae": ["diffusers", "AutoencoderKL"]}
    if refiner:
        index["requires_aesthetics_score"] = True
    (folder / "model_index.json").write_text(json.dumps(index, indent=2) + "\n")
    save_file({k: v.clone().contiguous() for k, v in made.items()}, folder / "expected.safetensors",
              {"prompts": json.dumps([PROMPT]), "negative": NEGATIVE,
               "guidance_scale": str(GUIDANCE)})
    return model


def write_unet(name, seed, unet, with_vector):
    """A UNet alone, as a folder's part, and what it makes of one latent."""
    folder = HERE.parent / "unets" / name
    shutil.rmtree(folder, ignore_errors=True)
    generator = torch.Generator().manual_seed(seed)
    coarsen(unet.eval(), generator)
    vectors, added = [], None
    made = {"latent": normal(generator, 2, 4, 8, 12), "timestep": torch.tensor([17.25, 801.0]),
            "context": normal(generator, 2, 77, unet.config.cross_attention_dim)}
    if with_vector:
        unet.add_embedding.register_forward_pre_hook(lambda m, inputs: vectors.append(inputs[0]))
        added = {"text_embeds": normal(generator, 2, WIDE),
                 "time_ids": torch.tensor([[64, 96, 0, 0, 64, 96]] * 2)}
    with torch.no_grad():
        made["output"] = unet(made["latent"], made["timestep"], made["context"],
                              added_cond_kwargs=added).sample
    if with_vector:
        made["vector"] = vectors.pop()
    unet.to(torch.float16).save_pretrained(folder)
    save_file({k: v.clone().contiguous() for k, v in made.items()}, folder / "expected.safetensors")


def write_unets():
    write_unet("tiny_ssd", 5, UNet2DConditionModel(
        sample_size=8, block_out_channels=(32, 64), layers_per_block=2, norm_num_groups=32,
        down_block_types=("DownBlock2D", "CrossAttnDownBlock2D"), cross_attention_dim=32 + WIDE,
        up_block_types=("CrossAttnUpBlock2D", "UpBlock2D"), mid_block_type="UNetMidBlock2D",
        attention_head_dim=(1, 2), use_linear_projection=True, addition_embed_type="text_time",
        addition_time_embed_dim=16, projection_class_embeddings_input_dim=WIDE + 16 * 6,
        transformer_layers_per_block=(1, (2, 1)),
        reverse_transformer_layers_per_block=((3, 1, 1), 1)), True)
    write_unet("tiny_bk", 6, UNet2DConditionModel(
        sample_size=8, block_out_channels=(32, 64), layers_per_block=1, norm_num_groups=32,
        down_block_types=("CrossAttnDownBlock2D", "CrossAttnDownBlock2D"), mid_block_type=None,
        up_block_types=("CrossAttnUpBlock2D", "CrossAttnUpBlock2D"), cross_attention_dim=64,
        attention_head_dim=4), False)


if __name__ == "__main__":
    write_unets()
    base = write("tiny_sdxl", False, 3, torch.float16)
    write("tiny_sdxl_refiner", True, 4, torch.bfloat16, base)
