#include "engine/weights/pickle_reader.h"

#include <array>
#include <charconv>
#include <cstring>
#include <unordered_map>

#include "engine/base/error.h"
#include "engine/base/quoted.h"
#include "engine/weights/pickle_calls.h"

namespace evenlight {
namespace {

// A checkpoint of SDXL with its training state has about 10,000 tensors, each of 40 opcodes.
constexpr size_t max_opcodes = 20'000'000;
constexpr size_t max_values = 1'000'000;
constexpr size_t max_stack = 1'000'000;

class PickleReader {
 public:
  PickleReader(std::span<const std::byte> bytes, const std::string& label)
      : bytes_(bytes), label_(label) {}

  Pickle run() {
    for (size_t steps = 0; !stopped_; ++steps) {
      if (steps == max_opcodes) too_large();
      const auto code = std::to_integer<uint8_t>(take(1)[0]);
      const Step step = steps_of()[code];
      if (!step) unknown(code);
      (this->*step)();
      if (stack_.size() + marks_.size() > max_stack || pickle_.values.size() > max_values) {
        too_large();
      }
    }
    pickle_.size = at_;
    return std::move(pickle_);
  }

 private:
  using Step = void (PickleReader::*)();
  using Items = std::vector<PickleId>;

  // ---- what is wrong

  [[noreturn]] void fail(Message problem) const {
    throw Error(ErrorKind::input,
                say<"{0}: its pickle {1}; the file is damaged or was made to do harm">(
                    label_, std::move(problem)));
  }
  [[noreturn]] void too_large() const {
    fail(say<"has more values, or deeper ones, than a checkpoint has">());
  }
  [[noreturn]] void unknown(uint8_t code) const {
    fail(say<"has the opcode {0} at byte {1}, which checkpoints do not use">(code, at_ - 1));
  }
  [[noreturn]] void refuse_call(PickleId callee) const {
    const PickleValue& value = pickle_[callee];
    if (value.kind != PickleKind::name) fail(say<"calls something that has no name">());
    throw Error(ErrorKind::input,
                say<"{0}: its pickle would have a program call {1}, which makes no tensor; nothing "
                    "was called. Use the model's .safetensors file, or do not use it at all">(
                    label_, in_quotes(full_name(callee))));
  }
  std::string full_name(PickleId id) const {
    return std::string(pickle_[id].module) + "." + std::string(pickle_[id].text);
  }

  // ---- bytes

  std::span<const std::byte> take(uint64_t size) {
    if (size > bytes_.size() - at_) fail(say<"is cut off">());
    at_ += size;
    return bytes_.subspan(at_ - size, size);
  }
  std::string_view take_text(uint64_t size) {
    const auto text = take(size);
    return {reinterpret_cast<const char*>(text.data()), text.size()};
  }
  std::string_view take_line() {
    const std::string_view rest(reinterpret_cast<const char*>(bytes_.data()) + at_,
                                bytes_.size() - at_);
    const size_t end = rest.find('\n');
    if (end == std::string_view::npos) fail(say<"is cut off">());
    at_ += end + 1;
    return rest.substr(0, end);
  }
  template <class Number>
  Number number() {
    Number value;
    std::memcpy(&value, take(sizeof value).data(), sizeof value);
    return value;
  }

  // ---- stack and memo

