// Where the numbers of a PyTorch file's tensors lie.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <span>
#include <string>

#include "engine/weights/pickle_reader.h"
#include "engine/weights/tensor_table.h"

namespace evenlight {

// A storage as a pickle names it; several tensors may share one.
struct TorchStorage {
  std::string key;
  const Encoding* encoding = nullptr;  // null: bytes, of which a tensor says the type itself
  uint64_t count = 0;                  // numbers, or bytes
  // Where it is a part of the stored one ("view"), in numbers; only in old files.
  uint64_t first = 0;
  uint64_t whole_count = 0;  // of the stored one

  size_t element() const { return encoding ? encoding->block_bytes : 1; }
};

// By the storage's key: a place in the file.
struct StoragePlace {
  size_t offset = 0;
  size_t size = 0;  // bytes
};
using StoragePlaces = std::map<std::string, StoragePlace, std::less<>>;

// ("storage", torch.HalfStorage, "0", "cpu", 2304), and in old files a view behind it. Nothing if
// the value is something else, or of a type that no tensor can have.
std::optional<TorchStorage> torch_storage(const Pickle& pickle, const PickleValue& outside);

// torch.float16, as newer tensors name their type. Null if the name is none.
const Encoding* torch_type(std::string_view name);

// The call of torch._utils._rebuild_tensor…; nothing if it is another call.
bool is_tensor(const Pickle& pickle, const PickleValue& value);

// Where that tensor lies. Throws Error(input) "LABEL: tensor NAME …": it is malformed, or lies
// outside its storage or the file.
TensorEntry torch_tensor(const Pickle& pickle, const PickleValue& call, const StoragePlaces& places,
                         const std::string& name, const std::string& label);

}  // namespace evenlight
