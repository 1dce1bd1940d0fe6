// ControlNets, T2I adapters and upscalers by the names and shapes in their files.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>

#include "engine/base/error.h"
#include "engine/weights/control_file.h"
#include "engine/weights/upscaler_file.h"
#include "tests/support/safetensors_writer.h"
#include "tests/weights/temporary_folder.h"

namespace evenlight {
namespace {

using test::TensorToWrite;

std::string name_of(const NameMap& map, const std::string& source) {
  const auto found = std::ranges::find(map.weights, source, &MappedName::source);
  return found == map.weights.end() ? std::string() : found->name;
}

TEST(ControlNames, OriginalOnesBecomeDiffusers) {
  for (const std::string prefix : {"", "control_model."}) {
    std::vector<std::string> keys;
    for (const char* key :
         {"input_hint_block.0.weight", "input_hint_block.4.bias", "input_hint_block.14.weight",
          "zero_convs.11.0.weight", "middle_block_out.0.bias", "time_embed.2.weight",
          "input_blocks.0.0.weight", "input_blocks.3.0.op.weight",
          "input_blocks.4.1.transformer_blocks.0.attn2.to_k.weight", "sqrt_alphas"}) {
      keys.push_back(prefix + key);
    }
    EXPECT_EQ(control_kind(keys), ControlKind::controlnet);
    const NameMap map = map_control_names(ControlKind::controlnet, keys);
    const auto name = [&](const char* key) { return name_of(map, prefix + key); };
    EXPECT_EQ(name("input_hint_block.0.weight"),
              "control.controlnet_cond_embedding.conv_in.weight");
    EXPECT_EQ(name("input_hint_block.4.bias"), "control.controlnet_cond_embedding.blocks.1.bias");
    EXPECT_EQ(name("input_hint_block.14.weight"),
              "control.controlnet_cond_embedding.conv_out.weight");
    EXPECT_EQ(name("zero_convs.11.0.weight"), "control.controlnet_down_blocks.11.weight");
    EXPECT_EQ(name("middle_block_out.0.bias"), "control.controlnet_mid_block.bias");
    EXPECT_EQ(name("input_blocks.0.0.weight"), "control.conv_in.weight");
    EXPECT_EQ(name("input_blocks.3.0.op.weight"),
              "control.down_blocks.0.downsamplers.0.conv.weight");
    EXPECT_EQ(name("input_blocks.4.1.transformer_blocks.0.attn2.to_k.weight"),
              "control.down_blocks.1.attentions.0.transformer_blocks.0.attn2.to_k.weight");
    EXPECT_EQ(map.unknown.size(), 1u);
  }
}

TEST(ControlNames, AdaptersOfBothKindsBecomeOne) {
  const std::vector<std::string> original = {"conv_in.weight", "body.0.block1.weight",
                                             "body.4.in_conv.weight", "body.5.block2.bias"};
  EXPECT_EQ(control_kind(original), ControlKind::t2i_adapter);
  const NameMap map = map_control_names(ControlKind::t2i_adapter, original);
  EXPECT_EQ(name_of(map, "body.0.block1.weight"), "control.body.0.resnets.0.block1.weight");
  EXPECT_EQ(name_of(map, "body.4.in_conv.weight"), "control.body.2.in_conv.weight");
  EXPECT_EQ(name_of(map, "body.5.block2.bias"), "control.body.2.resnets.1.block2.bias");
  const NameMap folder =
      map_control_names(ControlKind::t2i_adapter, {"adapter.body.2.in_conv.weight"});
  EXPECT_EQ(folder.weights.front().name, "control.body.2.in_conv.weight");
  EXPECT_FALSE(control_kind({"unet.conv_in.weight", "conv_in.weight"}));
}

// Of a network with one block and `doublings`, by the names of each kind of file.
class UpscalerNames : public test::FolderTest {
 protected:
  static TensorToWrite conv(const std::string& name, int64_t out, int64_t in) {
    return {name + ".weight",
            "F32",
            {out, in, 3, 3},
            test::invented_bytes(name, size_t(out * in * 9 * 4))};
  }
  std::filesystem::path write(std::vector<TensorToWrite> tensors) {
    const auto path = folder() / "upscaler.safetensors";
    test::write_file(path, test::safetensors_bytes(tensors));
    return path;
  }
};

TEST_F(UpscalerNames, NewAndOldNamesAreOneNetwork) {
  const auto file = open_upscaler(
      write({conv("params_ema.conv_first", 8, 12), conv("params_ema.body.0.rdb1.conv1", 4, 8),
             conv("params_ema.conv_body", 8, 8), conv("params_ema.conv_up1", 8, 8),
             conv("params_ema.conv_up2", 8, 8), conv("params_ema.conv_hr", 8, 8),
             conv("params_ema.conv_last", 3, 8)}));
  EXPECT_EQ(file.config.shuffle, 2);
  EXPECT_EQ(file.config.scale(), 2);
  EXPECT_EQ(file.config.growth, 4);
  EXPECT_EQ(file.config.blocks, 1);

  const auto old =
      open_upscaler(write({conv("model.0", 8, 3), conv("model.1.sub.0.RDB1.conv1.0", 4, 8),
                           conv("model.1.sub.1", 8, 8), conv("model.3", 8, 8),
                           conv("model.6", 8, 8), conv("model.8", 8, 8), conv("model.10", 3, 8)}));
  EXPECT_EQ(old.config.scale(), 4);
  for (const char* name : {"conv_first", "body.0.rdb1.conv1", "conv_body", "conv_up1", "conv_up2",
                           "conv_hr", "conv_last"}) {
    EXPECT_TRUE(old.weights->has(std::string("upscaler.") + name + ".weight")) << name;
  }
}

TEST_F(UpscalerNames, OtherNetworksAreRefused) {
  for (const auto& tensors : {std::vector{conv("conv_first", 8, 3)}, std::vector{conv("a", 1, 1)},
                              std::vector{conv("conv_first", 8, 4), conv("conv_last", 3, 8)}}) {
    try {
      open_upscaler(write(tensors));
      ADD_FAILURE() << "was taken";
    } catch (const Error& error) {
      EXPECT_EQ(error.kind(), ErrorKind::input);
      EXPECT_NE(std::string(error.what()).find("is no upscaler"), std::string::npos);
    }
  }
}

}  // namespace
}  // namespace evenlight
