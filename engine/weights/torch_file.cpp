#include "engine/weights/torch_file.h"

#include <algorithm>
#include <cstring>
#include <set>

#include "engine/base/error.h"
#include "engine/base/quoted.h"
#include "engine/weights/pickle_reader.h"
#include "engine/weights/torch_storage.h"
#include "engine/weights/zip_archive.h"

namespace evenlight {
namespace {

constexpr int max_depth = 8;                // of dictionaries that tensors stand in
constexpr size_t max_metadata_text = 1000;  // bytes; longer texts are no settings

[[noreturn]] void damaged(const std::string& label) {
  throw Error(ErrorKind::input,
              say<"{0}: is not put together as PyTorch does it; the file is cut off or damaged, "
                  "copy or download it again">(label));
}

[[noreturn]] void refuse_big_endian(const std::string& label) {
  throw Error(ErrorKind::input,
              say<"{0}: was written on a big-endian machine, whose numbers are not read; save it "
                  "again on another">(label));
}

// The tensors of dictionaries in dictionaries, by their keys joined with dots.
class Collector {
 public:
  Collector(const Pickle& pickle, const StoragePlaces& places, const std::string& label)
      : pickle_(pickle), places_(places), label_(label) {}

  TensorTable run() {
    const PickleValue* root = &pickle_[pickle_.root];
    for (int depth = 0; depth < max_depth; ++depth) {
      add_metadata(*root);
      const PickleValue* inner = pickle_.find(*root, "state_dict");
      if (!inner || inner->kind != PickleKind::dictionary) break;
      root = inner;
    }
    collect(*root, "", 0);
    std::ranges::sort(table_.tensors, {}, &TensorEntry::name);
    const auto twice = std::ranges::adjacent_find(table_.tensors, {}, &TensorEntry::name);
    if (twice != table_.tensors.end()) {
      throw Error(ErrorKind::input,
                  say<"{0}: it has the tensor {1} twice; the file is damaged or was made to do "
                      "harm">(label_, in_quotes(twice->name)));
    }
    if (table_.tensors.empty()) {
      throw Error(ErrorKind::input,
                  say<"{0}: is a Python pickle without any tensors; give a model's file">(label_));
    }
    return std::move(table_);
  }

 private:
  void add_metadata(const PickleValue& dictionary) {
    if (dictionary.kind != PickleKind::dictionary) return;
    for (size_t i = 0; i + 1 < dictionary.items.size(); i += 2) {
      const PickleValue& key = pickle_[dictionary.items[i]];
      const PickleValue& value = pickle_[dictionary.items[i + 1]];
      if (key.kind != PickleKind::text || value.text.size() > max_metadata_text) continue;
      if (value.kind == PickleKind::text) table_.metadata[std::string(key.text)] = value.text;
      if (value.kind == PickleKind::integer) {
        table_.metadata[std::string(key.text)] = std::to_string(value.integer);
      }
    }
  }

  void collect(const PickleValue& dictionary, const std::string& prefix, int depth) {
    if (dictionary.kind != PickleKind::dictionary || depth > max_depth) return;
    if (!seen_.insert(&dictionary).second) return;  // it holds itself, or stands in many places
    for (size_t i = 0; i + 1 < dictionary.items.size(); i += 2) {
      const PickleValue& key = pickle_[dictionary.items[i]];
      const PickleValue& value = pickle_[dictionary.items[i + 1]];
      if (key.kind != PickleKind::text) continue;
      const std::string name = prefix + std::string(key.text);
      if (is_tensor(pickle_, value)) {
        table_.tensors.push_back(torch_tensor(pickle_, value, places_, name, label_));
      } else {
        collect(value, name + ".", depth + 1);
      }
    }
  }

