// Reads a Python pickle as data. Nothing is called and nothing is made but plain values: what a
// pickle wants called is a value of the kind `call` if the list in pickle_calls.h has it, which
// whoever reads it may understand, and else the pickle is refused by that name.
// (Opcodes: python/cpython:Lib/pickletools.py.)
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace evenlight {

enum class PickleKind : uint8_t {
  none,
  boolean,
  integer,
  large_integer,  // `text` has its bytes, the lowest first
  real,
  text,
  bytes,
  tuple,
  list,        // sets too
  dictionary,  // items: key, value, key, value, …
  name,        // of a module's function or class, "torch.HalfStorage" as `module` and `text`
  call,        // items: what is called, its arguments
  outside,     // items: one, what a program would find by it (persistent id)
};

using PickleId = uint32_t;

struct PickleValue {
  PickleKind kind = PickleKind::none;
  bool has_state = false;      // a dictionary that is a class's: it may be given attributes
  int64_t integer = 0;         // integer, boolean
  std::string_view text = {};  // as written in the pickle, which must outlive it
  std::string_view module = {};
  std::vector<PickleId> items = {};
};

struct Pickle {
  std::vector<PickleValue> values;
  PickleId root = 0;
  size_t size = 0;  // bytes of the pickle, to the end of its last opcode

  const PickleValue& operator[](PickleId id) const { return values[id]; }
  // The last value of that key; null if there is none, or it is no dictionary.
  const PickleValue* find(const PickleValue& dictionary, std::string_view key) const;
};

// The pickle at the beginning of `bytes`, which may go on behind it. `label` (its file's path) is
// only for the messages. Throws Error(input): it is malformed, cut off, larger than any
// checkpoint's (opcodes, values), or would have a program call something: that is told by name.
Pickle read_pickle(std::span<const std::byte> bytes, const std::string& label);

}  // namespace evenlight
