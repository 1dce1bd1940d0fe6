#include "engine/weights/torch_storage.h"

#include <algorithm>

#include "engine/base/error.h"
#include "engine/base/quoted.h"

namespace evenlight {
namespace {

constexpr size_t max_rank = 64;  // nobody has so many

struct TypeName {
  std::string_view storage;  // of torch or torch.cuda
  std::string_view type;     // of torch
  std::string_view encoding;
};

constexpr TypeName type_names[] = {
    {"FloatStorage", "float32", "F32"},      {"HalfStorage", "float16", "F16"},
    {"BFloat16Storage", "bfloat16", "BF16"}, {"DoubleStorage", "float64", "F64"},
    {"LongStorage", "int64", "I64"},         {"IntStorage", "int32", "I32"},
    {"ShortStorage", "int16", "I16"},        {"CharStorage", "int8", "I8"},
    {"ByteStorage", "uint8", "U8"},          {"BoolStorage", "bool", "BOOL"},
    {"", "float8_e4m3fn", "F8_E4M3"},        {"", "float8_e5m2", "F8_E5M2"},
};

bool is_torch(std::string_view module) {
  return module == "torch" || module == "torch.cuda" || module == "torch.storage";
}

struct StorageType {
  bool known = false;
  const Encoding* encoding = nullptr;
};

StorageType storage_type(const PickleValue& name) {
  if (name.kind != PickleKind::name || !is_torch(name.module)) return {};
  if (name.text == "UntypedStorage") return {true, nullptr};
  const auto row = std::ranges::find(type_names, name.text, &TypeName::storage);
  if (row == std::end(type_names) || name.text.empty()) return {};
  return {true, find_encoding(row->encoding)};
}

bool is_whole(const PickleValue& value) {
  return value.kind == PickleKind::integer && value.integer >= 0;
}

// (key of the view, first number, how many), or None.
bool take_view(const Pickle& pickle, const PickleValue& view, TorchStorage& storage) {
  if (view.kind == PickleKind::none) return true;
  if (view.kind != PickleKind::tuple || view.items.size() != 3) return false;
  const PickleValue& first = pickle[view.items[1]];
  const PickleValue& count = pickle[view.items[2]];
  if (!is_whole(first) || !is_whole(count)) return false;
  storage.first = uint64_t(first.integer);
  storage.count = uint64_t(count.integer);
  return storage.first <= storage.whole_count &&
         storage.count <= storage.whole_count - storage.first;
}

class TensorReader {
 public:
  TensorReader(const Pickle& pickle, const StoragePlaces& places, const std::string& name,
               const std::string& label)
      : pickle_(pickle), places_(places), name_(name), label_(label) {}

  TensorEntry read(const PickleValue& call) const {
    const PickleValue& arguments = pickle_[call.items[1]];
    if (arguments.items.empty()) malformed();
    const PickleValue& first = pickle_[arguments.items[0]];
    if (is_tensor(pickle_, first)) {  // a parameter of that tensor; no deeper, or it may be endless
      const PickleValue& inner = pickle_[first.items[1]];
      if (inner.items.empty() || is_tensor(pickle_, pickle_[inner.items[0]])) malformed();
      return tensor(inner);
    }
    return tensor(arguments);
  }

 private:
  [[noreturn]] void malformed() const {
    throw Error(ErrorKind::input,
                say<"{0}: the tensor {1} is not put together as PyTorch does it; the file is "
                    "damaged or was made to do harm">(label_, in_quotes(name_)));
  }
  [[noreturn]] void outside() const {
    throw Error(ErrorKind::input,
                say<"{0}: the tensor {1} does not lie within its storage, or that not within the "
                    "file; the file is cut off or damaged, copy or download it again">(
                    label_, in_quotes(name_)));
  }

  int64_t whole(PickleId id) const {
    if (!is_whole(pickle_[id])) malformed();
    return pickle_[id].integer;
  }
  std::vector<int64_t> wholes(PickleId id) const {
    const PickleValue* list = &pickle_[id];
    // torch.Size((…)) of newer versions.
    if (list->kind == PickleKind::call && !pickle_[list->items[1]].items.empty()) {
      list = &pickle_[pickle_[list->items[1]].items[0]];
    }
    if (list->kind != PickleKind::tuple || list->items.size() > max_rank) malformed();
    std::vector<int64_t> numbers;
    for (const PickleId item : list->items) numbers.push_back(whole(item));
    return numbers;
  }

