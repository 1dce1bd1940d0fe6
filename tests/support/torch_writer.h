// Writes small files as torch.save does, right ones and wrong ones. Independent of engine/weights
// on purpose, as is safetensors_fixture.h.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "tests/support/safetensors_writer.h"

namespace evenlight::test {

// A stored (not compressed) zip archive.
std::string zip_bytes(const std::vector<std::pair<std::string, std::string>>& files);

// Opcodes of protocol 2, to be put together.
namespace pickled {
std::string text(std::string_view text);
std::string whole(std::int64_t value);
std::string name(std::string_view module, std::string_view name);
std::string tuple(const std::vector<std::string>& items);
std::string dictionary(const std::vector<std::pair<std::string, std::string>>& text_items);
// torch.STORAGE of `count` numbers under that key.
std::string storage(std::string_view type, std::string_view key, std::int64_t count);
std::string tensor(const std::string& storage, std::int64_t first,
                   const std::vector<std::int64_t>& shape,
                   const std::vector<std::int64_t>& strides);
std::string called(const std::string& callee, const std::string& arguments);
// A whole pickle.
std::string pickle(const std::string& value);
}  // namespace pickled

// The zip form of a pickle and its storages, whose keys are "0", "1", …
std::string torch_zip_bytes(const std::string& pickle, const std::vector<std::string>& storages);

enum class TorchForm { zip, legacy };

// {"epoch": 12, "callbacks": {a class: {}}, "state_dict": {…}}, as PyTorch Lightning saves it; each
// tensor (F32, F16, BF16, F64, I64) has a storage of its own. Without `nested` the bare tensors.
std::string torch_bytes(const std::vector<TensorToWrite>& tensors, TorchForm form,
                        bool nested = true);

}  // namespace evenlight::test