  PickleId add(PickleValue value) {
    pickle_.values.push_back(std::move(value));
    return PickleId(pickle_.values.size() - 1);
  }
  void push(PickleValue value) { stack_.push_back(add(std::move(value))); }
  void push_text(PickleKind kind, std::string_view text) { push({.kind = kind, .text = text}); }
  void push_whole(int64_t value) { push({.kind = PickleKind::integer, .integer = value}); }
  PickleId pop() {
    // Nothing below the last mark.
    if (stack_.size() <= (marks_.empty() ? 0 : marks_.back())) {
      fail(say<"takes a value from where there is none">());
    }
    const PickleId id = stack_.back();
    stack_.pop_back();
    return id;
  }
  PickleId top() {
    const PickleId id = pop();
    stack_.push_back(id);
    return id;
  }
  // What lies above the last mark.
  Items pop_to_mark() {
    if (marks_.empty()) fail(say<"ends a list that never began">());
    const auto first = stack_.begin() + ptrdiff_t(marks_.back());
    Items items(first, stack_.end());
    stack_.erase(first, stack_.end());
    marks_.pop_back();
    return items;
  }
  void push_items(PickleKind kind, Items items) { push({.kind = kind, .items = std::move(items)}); }
  void remember(uint64_t index) { memo_[index] = top(); }
  void recall(uint64_t index) {
    const auto found = memo_.find(index);
    if (found == memo_.end()) fail(say<"asks for the value {0}, which it never kept">(index));
    stack_.push_back(found->second);
  }
  uint64_t line_index() {
    const std::string_view line = take_line();
    uint64_t index = 0;
    const auto [end, error] = std::from_chars(line.data(), line.data() + line.size(), index);
    if (error != std::errc() || end != line.data() + line.size()) {
      fail(say<"has a number that is none">());
    }
    return index;
  }

  // ---- opcodes

  void protocol() {
    const auto version = number<uint8_t>();
    if (version > 5) fail(say<"is of the version {0}; 2 to 5 can be read">(version));
  }
  void frame() { take(8); }
  void stop() {
    pickle_.root = pop();
    stopped_ = true;
  }
  void mark() { marks_.push_back(stack_.size()); }
  void discard() {
    const bool at_mark = !marks_.empty() && stack_.size() == marks_.back();
    if (at_mark) {
      marks_.pop_back();
    } else {
      pop();
    }
  }
  void discard_to_mark() { pop_to_mark(); }
  void duplicate() { stack_.push_back(top()); }

  void none() { push({}); }
  void yes() { push({.kind = PickleKind::boolean, .integer = 1}); }
  void no() { push({.kind = PickleKind::boolean}); }
  template <class Number>
  void whole() {
    push_whole(number<Number>());
  }
  // Highest bytes that say nothing but the sign, which the one below says too.
  static std::string_view without_sign_bytes(std::string_view digits) {
    const auto is_spare = [](unsigned char high, unsigned char below) {
      return below < 0x80 ? high == 0 : high == 0xff;
    };
    while (digits.size() > 1 && is_spare(digits.back(), digits[digits.size() - 2])) {
      digits.remove_suffix(1);
    }
    return digits;
  }
  template <class Length>
  void long_whole() {
    const std::string_view digits = without_sign_bytes(take_text(number<Length>()));
    if (digits.size() > 8) return push_text(PickleKind::large_integer, digits);
    int64_t value = 0;
    std::memcpy(&value, digits.data(), digits.size());
    const unsigned unused = 64 - 8 * unsigned(digits.size());
    // The highest bit that is there is the sign.
    push_whole(digits.empty() ? 0 : int64_t(uint64_t(value) << unused) >> unused);
  }
  void real() {
    take(8);
    push({.kind = PickleKind::real});
  }
  template <class Length>
  void text() {
    push_text(PickleKind::text, take_text(number<Length>()));
  }
  template <class Length>
  void binary() {
    push_text(PickleKind::bytes, take_text(number<Length>()));
  }

  void empty_list() { push_items(PickleKind::list, {}); }
  void empty_dictionary() { push_items(PickleKind::dictionary, {}); }
  void empty_tuple() { push_items(PickleKind::tuple, {}); }
  void marked_list() { push_items(PickleKind::list, pop_to_mark()); }
  void marked_tuple() { push_items(PickleKind::tuple, pop_to_mark()); }
  void marked_dictionary() {
    Items items = pop_to_mark();
    require_pairs(items);
    push_items(PickleKind::dictionary, std::move(items));
  }
  template <size_t count>
  void short_tuple() {
    Items items(count);
    for (size_t i = count; i-- > 0;) items[i] = pop();
    push_items(PickleKind::tuple, std::move(items));
  }
  void require_pairs(const Items& items) const {
    if (items.size() % 2 != 0) fail(say<"has a key without a value">());
  }
  void extend(PickleKind kind, const Items& more) {
    PickleValue& value = pickle_.values[top()];
    if (value.kind != kind) fail(say<"adds to what is no list or dictionary">());
    value.items.insert(value.items.end(), more.begin(), more.end());
  }
  void append() {
    const PickleId item = pop();
    extend(PickleKind::list, {item});
  }
  void append_marked() {
    const Items items = pop_to_mark();
    extend(PickleKind::list, items);
  }
  void set_item() {
    const PickleId value = pop(), key = pop();
    extend(PickleKind::dictionary, {key, value});
  }
  void set_marked() {
    const Items items = pop_to_mark();
    require_pairs(items);
    extend(PickleKind::dictionary, items);
  }