  // (storage, first number, shape, strides, …), and a type where the storage has none.
  TensorEntry tensor(const PickleValue& arguments) const {
    if (arguments.items.size() < 4) malformed();
    const auto storage = torch_storage(pickle_, pickle_[arguments.items[0]]);
    if (!storage) malformed();
    TensorEntry entry;
    entry.name = name_;
    entry.encoding = storage->encoding;
    if (arguments.items.size() >= 7 && pickle_[arguments.items[6]].kind == PickleKind::name) {
      entry.encoding = torch_type(pickle_[arguments.items[6]].text);
    }
    if (!entry.encoding) malformed();
    entry.shape = Shape(wholes(arguments.items[2]));
    entry.strides = wholes(arguments.items[3]);
    if (entry.strides.size() != entry.shape.rank()) malformed();
    place(entry, *storage, uint64_t(whole(arguments.items[1])));
    return entry;
  }

  void place(TensorEntry& entry, const TorchStorage& storage, uint64_t first) const {
    const size_t element = entry.encoding->block_bytes;
    const uint64_t bytes = stored_bytes(storage, element);
    const auto at = places_.find(storage.key);
    uint64_t stored_end = 0;
    if (at == places_.end() ||
        __builtin_mul_overflow(storage.first + storage.count, storage.element(), &stored_end) ||
        stored_end > at->second.size) {
      outside();
    }
    const uint64_t count = bytes / element;
    const uint64_t reach = numbers_reached(entry);
    if (first > count || reach > count - first) outside();
    if (uint64_t(entry.shape.count()) > reach) malformed();  // a number several times
    entry.offset = at->second.offset + storage.first * storage.element() + first * element;
    entry.size = reach * element;
    if (lies_row_by_row(entry)) entry.strides.clear();
  }

  uint64_t stored_bytes(const TorchStorage& storage, size_t element) const {
    uint64_t bytes = 0;
    if (storage.encoding && storage.element() != element) malformed();
    if (__builtin_mul_overflow(storage.count, storage.element(), &bytes)) outside();
    return bytes;
  }

  // From the first number of the tensor to its last; 0 if it has none.
  uint64_t numbers_reached(const TensorEntry& entry) const {
    int64_t count = 1, last = 0;
    bool overflow = false;
    for (size_t i = 0; i < entry.shape.rank(); ++i) {
      if (entry.shape[i] == 0) return 0;
      int64_t step = 0;
      overflow |= __builtin_mul_overflow(count, entry.shape[i], &count);
      overflow |= __builtin_mul_overflow(entry.shape[i] - 1, entry.strides[i], &step);
      overflow |= __builtin_add_overflow(last, step, &last);
    }
    if (overflow || last == INT64_MAX) outside();
    return uint64_t(last) + 1;
  }

  static bool lies_row_by_row(const TensorEntry& entry) {
    int64_t stride = 1;
    for (size_t i = entry.shape.rank(); i-- > 0;) {
      if (entry.shape[i] != 1 && entry.strides[i] != stride) return entry.size == 0;
      stride *= entry.shape[i];
    }
    return true;
  }

  const Pickle& pickle_;
  const StoragePlaces& places_;
  const std::string& name_;
  const std::string& label_;
};

}  // namespace

std::optional<TorchStorage> torch_storage(const Pickle& pickle, const PickleValue& outside) {
  if (outside.kind != PickleKind::outside) return std::nullopt;
  const PickleValue& id = pickle[outside.items[0]];
  if (id.kind != PickleKind::tuple || id.items.size() < 5 || id.items.size() > 6) {
    return std::nullopt;
  }
  const auto part = [&](size_t i) -> const PickleValue& { return pickle[id.items[i]]; };
  const StorageType type = storage_type(part(1));
  if (part(0).text != "storage" || !type.known || part(2).kind != PickleKind::text ||
      !is_whole(part(4))) {
    return std::nullopt;
  }
  TorchStorage storage;
  storage.key = part(2).text;
  storage.encoding = type.encoding;
  storage.count = storage.whole_count = uint64_t(part(4).integer);
  if (id.items.size() == 6 && !take_view(pickle, part(5), storage)) return std::nullopt;
  return storage;
}

const Encoding* torch_type(std::string_view name) {
  const auto row = std::ranges::find(type_names, name, &TypeName::type);
  return row == std::end(type_names) ? nullptr : find_encoding(row->encoding);
}

bool is_tensor(const Pickle& pickle, const PickleValue& value) {
  if (value.kind != PickleKind::call) return false;
  const PickleValue& callee = pickle[value.items[0]];
  return callee.module == "torch._utils" && callee.text.starts_with("_rebuild_");
}

TensorEntry torch_tensor(const Pickle& pickle, const PickleValue& call, const StoragePlaces& places,
                         const std::string& name, const std::string& label) {
  return TensorReader(pickle, places, name, label).read(call);
}

}  // namespace evenlight
