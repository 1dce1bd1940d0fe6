"""Writes samplers.json: what k-diffusion, diffusers and torch compute, for tests/samplers.

    pip install torch diffusers scipy k-diffusion "setuptools<81"
    python make_samplers.py
"""
import json
import math
from pathlib import Path

import numpy as np
import torch
from diffusers import (DDIMScheduler, DEISMultistepScheduler, EulerDiscreteScheduler, LCMScheduler, PNDMScheduler,
                       TCDScheduler, UniPCMultistepScheduler)
from diffusers.schedulers import scheduling_tcd
from k_diffusion import external, sampling

SD = dict(beta_start=0.00085, beta_end=0.012, beta_schedule="scaled_linear")
STEPS = (1, 2, 3, 7, 10, 20)
NOISES = 40


def listed(tensor):
    return [float(v) for v in torch.as_tensor(tensor, dtype=torch.float32).flatten()]


def k_schedule():
    betas = torch.linspace(0.00085**0.5, 0.012**0.5, 1000, dtype=torch.float64) ** 2
    alphas = torch.cumprod(1 - betas, 0).float()
    return external.DiscreteSchedule(((1 - alphas) / alphas) ** 0.5, quantize=False)


def schedules(table):
    """The sigmas, without the final 0. Those that k-diffusion lacks are spelled out."""
    from scipy import stats

    low, high = float(table.sigma_min), float(table.sigma_max)
    made = {}
    for n in STEPS:
        made[f"normal.{n}"] = listed(table.get_sigmas(n)[:-1])
        made[f"karras.{n}"] = listed(sampling.get_sigmas_karras(n, low, high)[:-1])
        made[f"exponential.{n}"] = listed(sampling.get_sigmas_exponential(n, low, high)[:-1])
        made[f"polyexponential.{n}"] = listed(sampling.get_sigmas_polyexponential(n, low, high)[:-1])
        made[f"sgm_uniform.{n}"] = listed(table.t_to_sigma(torch.linspace(999, 0, n + 1)[:-1]))
        made[f"simple.{n}"] = [float(table.sigmas[-(1 + int(i * 1000 / n))]) for i in range(n)]
        quantiles = stats.beta.ppf(1 - np.linspace(0, 1, n), 0.6, 0.6)
        made[f"beta.{n}"] = listed(low + quantiles * (high - low))
        atans = np.linspace(math.atan(high), math.atan(low), n)
        made[f"kl_optimal.{n}"] = listed(np.tan(atans))
    return made


def spacings():
    made = {}
    for spacing in ("leading", "trailing", "linspace"):
        for n in STEPS[1:]:
            scheduler = DDIMScheduler(**SD, steps_offset=1, timestep_spacing=spacing)
            scheduler.set_timesteps(n)
            made[f"{spacing}.{n}"] = scheduler.timesteps.tolist()
    for n in (1, 2, 4, 8):
        scheduler = LCMScheduler(**SD)
        scheduler.set_timesteps(n)
        made[f"lcm.{n}"] = scheduler.timesteps.tolist()
    return made


def denoiser(x, sigma):
    s = sigma.view(-1, *[1] * (x.ndim - 1))
    return x * 1.69 / (1.69 + s * s) + 0.05 * torch.sin(3 * x / (1 + s))


K_SAMPLERS = {  # id: (function, takes fresh noise)
    "euler": ("sample_euler", False),
    "euler_a": ("sample_euler_ancestral", True),
    "heun": ("sample_heun", False),
    "dpm2": ("sample_dpm_2", False),
    "dpm2_a": ("sample_dpm_2_ancestral", True),
    "lms": ("sample_lms", False),
    "dpmpp_2s_a": ("sample_dpmpp_2s_ancestral", True),
    "dpmpp_2m": ("sample_dpmpp_2m", False),
    "dpmpp_sde": ("sample_dpmpp_sde", True),
    "dpmpp_2m_sde": ("sample_dpmpp_2m_sde", True),
    "dpmpp_3m_sde": ("sample_dpmpp_3m_sde", True),
}