  template <class Index>
  void put() {
    remember(number<Index>());
  }
  template <class Index>
  void get() {
    recall(number<Index>());
  }
  void put_line() { remember(line_index()); }
  void get_line() { recall(line_index()); }
  void put_next() { remember(memo_.size()); }

  void name_lines() {
    const std::string_view module = take_line(), name = take_line();
    push({.kind = PickleKind::name, .text = name, .module = module});
  }
  void name_from_stack() {
    const PickleId name = pop(), module = pop();
    if (pickle_[name].kind != PickleKind::text || pickle_[module].kind != PickleKind::text) {
      fail(say<"has a name that is no text">());
    }
    push({.kind = PickleKind::name, .text = pickle_[name].text, .module = pickle_[module].text});
  }
  void outside_value() {
    const PickleId id = pop();
    push_items(PickleKind::outside, {id});
  }
  void outside_line() {
    const PickleId id = add({.kind = PickleKind::text, .text = take_line()});
    push_items(PickleKind::outside, {id});
  }

  void call() {
    const PickleId arguments = pop(), callee = pop();
    push_call(callee, arguments);
  }
  void call_with_keywords() {
    pop();
    call();
  }
  void call_marked() {  // INST: the name stands in the pickle
    const Items arguments = pop_to_mark();
    name_lines();
    const PickleId callee = pop();
    push_call(callee, add({.kind = PickleKind::tuple, .items = arguments}));
  }
  void call_first_marked() {  // OBJ: the first value is called
    Items arguments = pop_to_mark();
    if (arguments.empty()) fail(say<"calls nothing">());
    const PickleId callee = arguments.front();
    arguments.erase(arguments.begin());
    push_call(callee, add({.kind = PickleKind::tuple, .items = std::move(arguments)}));
  }
  void push_call(PickleId callee, PickleId arguments) {
    const PickleValue& name = pickle_[callee];
    const PickleCall comes_to =
        name.kind == PickleKind::name ? pickle_call(name.module, name.text) : PickleCall::refused;
    if (comes_to == PickleCall::refused) refuse_call(callee);
    if (comes_to == PickleCall::value) return push_items(PickleKind::call, {callee, arguments});
    if (comes_to == PickleCall::list) return push_items(PickleKind::list, {});
    push({.kind = PickleKind::dictionary, .has_state = true, .items = pairs_in(arguments)});
  }
  // OrderedDict([(key, value), …]), as Python 2 writes it.
  Items pairs_in(PickleId arguments) {
    Items pairs;
    for (const PickleId list : pickle_[arguments].items) {
      if (pickle_[list].kind != PickleKind::list) continue;
      count_copies(pickle_[list].items.size());
      for (const PickleId pair : pickle_[list].items) {
        const Items& two = pickle_[pair].items;
        if (two.size() != 2) fail(say<"has a key without a value">());
        pairs.insert(pairs.end(), two.begin(), two.end());
      }
    }
    return pairs;
  }
  // Attributes of an object: a container gets them as further keys, any other value ignores them.
  void set_state() {
    const PickleId state = pop(), target = top();
    const PickleKind kind = pickle_[target].kind;
    if (kind == PickleKind::name) {
      fail(say<"sets attributes of the function or class {0}">(in_quotes(full_name(target))));
    }
    if (kind == PickleKind::call) return;
    if (!pickle_[target].has_state) fail(say<"sets attributes of what has none">());
    if (pickle_[state].kind != PickleKind::dictionary || state == target) return;
    const Items more = pickle_[state].items;
    Items& items = pickle_.values[target].items;
    items.insert(items.end(), more.begin(), more.end());
    count_copies(more.size());
  }
  // Of values that one opcode copies: repeated, it would fill the memory.
  void count_copies(size_t more) {
    copied_ += more;
    if (copied_ > max_values) too_large();
  }

