"""The networks of the tutorials and of the lab in PyTorch, each under its name and settings in src/lab/fields.ts.

`playground` is the lab's own model and stands here in nothing but torch.nn; `basic-unet` is T2's.
"""

import torch
from denoising_diffusion_pytorch import Unet
from diffusers import UNet2DModel
from labml_nn.diffusion.ddpm.unet import UNet
from torch import nn
from torch.nn import functional as F

from diffusers.models.embeddings import get_timestep_embedding


class BasicUNet(nn.Module):
    """As in the tutorial T2, from the Hugging Face diffusion course."""

    def __init__(self, channels=1):
        super().__init__()
        self.down_layers = nn.ModuleList([
            nn.Conv2d(channels, 32, 5, padding=2), nn.Conv2d(32, 64, 5, padding=2), nn.Conv2d(64, 64, 5, padding=2),
        ])
        self.up_layers = nn.ModuleList([
            nn.Conv2d(64, 64, 5, padding=2), nn.Conv2d(64, 32, 5, padding=2), nn.Conv2d(32, channels, 5, padding=2),
        ])
        self.act = nn.SiLU()
        self.downscale = nn.MaxPool2d(2)
        self.upscale = nn.Upsample(scale_factor=2)

    def forward(self, x, t, labels):
        h = []
        for i, layer in enumerate(self.down_layers):
            x = self.act(layer(x))
            if i < 2:
                h.append(x)
                x = self.downscale(x)
        for i, layer in enumerate(self.up_layers):
            if i > 0:
                x = self.upscale(x) + h.pop()
            x = self.act(layer(x))
        return x


class PlaygroundBlock(nn.Module):
    def __init__(self, inputs, outputs, time_width):
        super().__init__()
        self.norm1 = nn.GroupNorm(min(8, inputs), inputs)
        self.conv1 = nn.Conv2d(inputs, outputs, 3, padding=1)
        self.time_emb_proj = nn.Linear(time_width, 2 * outputs)
        self.norm2 = nn.GroupNorm(min(8, outputs), outputs)
        self.conv2 = nn.Conv2d(outputs, outputs, 3, padding=1)
        self.conv_shortcut = nn.Conv2d(inputs, outputs, 1) if inputs != outputs else nn.Identity()

    def forward(self, x, time):
        scale, shift = self.time_emb_proj(time)[:, :, None, None].chunk(2, dim=1)
        h = self.norm2(self.conv1(F.silu(self.norm1(x))))
        return self.conv2(F.silu(h * (1 + scale) + shift)) + self.conv_shortcut(x)


class PlaygroundAttention(nn.Module):
    def __init__(self, channels, heads=4):
        super().__init__()
        self.heads = heads
        self.group_norm = nn.GroupNorm(min(8, channels), channels)
        self.to_q, self.to_k, self.to_v = (nn.Linear(channels, channels) for _ in range(3))
        self.to_out = nn.ModuleList([nn.Linear(channels, channels)])

    def forward(self, x):
        tokens = self.group_norm(x).flatten(2).transpose(1, 2)
        q, k, v = (
            layer(tokens).unflatten(2, (self.heads, -1)).transpose(1, 2)
            for layer in (self.to_q, self.to_k, self.to_v)
        )
        mixed = F.scaled_dot_product_attention(q, k, v).transpose(1, 2).flatten(2)
        return self.to_out[0](mixed).transpose(1, 2).reshape(x.shape) + x


class Stage(nn.Module):
    """Residual blocks and what follows them, under diffusers' names."""

    def __init__(self, resnets, attentions=(), downsampler=None, upsampler=None):
        super().__init__()
        self.resnets = nn.ModuleList(resnets)
        if attentions:
            self.attentions = nn.ModuleList(attentions)
        if downsampler:
            self.downsamplers = nn.ModuleList([nn.ModuleDict({"conv": downsampler})])
        if upsampler:
            self.upsamplers = nn.ModuleList([nn.ModuleDict({"conv": upsampler})])