def k_runs(table, unit, noises):
    runs = []
    for schedule, n in (("normal", 9), ("karras", 12)):
        if schedule == "normal":
            sigmas = table.get_sigmas(n)
        else:
            sigmas = sampling.get_sigmas_karras(n, float(table.sigma_min), float(table.sigma_max))
        for name, (function, stochastic) in K_SAMPLERS.items():
            for eta in (1.0, 0.4) if stochastic else (None,):
                queue = iter(noises)
                more = dict(eta=eta, noise_sampler=lambda *_: next(queue)) if stochastic else {}
                out = getattr(sampling, function)(denoiser, unit * sigmas[0], sigmas, disable=True, **more)
                runs.append(dict(sampler=name, schedule=schedule, steps=n, eta=eta, latent=listed(out)))
    return runs


def network(x, t):
    """Stands for the UNet: its raw output, read as noise or as v."""
    return torch.sin(1.3 * x + t / 500) + 0.2 * x


def vp_runs(unit, init, noises):
    cases = [
        ("ddim", dict(timestep_spacing="leading"), 8, 0.0, 1.0),
        ("ddim", dict(timestep_spacing="leading"), 7, 0.6, 1.0),
        ("ddim", dict(timestep_spacing="leading", set_alpha_to_one=True), 7, 1.0, 1.0),
        ("ddim", dict(timestep_spacing="linspace", prediction_type="v_prediction"), 6, 0.0, 1.0),
        ("ddim", dict(timestep_spacing="trailing", prediction_type="v_prediction", rescale_betas_zero_snr=True), 8, 0.0, 1.0),
        ("ddim", dict(timestep_spacing="trailing", prediction_type="v_prediction", rescale_betas_zero_snr=True), 7, 0.5, 1.0),
        ("ddim", dict(timestep_spacing="leading"), 10, 0.0, 0.55),
        ("lcm", dict(), 4, None, 1.0),
        ("lcm", dict(prediction_type="v_prediction"), 1, None, 1.0),
        ("euler", dict(timestep_spacing="trailing", prediction_type="v_prediction", rescale_betas_zero_snr=True), 7, None, 1.0),
        ("plms", dict(timestep_spacing="leading"), 8, None, 1.0),
        ("plms", dict(timestep_spacing="leading", set_alpha_to_one=True), 3, None, 1.0),
        ("plms", dict(timestep_spacing="leading"), 1, None, 1.0),
        ("unipc", dict(timestep_spacing="trailing"), 8, None, 1.0),
        ("unipc", dict(timestep_spacing="trailing", prediction_type="v_prediction"), 3, None, 1.0),
        ("deis", dict(timestep_spacing="trailing"), 8, None, 1.0),
        ("deis", dict(timestep_spacing="trailing", prediction_type="v_prediction"), 3, None, 1.0),
        ("tcd", dict(), 4, 0.3, 1.0),
        ("tcd", dict(prediction_type="v_prediction", set_alpha_to_one=False), 6, 1.0, 1.0),
        ("tcd", dict(), 3, 0.0, 1.0),
    ]
    classes = dict(ddim=DDIMScheduler, lcm=LCMScheduler, euler=EulerDiscreteScheduler, plms=PNDMScheduler,
                   unipc=UniPCMultistepScheduler, deis=DEISMultistepScheduler, tcd=TCDScheduler)
    runs = []
    for name, options, n, eta, strength in cases:
        if name == "ddim":
            options = dict(clip_sample=False, set_alpha_to_one=False) | options
        if name == "plms":
            options = dict(skip_prk_steps=True, set_alpha_to_one=False) | options
        if name == "tcd":  # ends at timestep 0, whatever set_alpha_to_one says
            options = options | dict(set_alpha_to_one=False)
        if name == "unipc":
            options = options | dict(final_sigmas_type="zero")
        if name not in ("lcm", "tcd"):
            options = dict(steps_offset=1) | options
        scheduler = classes[name](**SD, **options)
        scheduler.set_timesteps(n)
        timesteps = scheduler.timesteps[n - int(n * strength):]
        queue = iter(noises)
        scheduling_tcd.randn_tensor = lambda *_, **__: next(queue)
        x = unit * scheduler.init_noise_sigma
        if name in ("unipc", "deis"):  # ours start from x0 + sigma·noise, as k-diffusion's do
            x = x * (1 - scheduler.alphas_cumprod[timesteps[0]]).sqrt()
        if strength < 1:
            x = scheduler.add_noise(init, unit, timesteps[:1])
        for i, t in enumerate(timesteps):
            scaled = scheduler.scale_model_input(x, t)
            out = network(scaled, t)
            if name == "ddim":
                noise = next(queue) if eta else None
                x = scheduler.step(out, int(t), x, eta=eta, variance_noise=noise).prev_sample
            elif name == "lcm":
                # The scheduler draws its own noise; put ours in its place.
                last = i == n - 1
                x0 = scheduler.step(out, t, x, generator=torch.Generator().manual_seed(0)).denoised
                if last:
                    x = x0
                else:
                    alpha = scheduler.alphas_cumprod[timesteps[i + 1]]
                    x = alpha.sqrt() * x0 + (1 - alpha).sqrt() * next(queue)
            elif name == "tcd":
                x = scheduler.step(out, t, x, eta=eta).prev_sample
            elif name == "deis" and i == n - 1:  # the scheduler stops at the lowest sigma, not at 0
                alpha = scheduler.alphas_cumprod[t]
                v = options.get("prediction_type") == "v_prediction"
                x = alpha.sqrt() * x - (1 - alpha).sqrt() * out if v else (x - (1 - alpha).sqrt() * out) / alpha.sqrt()
            else:
                x = scheduler.step(out, t, x).prev_sample
        runs.append(dict(sampler=name, schedule=options.get("timestep_spacing", "lcm"), steps=n, eta=eta,
                         strength=strength, v=options.get("prediction_type") == "v_prediction",
                         zero_terminal_snr=options.get("rescale_betas_zero_snr", False),
                         final_alpha_one=options.get("set_alpha_to_one", name not in ("ddim", "plms", "tcd")),
                         latent=listed(x)))
    return runs


