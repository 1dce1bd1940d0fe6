#include "tests/support/torch_writer.h"

#include <map>
#include <stdexcept>

namespace evenlight::test {
namespace {

template <class Number>
std::string little(Number value) {
  std::string bytes;
  for (size_t i = 0; i < sizeof(Number); ++i) {
    bytes += static_cast<char>(static_cast<std::uint64_t>(value) >> (8 * i));
  }
  return bytes;
}

std::string u16(size_t value) {
  return little(static_cast<std::uint16_t>(value));
}
std::string u32(size_t value) {
  return little(static_cast<std::uint32_t>(value));
}

struct Type {
  const char* storage;
  std::int64_t bytes;
};

const Type& type_of(const TensorToWrite& tensor) {
  static const std::map<std::string, Type> types = {{"F32", {"FloatStorage", 4}},
                                                    {"F16", {"HalfStorage", 2}},
                                                    {"BF16", {"BFloat16Storage", 2}},
                                                    {"F64", {"DoubleStorage", 8}},
                                                    {"I64", {"LongStorage", 8}}};
  return types.at(tensor.dtype);
}

std::vector<std::int64_t> row_strides(const std::vector<std::int64_t>& shape) {
  std::vector<std::int64_t> strides(shape.size(), 1);
  for (size_t i = shape.size(); i-- > 1;) strides[i - 1] = strides[i] * shape[i];
  return strides;
}

}  // namespace

std::string zip_bytes(const std::vector<std::pair<std::string, std::string>>& files) {
  std::string archive, directory;
  for (const auto& [name, content] : files) {
    const std::string sizes = u32(content.size()) + u32(content.size());
    const std::string shared = u16(0) + u16(0) + u32(0) + u32(0) + sizes + u16(name.size());
    directory += "PK\x01\x02" + u16(20) + u16(20) + shared + u16(0) + u16(0) + u16(0) + u16(0) +
                 u32(0) + u32(archive.size()) + name;
    archive += "PK\x03\x04" + u16(20) + shared + u16(0) + name + content;
  }
  return archive + directory + "PK\x05\x06" + u16(0) + u16(0) + u16(files.size()) +
         u16(files.size()) + u32(directory.size()) + u32(archive.size()) + u16(0);
}

namespace pickled {

std::string text(std::string_view text) {
  return "X" + u32(text.size()) + std::string(text);
}

std::string whole(std::int64_t value) {
  return "\x8a\x08" + little(value);
}

std::string name(std::string_view module, std::string_view name) {
  return "c" + std::string(module) + "\n" + std::string(name) + "\n";
}

std::string tuple(const std::vector<std::string>& items) {
  std::string bytes = "(";
  for (const std::string& item : items) bytes += item;
  return bytes + "t";
}

std::string dictionary(const std::vector<std::pair<std::string, std::string>>& text_items) {
  std::string bytes = "}(";
  for (const auto& [key, value] : text_items) bytes += text(key) + value;
  return bytes + "u";
}

std::string storage(std::string_view type, std::string_view key, std::int64_t count) {
  return tuple({text("storage"), name("torch", type), text(key), text("cpu"), whole(count)}) + "Q";
}

std::string tensor(const std::string& storage, std::int64_t first,
                   const std::vector<std::int64_t>& shape,
                   const std::vector<std::int64_t>& strides) {
  std::vector<std::string> sizes, steps;
  for (const std::int64_t extent : shape) sizes.push_back(whole(extent));
  for (const std::int64_t stride : strides) steps.push_back(whole(stride));
  const std::string hooks = called(name("collections", "OrderedDict"), ")");
  return called(name("torch._utils", "_rebuild_tensor_v2"),
                tuple({storage, whole(first), tuple(sizes), tuple(steps), "\x89", hooks}));
}

std::string called(const std::string& callee, const std::string& arguments) {
  return callee + arguments + "R";
}

std::string pickle(const std::string& value) {
  return "\x80\x02" + value + ".";
}

}  // namespace pickled

std::string torch_zip_bytes(const std::string& pickle, const std::vector<std::string>& storages) {
  std::vector<std::pair<std::string, std::string>> files = {{"archive/data.pkl", pickle},
                                                            {"archive/byteorder", "little"}};
  for (size_t i = 0; i < storages.size(); ++i) {
    files.emplace_back("archive/data/" + std::to_string(i), storages[i]);
  }
  files.emplace_back("archive/version", "3\n");
  return zip_bytes(files);
}

std::string torch_bytes(const std::vector<TensorToWrite>& tensors, TorchForm form, bool nested) {
  using namespace pickled;
  std::vector<std::pair<std::string, std::string>> items;
  std::vector<std::string> storages;
  std::string keys, numbers;
  for (const TensorToWrite& tensor : tensors) {
    const Type& type = type_of(tensor);
    const std::string key = std::to_string(storages.size());
    const auto count = static_cast<std::int64_t>(tensor.bytes.size()) / type.bytes;
    std::string id = storage(type.storage, key, count);
    if (form == TorchForm::legacy) id.insert(id.size() - 2, "N");  // it is no view
    items.emplace_back(tensor.name,
                       pickled::tensor(id, 0, tensor.shape, row_strides(tensor.shape)));
    keys += text(key);
    numbers += little(count) + tensor.bytes;
    storages.push_back(tensor.bytes);
  }
  std::string object = dictionary(items);
  if (nested) {
    const std::string callbacks = "}" + name("pytorch_lightning", "ModelCheckpoint") + "}s";
    object = dictionary({{"epoch", whole(12)}, {"callbacks", callbacks}, {"state_dict", object}});
  }
  if (form == TorchForm::zip) return torch_zip_bytes(pickle(object), storages);
  return pickle("\x8a\x0a\x6c\xfc\x9c\x46\xf9\x20\x6a\xa8\x50\x19") + pickle(whole(1001)) +
         pickle(dictionary({{"little_endian", "\x88"}})) + pickle(object) +
         pickle("](" + keys + "e") + numbers;
}

}  // namespace evenlight::test
