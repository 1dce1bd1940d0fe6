// A small model and LoRA files for it, made of numbers that a test can compute again.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "engine/lora/weights_with_loras.h"
#include "tests/support/safetensors_writer.h"
#include "tests/weights/temporary_folder.h"

namespace evenlight::test {

// Small numbers of both signs that depend on the name alone.
std::vector<float> numbers(const std::string& name, size_t count);

TensorToWrite f32_tensor(const std::string& name, const std::vector<int64_t>& shape);
TensorToWrite f32_tensor(const std::string& name, const std::vector<int64_t>& shape,
                         const std::vector<float>& values);

class LoraTest : public FolderTest {
 protected:
  LoraTest();

  std::filesystem::path write(const std::vector<TensorToWrite>& tensors,
                              const std::string& name = "x.safetensors");
  std::shared_ptr<const LoraFile> file(const std::vector<TensorToWrite>& tensors) {
    return std::make_shared<const LoraFile>(write(tensors));
  }
  // A weight as the model has it, and with the LoRA.
  std::vector<float> plain(const std::string& weight) const;
  std::vector<float> changed(const std::string& weight, const AppliedLoras& loras) const;
  const ModelWeights& model() const { return *model_; }
  Shape shape(const std::string& weight) const { return model_->index().at(weight).shape; }

 private:
  std::unique_ptr<ModelWeights> model_;
};

}  // namespace evenlight::test