def philox(seed, offset, n):
    """Philox4x32-10 and Box-Muller, as a GPU numbers its threads."""
    mask = 0xFFFFFFFF
    values = []
    for i in range(n):
        c = [offset, 0, i, 0]
        k0, k1 = seed & mask, seed >> 32
        for _ in range(10):
            a, b = c[0] * 0xD2511F53, c[2] * 0xCD9E8D57
            c = [(b >> 32) ^ c[1] ^ k0, b & mask, (a >> 32) ^ c[3] ^ k1, a & mask]
            k0, k1 = (k0 + 0x9E3779B9) & mask, (k1 + 0xBB67AE85) & mask
        u = (c[0] + 0.5) * 2.0**-32
        v = c[1] * (2 * math.pi * 2.0**-32) + math.pi * 2.0**-32
        values.append(float(np.float32(math.sqrt(-2 * math.log(u)) * math.sin(v))))
    return values


def noise():
    made = []
    for seed in (0, 42, 2**32 - 1, 2**33 + 7):
        sizes = (3, 4, 15, 15, 16, 17, 100, 256, 5)
        generator = torch.Generator().manual_seed(seed)
        draws = [listed(torch.randn(n, generator=generator)) for n in sizes]
        made.append(dict(generator="torch", seed=seed, draws=draws))
        made.append(dict(generator="philox", seed=seed, draws=[philox(seed, k, 20) for k in range(3)]))
    return made


def main():
    torch.manual_seed(7)
    unit, init, noises = torch.randn(2, 5), torch.randn(2, 5), torch.randn(NOISES, 2, 5)
    table = k_schedule()
    golden = dict(
        sigmas=[float(table.sigmas[i]) for i in range(0, 1000, 37)],
        schedules=schedules(table),
        timesteps=spacings(),
        fractional_timesteps=[[s, float(table.sigma_to_t(torch.tensor([s])))] for s in (0.03, 0.5, 1.234, 7.0, 14.0)],
        unit=listed(unit),
        init=listed(init),
        noises=[listed(n) for n in noises],
        k_runs=k_runs(table, unit, noises),
        vp_runs=vp_runs(unit, init, noises),
        noise=noise(),
    )
    Path(__file__).with_name("samplers.json").write_text(json.dumps(golden, separators=(",", ":")) + "\n")


if __name__ == "__main__":
    main()