  const Pickle& pickle_;
  const StoragePlaces& places_;
  const std::string& label_;
  TensorTable table_;
  std::set<const PickleValue*> seen_;
};

std::span<const std::byte> bytes_of(std::span<const std::byte> file, const ZipMember& member) {
  return file.subspan(member.offset, member.size);
}

// ANYTHING/data.pkl and, beside it, data/KEY for each storage.
TensorTable parse_zip(std::span<const std::byte> file, const std::string& label) {
  const ZipMembers members = list_zip_members(file, label);
  constexpr std::string_view pickle_name = "/data.pkl";
  const auto at = std::ranges::find_if(
      members, [&](const auto& member) { return member.first.ends_with(pickle_name); });
  if (at == members.end()) {
    throw Error(ErrorKind::input,
                say<"{0}: is a zip archive that PyTorch did not write; unpack it if it is an "
                    "archive of models">(label));
  }
  const std::string folder = at->first.substr(0, at->first.size() - pickle_name.size() + 1);
  const auto order = members.find(folder + "byteorder");
  if (order != members.end()) {
    const auto text = bytes_of(file, order->second);
    if (text.empty() || text[0] != std::byte{'l'}) refuse_big_endian(label);
  }
  if (members.contains(folder + "constants.pkl")) {
    throw Error(
        ErrorKind::input,
        say<"{0}: is a TorchScript program, which is code; give the model's weights">(label));
  }
  StoragePlaces places;
  const std::string storages = folder + "data/";
  for (const auto& [name, member] : members) {
    if (name.starts_with(storages)) {
      places[name.substr(storages.size())] = {member.offset, member.size};
    }
  }
  const Pickle pickle = read_pickle(bytes_of(file, at->second), label);
  return Collector(pickle, places, label).run();
}

// pytorch:torch/serialization.py, _legacy_save: a magic number, the protocol, the machine, the
// object, the keys of its storages, and for each of them how many numbers and the numbers.
class LegacyReader {
 public:
  LegacyReader(std::span<const std::byte> file, const std::string& label)
      : file_(file), label_(label) {}

  TensorTable run() {
    const Pickle magic = next();
    const PickleValue& number = magic[magic.root];
    // 0x1950a86a20f9469cfc6c
    if (number.kind != PickleKind::large_integer ||
        number.text != "\x6c\xfc\x9c\x46\xf9\x20\x6a\xa8\x50\x19") {
      throw Error(
          ErrorKind::input,
          say<"{0}: is a Python pickle that PyTorch did not write; give a model's file">(label_));
    }
    next();
    const Pickle machine = next();
    const PickleValue* little = machine.find(machine[machine.root], "little_endian");
    if (little && little->integer == 0) refuse_big_endian(label_);
    const Pickle object = next();
    const Pickle keys = next();
    const StoragePlaces places = places_of(object, keys);
    return Collector(object, places, label_).run();
  }

 private:
  Pickle next() {
    Pickle pickle = read_pickle(file_.subspan(at_), label_);
    at_ += pickle.size;
    return pickle;
  }

  StoragePlaces places_of(const Pickle& object, const Pickle& keys) {
    std::map<std::string, TorchStorage, std::less<>> storages;
    for (const PickleValue& value : object.values) {
      if (const auto storage = torch_storage(object, value)) storages[storage->key] = *storage;
    }
    StoragePlaces places;
    for (const PickleId id : keys[keys.root].items) {
      const auto storage = storages.find(keys[id].text);
      if (storage == storages.end()) damaged(label_);
      places[storage->first] = next_place(storage->second);
    }
    return places;
  }

  StoragePlace next_place(const TorchStorage& storage) {
    uint64_t count = 0, size = 0;
    if (file_.size() - at_ < sizeof count) damaged(label_);
    std::memcpy(&count, file_.data() + at_, sizeof count);
    at_ += sizeof count;
    const bool overflow = __builtin_mul_overflow(count, storage.element(), &size);
    if (overflow || count != storage.whole_count || size > file_.size() - at_) damaged(label_);
    const StoragePlace place{at_, size};
    at_ += size;
    return place;
  }

  std::span<const std::byte> file_;
  const std::string& label_;
  size_t at_ = 0;
};

}  // namespace

TensorTable parse_torch_file(std::span<const std::byte> file, const std::string& label) {
  const bool zipped = file.size() > 2 && file[0] == std::byte{'P'} && file[1] == std::byte{'K'};
  return zipped ? parse_zip(file, label) : LegacyReader(file, label).run();
}

}  // namespace evenlight
