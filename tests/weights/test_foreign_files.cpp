// What is no checkpoint is recognised by its content, whatever it is called, and refused with a
// sentence that says what it is and what to do.
#include <gtest/gtest.h>

#include "engine/weights/model_files.h"
#include "tests/support/safetensors_writer.h"
#include "tests/weights/temporary_folder.h"

namespace evenlight {
namespace {

using test::expect_words;
using test::refusal_of;

class ForeignFiles : public test::FolderTest {
 protected:
  std::string refusal(const std::string& content, OpenFor purpose = OpenFor::inspection) {
    const auto path = folder() / "model.safetensors";
    test::write_file(path, content);
    const std::string message = refusal_of([&] { open_model(path, purpose); });
    EXPECT_TRUE(message.starts_with(path.string() + ": ")) << message;
    return message;
  }
};

TEST_F(ForeignFiles, OtherFormats) {
  const std::string filler(64, '\0');
  const std::vector<std::pair<std::string, std::string>> cases = {
      {"PK\x03\x04" + filler, "zip archive"},
      {"\x80\x02\x8a\x0a" + filler, "pickle"},
      {"\x80\x04\x95" + filler, "pickle"},
      {"GGUF" + filler, "GGUF version 0"},
      {"\x89HDF\r\n\x1a\n" + filler, "HDF5"},
      {"\x89PNG\r\n\x1a\n" + filler, "picture"},
      {"\r\n <!DOCTYPE html><html>", "web page"},
      {"<HTML><body>login</body>", "web page"},
      {"<?xml version=\"1.0\"?><Error>", "XML"},
      {"version https://git-lfs.github.com/spec/v1\noid sha256:0", "git lfs pull"},
      {"{\"error\": \"not found\"}", "JSON"},
      {"{", "JSON"},
      {"hello", "not a safetensors file"},
      {filler, "not a safetensors file"},
  };
  for (const auto& [content, words] : cases) expect_words(refusal(content), {words});
}

// A valid safetensors file is one even if its first bytes look like something else: here the length
// of the header begins as a pickle does.
TEST_F(ForeignFiles, LengthThatLooksLikeAPickle) {
  std::string header = "{}";
  header.resize(0x0280, ' ');
  const auto path = folder() / "model.ckpt";
  test::write_file(path, test::safetensors_bytes_of(header));
  const auto model = open_model(path, OpenFor::inspection);
  ASSERT_TRUE(model->refusal());
  expect_words(worded(*model->refusal()), {"holds no tensors at all"});
}

TEST_F(ForeignFiles, OtherTensors) {
  struct Case {
    const char* tensor;
    Family family;
    const char* words;
  };
  constexpr Case cases[] = {
      {"lora_unet_down_blocks_0_attentions_0_proj_in.lora_up.weight", Family::unknown, "LoRA"},
      {"unet.down_blocks.0.attentions.0.to_q.lora_A.weight", Family::unknown, "LoRA"},
      {"x.hada_w1_a", Family::unknown, "LoHa"},
      {"x.lokr_w1", Family::unknown, "LoKr"},
      {"control_model.input_blocks.0.0.weight", Family::unknown, "ControlNet"},
      {"controlnet_cond_embedding.conv_in.weight", Family::unknown, "ControlNet"},
      {"ip_adapter.1.to_k_ip.weight", Family::unknown, "IP-Adapter"},
      {"emb_params", Family::unknown, "textual-inversion"},
      {"model.double_blocks.0.img_attn.qkv.weight", Family::flux, "Flux"},
      {"model.joint_blocks.0.x.weight", Family::sd3, "Stable Diffusion 3"},
      {"down_blocks.0.resnets.0.time_emb_proj.weight", Family::unknown, "only the UNet"},
      {"input_blocks.0.0.weight", Family::unknown, "only a UNet"},
      {"decoder.conv_in.weight", Family::unknown, "only a VAE"},
      {"first_stage_model.decoder.mid.block_1.conv1.weight", Family::unknown, "only a VAE"},
      {"text_model.embeddings.token_embedding.weight", Family::unknown, "only a text encoder"},
      {"3.conv.0.weight", Family::unknown, "only a TAESD"},
      {"encoder.decoder.layers.0.weight", Family::unknown, "only a TAESD"},
      {"RRDB_trunk.0.weight", Family::unknown, "upscaler"},
      {"transformer.h.0.attn.weight", Family::unknown, "\"transformer.h.0.attn.weight\""},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.tensor);
    const std::string file = test::safetensors_bytes({{c.tensor, "F32", {1}, "1234"}});
    expect_words(refusal(file, OpenFor::rendering), {c.words});
    const auto model = open_model(folder() / "model.safetensors", OpenFor::inspection);
    EXPECT_EQ(model->configs().family, c.family);
  }
}

}  // namespace
}  // namespace evenlight