class Playground(nn.Module):
    def __init__(self, width=16, channels=1, classes=10):
        super().__init__()
        narrow, wide, time = width, 2 * width, 4 * width
        self.width, self.channels = width, channels
        self.time_embedding = nn.ModuleDict({"linear_1": nn.Linear(width, time), "linear_2": nn.Linear(time, time)})
        self.class_embedding = nn.Embedding(classes + 1, time) if classes else None
        self.conv_in = nn.Conv2d(4 * channels, narrow, 3, padding=1)
        block = lambda inputs, outputs: PlaygroundBlock(inputs, outputs, time)
        self.down_blocks = nn.ModuleList([
            Stage([block(narrow, narrow)], downsampler=nn.Conv2d(narrow, narrow, 3, stride=2, padding=1)),
            Stage([block(narrow, wide)]),
        ])
        self.mid_block = Stage([block(wide, wide), block(wide, wide)], [PlaygroundAttention(wide)])
        self.up_blocks = nn.ModuleList([
            Stage([block(2 * wide, wide), block(wide + narrow, wide)], upsampler=nn.Conv2d(wide, wide, 3, padding=1)),
            Stage([block(wide + narrow, narrow), block(2 * narrow, narrow)]),
        ])
        self.conv_norm_out = nn.GroupNorm(min(8, narrow), narrow)
        self.conv_out = nn.Conv2d(narrow, 4 * channels, 3, padding=1)

    def forward(self, x, t, labels):
        b, c, h, w = x.shape
        sinusoids = get_timestep_embedding(t, self.width, flip_sin_to_cos=True, downscale_freq_shift=0)
        time = self.time_embedding["linear_2"](F.silu(self.time_embedding["linear_1"](sinusoids)))
        if self.class_embedding:
            time = time + self.class_embedding(labels)
        time = F.silu(time)
        # Channel order (dy, dx, c), the lab's; torch's own pixel_unshuffle has (c, dy, dx).
        folded = x.reshape(b, c, h // 2, 2, w // 2, 2).permute(0, 3, 5, 1, 2, 4).reshape(b, 4 * c, h // 2, w // 2)
        entrance = self.conv_in(folded)
        (down0, down1), (up0, up1), mid = self.down_blocks, self.up_blocks, self.mid_block
        fine = down0.resnets[0](entrance, time)
        halved = down0.downsamplers[0]["conv"](fine)
        coarse = down1.resnets[0](halved, time)
        y = mid.resnets[1](mid.attentions[0](mid.resnets[0](coarse, time)), time)
        y = up0.resnets[0](torch.cat([y, coarse], 1), time)
        y = up0.resnets[1](torch.cat([y, halved], 1), time)
        y = up0.upsamplers[0]["conv"](F.interpolate(y, scale_factor=2.0, mode="nearest"))
        y = up1.resnets[0](torch.cat([y, fine], 1), time)
        y = up1.resnets[1](torch.cat([y, entrance], 1), time)
        y = self.conv_out(F.silu(self.conv_norm_out(y)))
        return y.reshape(b, 2, 2, c, h // 2, w // 2).permute(0, 3, 4, 1, 5, 2).reshape(b, c, h, w)


class Called(nn.Module):
    """Gives every network the same call."""

    def __init__(self, network, call):
        super().__init__()
        self.network, self.call = network, call

    def forward(self, x, t, labels):
        return self.call(self.network, x, t, labels)


def zero_init(network):
    """What adds to a map starts at zero: second convolutions, the attention's way out, the last convolution."""
    for name, parameter in network.named_parameters():
        if any(part in f".{name}" for part in (".conv2.", ".conv_out.", ".to_out.")):
            nn.init.zeros_(parameter)


def build(settings: dict, image: dict) -> nn.Module:
    """The network that settings (names of src/lab/fields.ts; those that are absent are the library's) ask for."""
    model, channels, side = settings["model"], image["channels"], image["height"]
    classes = image["classes"] if settings.get("classConditional") else None
    if model == "playground":
        return Called(Playground(settings["width"], channels, classes), lambda n, *args: n(*args))
    if model == "basic-unet":
        return Called(BasicUNet(channels), lambda n, *args: n(*args))
    if model == "unet2d":
        network = UNet2DModel(
            sample_size=side, in_channels=channels, out_channels=channels,
            block_out_channels=tuple(settings["blockOutChannels"]), layers_per_block=settings["layersPerBlock"],
            down_block_types=tuple(settings["downBlockTypes"]), up_block_types=tuple(settings["upBlockTypes"]),
            attention_head_dim=settings["attentionHeadDim"], norm_num_groups=settings["normNumGroups"],
            num_class_embeds=classes and classes + 1, resnet_time_scale_shift=settings["resnetTimeScaleShift"],
            # With scale_shift the middle attention has a norm only where this is set; without, it is this anyway.
            attn_norm_num_groups=settings["normNumGroups"],
        )
        if settings["zeroInit"]:
            zero_init(network)
        return Called(network, lambda n, x, t, labels: n(x, t, labels if classes else None).sample)
    if model == "annotated-unet":
        shape = settings.get("architecture", {})
        network = UNet(
            channels, settings["width"], ch_mults=tuple(shape.get("multipliers", (1, 2, 2, 4))),
            is_attn=tuple(shape.get("attends", (False, False, True, True))),
        )
        return Called(network, lambda n, x, t, labels: n(x, t))
    network = Unet(settings["width"], channels=channels, dim_mults=tuple(settings["dimMults"]))
    return Called(network, lambda n, x, t, labels: n(x, t))
