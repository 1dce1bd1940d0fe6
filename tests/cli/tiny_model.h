#pragma once

#include <filesystem>

namespace evenlight::test {

// A diffusers folder of an SD1-shaped model of about 2 MB with random weights, written once a
// test program: 16×16 pixels at least, milliseconds a step. Its pictures are noise.
const std::filesystem::path& tiny_model();

// The same with a UNet that sees more than the latent: 9 channels for inpainting, 8 for editing.
std::filesystem::path write_tiny_model(const std::filesystem::path& folder, int64_t in_channels);

// Networks of random weights beside it, written to that path: a ControlNet and a T2I adapter that
// fit it, and an upscaler that doubles.
std::filesystem::path write_tiny_controlnet(const std::filesystem::path& path);
std::filesystem::path write_tiny_adapter(const std::filesystem::path& path);
std::filesystem::path write_tiny_upscaler(const std::filesystem::path& path);

// An IP-Adapter of the plain kind, and the picture encoder that belongs to it.
std::filesystem::path write_tiny_ip_adapter(const std::filesystem::path& path);
std::filesystem::path write_tiny_vision(const std::filesystem::path& path);

// One of its weight files, for tests that damage a copy.
std::filesystem::path tiny_unet_file();

}  // namespace evenlight::test