  static const std::array<Step, 256>& steps_of();

  std::span<const std::byte> bytes_;
  const std::string& label_;
  size_t at_ = 0;
  size_t copied_ = 0;
  bool stopped_ = false;
  Pickle pickle_;
  Items stack_;
  std::vector<size_t> marks_;  // heights of the stack
  std::unordered_map<uint64_t, PickleId> memo_;
};

const std::array<PickleReader::Step, 256>& PickleReader::steps_of() {
  using R = PickleReader;
  struct Row {
    uint8_t code;
    Step step;
  };
  static constexpr Row rows[] = {
      {0x80, &R::protocol},
      {0x95, &R::frame},
      {'.', &R::stop},
      {'(', &R::mark},
      {'0', &R::discard},
      {'1', &R::discard_to_mark},
      {'2', &R::duplicate},
      {'N', &R::none},
      {0x88, &R::yes},
      {0x89, &R::no},
      {'J', &R::whole<int32_t>},
      {'K', &R::whole<uint8_t>},
      {'M', &R::whole<uint16_t>},
      {0x8a, &R::long_whole<uint8_t>},
      {0x8b, &R::long_whole<uint32_t>},
      {'G', &R::real},
      {'X', &R::text<uint32_t>},
      {0x8c, &R::text<uint8_t>},
      {0x8d, &R::text<uint64_t>},
      {'T', &R::text<uint32_t>},
      {'U', &R::text<uint8_t>},
      {'B', &R::binary<uint32_t>},
      {'C', &R::binary<uint8_t>},
      {0x8e, &R::binary<uint64_t>},
      {0x96, &R::binary<uint64_t>},
      {']', &R::empty_list},
      {'}', &R::empty_dictionary},
      {')', &R::empty_tuple},
      {0x8f, &R::empty_list},
      {'l', &R::marked_list},
      {0x91, &R::marked_list},
      {'t', &R::marked_tuple},
      {'d', &R::marked_dictionary},
      {0x85, &R::short_tuple<1>},
      {0x86, &R::short_tuple<2>},
      {0x87, &R::short_tuple<3>},
      {'a', &R::append},
      {'e', &R::append_marked},
      {0x90, &R::append_marked},
      {'s', &R::set_item},
      {'u', &R::set_marked},
      {'q', &R::put<uint8_t>},
      {'r', &R::put<uint32_t>},
      {'p', &R::put_line},
      {0x94, &R::put_next},
      {'h', &R::get<uint8_t>},
      {'j', &R::get<uint32_t>},
      {'g', &R::get_line},
      {'c', &R::name_lines},
      {0x93, &R::name_from_stack},
      {'Q', &R::outside_value},
      {'P', &R::outside_line},
      {'R', &R::call},
      {0x81, &R::call},
      {0x92, &R::call_with_keywords},
      {'i', &R::call_marked},
      {'o', &R::call_first_marked},
      {'b', &R::set_state},
  };
  static const std::array<Step, 256> table = [] {
    std::array<Step, 256> steps{};
    for (const Row& row : rows) steps[row.code] = row.step;
    return steps;
  }();
  return table;
}

}  // namespace

const PickleValue* Pickle::find(const PickleValue& dictionary, std::string_view key) const {
  if (dictionary.kind != PickleKind::dictionary) return nullptr;
  for (size_t i = dictionary.items.size(); i >= 2; i -= 2) {
    const PickleValue& one = values[dictionary.items[i - 2]];
    if (one.kind == PickleKind::text && one.text == key) return &values[dictionary.items[i - 1]];
  }
  return nullptr;
}

Pickle read_pickle(std::span<const std::byte> bytes, const std::string& label) {
  return PickleReader(bytes, label).run();
}

}  // namespace evenlight
