// IP-Adapters and picture encoders by the names and shapes in their files.
#include <gtest/gtest.h>

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "engine/base/error.h"
#include "engine/weights/ip_adapter_file.h"
#include "tests/support/safetensors_writer.h"
#include "tests/weights/temporary_folder.h"

namespace evenlight {
namespace {

using test::TensorToWrite;

TensorToWrite tensor(const std::string& name, std::vector<int64_t> shape) {
  int64_t count = 1;
  for (const int64_t side : shape) count *= side;
  return {name, "F32", std::move(shape), test::invented_bytes(name, size_t(count * 4))};
}

class IpAdapterFiles : public test::FolderTest {
 protected:
  std::filesystem::path write(const std::string& name, const std::vector<TensorToWrite>& tensors) {
    const auto path = folder() / name;
    test::write_file(path, test::safetensors_bytes(tensors));
    return path;
  }
  VisionFile vision(int64_t projection = 8) {
    return open_vision(
        write("vision.safetensors",
              {tensor("vision_model.embeddings.class_embedding", {16}),
               tensor("vision_model.embeddings.patch_embedding.weight", {16, 3, 4, 4}),
               tensor("vision_model.embeddings.position_embedding.weight", {10, 16}),
               tensor("vision_model.encoder.layers.0.mlp.fc1.weight", {32, 16}),
               tensor("vision_model.encoder.layers.1.mlp.fc1.weight", {32, 16}),
               tensor("visual_projection.weight", {projection, 16}), tensor("logit_scale", {1})}));
  }
  static std::vector<TensorToWrite> plain() {
    return {tensor("image_proj.proj.weight", {4 * 768, 8}), tensor("image_proj.norm.weight", {768}),
            tensor("ip_adapter.1.to_k_ip.weight", {4, 768})};
  }
};

std::string fault_of(const std::function<void()>& act) {
  try {
    act();
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::input);
    return error.what();
  }
  return "no fault";
}

TEST_F(IpAdapterFiles, AnEncodersShapesSayWhatItIs) {
  const VisionFile file = vision();
  EXPECT_EQ(file.config.patch, 4);
  EXPECT_EQ(file.config.image_size, 12);
  EXPECT_EQ(file.config.tokens(), 10);
  EXPECT_EQ(file.config.layers, 2);
  EXPECT_EQ(file.config.projection, 8);
}

TEST_F(IpAdapterFiles, KindsAreToldByTheirWeights) {
  const VisionFile encoder = vision();
  const IpAdapterFile file = open_ip_adapter(write("plain.safetensors", plain()));
  EXPECT_EQ(file.kind, IpAdapterKind::plain);
  const IpAdapterConfig config = ip_adapter_config(file, UnetConfig(), encoder);
  EXPECT_EQ(config.tokens, 4);
  EXPECT_EQ(config.seen, 8);
  const auto plus = open_ip_adapter(write(
      "plus.safetensors",
      {tensor("image_proj.latents", {1, 16, 64}), tensor("image_proj.proj_in.weight", {64, 16}),
       tensor("image_proj.proj_out.weight", {768, 64}),
       tensor("image_proj.layers.0.0.to_q.weight", {128, 64}),
       tensor("image_proj.layers.0.1.1.weight", {256, 64}),
       tensor("ip_adapter.1.to_k_ip.weight", {4, 768})}));
  EXPECT_EQ(plus.kind, IpAdapterKind::plus);
  const IpAdapterConfig resampler = ip_adapter_config(plus, UnetConfig(), encoder);
  EXPECT_EQ(resampler.tokens, 16);
  EXPECT_EQ(resampler.attention, 128);
  EXPECT_EQ(resampler.layers, 1);
  EXPECT_EQ(resampler.seen_tokens, 10);
  const auto face =
      open_ip_adapter(write("face.safetensors", {tensor("image_proj.proj.0.weight", {16, 16}),
                                                 tensor("image_proj.proj.3.weight", {768}),
                                                 tensor("ip_adapter.1.to_k_ip.weight", {4, 768})}));
  EXPECT_EQ(face.kind, IpAdapterKind::full_face);
  EXPECT_EQ(ip_adapter_config(face, UnetConfig(), encoder).tokens, 10);
}

TEST_F(IpAdapterFiles, WhatDoesNotFitIsRefused) {
  const IpAdapterFile file = open_ip_adapter(write("plain.safetensors", plain()));
  const auto configure = [&](const UnetConfig& unet, const VisionFile& encoder) {
    return fault_of([&] { ip_adapter_config(file, unet, encoder); });
  };
  UnetConfig other;
  other.cross_attention_dim = 2048;
  EXPECT_NE(configure(other, vision()).find("text has the width 768"), std::string::npos);
  EXPECT_NE(configure(UnetConfig(), vision(12)).find("the encoder that belongs to it"),
            std::string::npos);
  auto face_id = plain();
  face_id.push_back(tensor("ip_adapter.0.to_q_lora.down.weight", {4, 4}));
  EXPECT_NE(fault_of([&] { open_ip_adapter(write("id.safetensors", face_id)); }).find("FaceID"),
            std::string::npos);
  EXPECT_NE(fault_of([&] {
              open_ip_adapter(write("none.safetensors", {tensor("conv_in.weight", {4, 4})}));
            }).find("is no IP-Adapter"),
            std::string::npos);
  EXPECT_NE(
      fault_of([&] {
        open_vision(write("flat.safetensors",
                          {tensor("vision_model.embeddings.patch_embedding.weight", {4, 4})}));
      }).find("is no CLIP picture encoder"),
      std::string::npos);
}

}  // namespace
}  // namespace evenlight
