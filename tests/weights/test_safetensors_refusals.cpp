// Files that break a rule of the format: each is refused with one sentence that names the file and
// what is wrong. The rules are those of safetensors:safetensors/src/tensor.rs and
// docs/safetensors.schema.json.
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <string>
#include <vector>

#include "engine/weights/safetensors.h"
#include "tests/support/safetensors_writer.h"
#include "tests/weights/temporary_folder.h"

namespace evenlight {
namespace {

using test::eight_bytes;
using test::expect_words;
using test::refusal_of;
using test::safetensors_bytes;
using test::safetensors_bytes_of;

std::string refusal(const std::string& bytes) {
  return refusal_of([&] { parse_safetensors(std::as_bytes(std::span(bytes)), "dir/a.st"); });
}

struct Case {
  const char* what;
  std::string bytes;
  std::vector<std::string> words;  // of the message
};

void expect_refusals(const std::vector<Case>& cases) {
  for (const Case& c : cases) {
    SCOPED_TRACE(c.what);
    const std::string message = refusal(c.bytes);
    EXPECT_TRUE(message.starts_with("dir/a.st: ")) << message;
    expect_words(message, c.words);
  }
}

// A header of one tensor "t" with these fields, and four bytes of data.
std::string with_fields(const std::string& fields, const std::string& data = "1234") {
  return safetensors_bytes_of("{\"t\":{" + fields + "}}", data);
}

constexpr char good[] = R"("dtype":"F32","shape":[1],"data_offsets":[0,4])";

TEST(SafetensorsRefusals, LengthOfTheHeader) {
  expect_refusals({
      {"nothing", "", {"is not a safetensors file"}},
      {"below eight bytes", "1234567", {"is not a safetensors file"}},
      {"no header at all", eight_bytes(0), {"is not a safetensors file"}},
      {"a length of one", eight_bytes(1) + "{", {"is not a safetensors file"}},
      {"only a length", eight_bytes(2), {"cut off", "2 bytes", "0 follow"}},
      {"longer than the file", eight_bytes(100) + "{}", {"cut off", "100 bytes", "2 follow"}},
      {"one byte short", eight_bytes(3) + "{}", {"cut off", "3 bytes"}},
      {"above the limit", eight_bytes(100'000'001) + "{}", {"100000001", "100000000"}},
      {"overflow with 8", eight_bytes(UINT64_MAX) + "{}", {"18446744073709551615"}},
      {"overflow to 1", eight_bytes(UINT64_MAX - 6) + "{}", {"18446744073709551609"}},
      {"sign bit", eight_bytes(uint64_t{1} << 63) + "{}", {"9223372036854775808"}},
  });
}

TEST(SafetensorsRefusals, HeaderIsNoJson) {
  const std::string start = R"({"t":{)";
  expect_refusals({
      {"begins with a space", safetensors_bytes_of(" {}"), {"is not a safetensors file"}},
      {"a list", safetensors_bytes_of("[]"), {"is not a safetensors file"}},
      {"cut off inside", safetensors_bytes_of(start + good), {"not valid UTF-8 JSON", "byte 5"}},
      {"text after the end", safetensors_bytes_of("{} x"), {"not valid UTF-8 JSON"}},
      {"two objects", safetensors_bytes_of("{}{}"), {"not valid UTF-8 JSON"}},
      {"a comment", safetensors_bytes_of("{/**/}"), {"not valid UTF-8 JSON"}},
      {"trailing comma", with_fields(std::string(good) + ","), {"not valid UTF-8 JSON"}},
      {"NaN", with_fields(R"("shape":[NaN])"), {"not valid UTF-8 JSON"}},
      {"not UTF-8", safetensors_bytes_of("{\"\xff\":1}"), {"not valid UTF-8 JSON"}},
      {"surrogate in UTF-8", safetensors_bytes_of("{\"\xed\xa0\x80\":1}"), {"UTF-8"}},
      {"overlong slash", safetensors_bytes_of("{\"\xc0\xaf\":1}"), {"UTF-8"}},
      {"lone surrogate", safetensors_bytes_of(R"({"\ud800":1})"), {"UTF-8"}},
      {"zero byte at the end", safetensors_bytes_of({"{}\0", 3}), {"zero byte"}},
      {"zero byte inside", safetensors_bytes_of({"{\"a\0b\":1}", 9}), {"zero byte"}},
      {"deep lists", with_fields("\"shape\":" + std::string(1'000'000, '[')), {"a list"}},
      {"deep objects",
       safetensors_bytes_of([] {
         std::string text;
         for (int i = 0; i < 100'000; ++i) text += "{\"a\":";
         return text;
       }()),
       {"tensor \"a\"", "the field \"a\""}},
  });
}

TEST(SafetensorsRefusals, FieldsOfATensor) {
  expect_refusals({
      {"not an object", safetensors_bytes_of(R"({"t":1})"), {"a number", "\"t\""}},
      {"null", safetensors_bytes_of(R"({"t":null})"), {"null", "\"t\""}},
      {"no dtype",
       with_fields(R"("shape":[1],"data_offsets":[0,4])"),
       {"tensor \"t\"", "no dtype"}},
      {"no shape", with_fields(R"("dtype":"F32","data_offsets":[0,4])"), {"no shape"}},
      {"no offsets", with_fields(R"("dtype":"F32","shape":[1])"), {"no two data_offsets"}},
      {"one offset",
       with_fields(R"("dtype":"F32","shape":[1],"data_offsets":[0])"),
       {"no two data_offsets"}},
      {"three offsets",
       with_fields(R"("dtype":"F32","shape":[1],"data_offsets":[0,4,4])"),
       {"more than two data_offsets"}},
      {"unknown dtype",
       with_fields(R"("dtype":"F31","shape":[1],"data_offsets":[0,4])"),
       {"tensor \"t\"", "unknown dtype \"F31\""}},
      {"dtype in lower case",
       with_fields(R"("dtype":"f32","shape":[1],"data_offsets":[0,4])"),
       {"unknown dtype \"f32\""}},
      {"dtype a number",
       with_fields(R"("dtype":32,"shape":[1],"data_offsets":[0,4])"),
       {"a number", "\"dtype\""}},
      {"shape a text",
       with_fields(R"("dtype":"F32","shape":"1","data_offsets":[0,4])"),
       {"a text", "\"shape\""}},
      {"nested shape",
       with_fields(R"("dtype":"F32","shape":[[1]],"data_offsets":[0,4])"),
       {"a list"}},
      {"text in the shape",
       with_fields(R"("dtype":"F32","shape":["1"],"data_offsets":[0,4])"),
       {"a text"}},
      {"a field too many",
       with_fields(std::string(good) + R"(,"colour":"red")"),
       {"tensor \"t\"", "the field \"colour\""}},
      {"metadata not text",
       safetensors_bytes_of(R"({"__metadata__":{"n":1}})"),
       {"a number", "metadata \"n\""}},
      {"metadata an object",
       safetensors_bytes_of(R"({"__metadata__":{"n":{}}})"),
       {"an object", "metadata"}},
      {"metadata a list", safetensors_bytes_of(R"({"__metadata__":[]})"), {"a list"}},
  });
}

TEST(SafetensorsRefusals, NothingTwice) {
  const std::string t = std::string("\"t\":{") + good + "}";
  expect_refusals({
      {"a tensor", safetensors_bytes_of("{" + t + "," + t + "}", "1234"), {"\"t\"", "twice"}},
      {"a tensor, spelt another way",
       safetensors_bytes_of("{" + t + ",\"\\u0074\":{" + good + "}}", "1234"),
       {"\"t\"", "twice"}},
      {"dtype", with_fields(std::string(good) + R"(,"dtype":"F32")"), {"dtype twice"}},
      {"shape", with_fields(std::string(good) + R"(,"shape":[1])"), {"shape twice"}},
      {"offsets",
       with_fields(std::string(good) + R"(,"data_offsets":[0,4])"),
       {"data_offsets twice"}},
      {"metadata",
       safetensors_bytes_of(R"({"__metadata__":{},"__metadata__":{}})"),
       {"__metadata__ twice"}},
      {"a metadata key",
       safetensors_bytes_of(R"({"__metadata__":{"k":"1","k":"2"}})"),
       {"metadata key \"k\" twice"}},
  });
}

TEST(SafetensorsRefusals, Dimensions) {
  const auto shape = [](const std::string& text) {
    return with_fields("\"dtype\":\"F32\",\"shape\":" + text + ",\"data_offsets\":[0,4]");
  };
  expect_refusals({
      {"negative", shape("[-1]"), {"tensor \"t\"", "negative"}},
      {"minus zero", shape("[-0]"), {"negative"}},
      {"a fraction", shape("[1.0]"), {"not a whole one"}},
      {"an exponent", shape("[1e0]"), {"not a whole one"}},
      {"above the schema", shape("[281474976710656]"), {"281474976710656", "2^48-1"}},
      {"above 64 bits", shape("[18446744073709551616]"), {"2^48"}},
      {"out of any range", shape("[1e999]"), {"UTF-8 JSON"}},
      {"product overflows",
       shape("[281474976710655,281474976710655]"),
       {"tensor \"t\"", "impossible shape", "[281474976710655,281474976710655]"}},
      {"product overflows to a small number", shape("[4294967296,4294967296]"), {"impossible"}},
      {"a zero does not hide the overflow",
       shape("[281474976710655,281474976710655,0]"),
       {"impossible"}},
      {"bits overflow", shape("[281474976710655,32768]"), {"impossible"}},
      {"too many of them",
       shape(fmt::format("[{}]", fmt::join(std::vector<int>(65, 1), ","))),
       {"more than 64 dimensions"}},
      {"no whole byte",
       with_fields(R"("dtype":"F4","shape":[3],"data_offsets":[0,1])", "1"),
       {"whole byte"}},
  });
}

TEST(SafetensorsRefusals, Layout) {
  const auto two = [](const std::string& a, const std::string& b, const std::string& data) {
    return safetensors_bytes_of(R"({"a":{"dtype":"U8","shape":[4],"data_offsets":)" + a +
                                    R"(},"b":{"dtype":"U8","shape":[4],"data_offsets":)" + b + "}}",
                                data);
  };
  expect_refusals({
      {"too few bytes",
       with_fields(R"("dtype":"F32","shape":[2],"data_offsets":[0,4])"),
       {"tensor \"t\"", "F32 [2]", "needs 8 bytes", "has 4"}},
      {"too many bytes",
       with_fields(R"("dtype":"F32","shape":[],"data_offsets":[0,8])", "12345678"),
       {"needs 4 bytes", "has 8"}},
      {"ends before it begins",
       with_fields(R"("dtype":"U8","shape":[0],"data_offsets":[4,0])"),
       {"tensor \"t\"", "ends before it begins"}},
      {"does not begin at 0",
       with_fields(R"("dtype":"U8","shape":[3],"data_offsets":[1,4])"),
       {"tensor \"t\"", "byte 1", "hole"}},
      {"hole", two("[0,4]", "[5,9]", "123456789"), {"tensor \"b\"", "byte 5", "hole", "4"}},
      {"overlap", two("[0,4]", "[3,7]", "1234567"), {"tensor \"b\"", "byte 3", "overlaps"}},
      {"the same bytes twice", two("[0,4]", "[0,4]", "1234"), {"tensor \"b\"", "overlaps"}},
      {"cut off", two("[0,4]", "[4,8]", "1234567"), {"cut off", "8 bytes", "only 7"}},
      {"no data", two("[0,4]", "[4,8]", ""), {"cut off", "only 0"}},
      {"bytes at the end", two("[0,4]", "[4,8]", "123456789"), {"1 byte too many"}},
      {"data without tensors", safetensors_bytes_of("{}", "1"), {"1 byte too many"}},
      {"offset near 2^48",
       with_fields(R"("dtype":"U8","shape":[281474976710655],"data_offsets":[0,281474976710655])"),
       {"cut off", "281474976710655"}},
  });
}

// A name is shown without the power to steer a terminal or to flood it.
TEST(SafetensorsRefusals, NamesInMessagesAreHarmless) {
  const std::string name = R"(\u001b[31m\u0007\n)" + std::string(5000, 'x');
  const std::string message =
      refusal(safetensors_bytes_of("{\"" + name + R"(":{"dtype":"no","shape":[]}})"));
  EXPECT_LT(message.size(), 400u);
  for (const char c : message) EXPECT_TRUE(c == '\xe2' || c < 0 || c >= 0x20);
  expect_words(message, {"\\x1b[31m\\x07\\x0a", "…"});
}

// Cutting a right file anywhere is noticed.
TEST(SafetensorsRefusals, EveryPrefixOfAFile) {
  const std::string whole =
      safetensors_bytes({{"a", "F16", {3}, "123456"}, {"b", "U8", {}, "x"}}, {{"format", "pt"}});
  for (size_t size = 0; size < whole.size(); ++size) refusal(whole.substr(0, size));
}

// Turning any one bit gives a right file or a clear refusal, never anything else.
TEST(SafetensorsRefusals, EveryFlippedBit) {
  const std::string whole =
      safetensors_bytes({{"a", "F16", {3}, "123456"}, {"b", "U8", {}, "x"}}, {{"format", "pt"}});
  for (size_t bit = 0; bit < whole.size() * 8; ++bit) {
    std::string bytes = whole;
    bytes[bit / 8] = static_cast<char>(bytes[bit / 8] ^ (1 << bit % 8));
    try {
      for (const auto& t : parse_safetensors(std::as_bytes(std::span(bytes)), "a").tensors) {
        ASSERT_LE(t.offset + t.size, bytes.size());
      }
    } catch (const Error& error) {
      ASSERT_EQ(error.kind(), ErrorKind::input);
    }
  }
}

class UnreadableFiles : public test::FolderTest {
 protected:
  void expect(const char* name, const std::vector<std::string>& words) {
    const auto path = folder() / name;
    const std::string message = refusal_of([&] { SafetensorsFile file(path); });
    EXPECT_TRUE(message.starts_with(path.string() + ": ")) << message;
    expect_words(message, words);
  }
};

TEST_F(UnreadableFiles, Missing) {
  expect("none", {"cannot be opened", "No such file"});
}

TEST_F(UnreadableFiles, Empty) {
  test::write_file(folder() / "empty", "");
  expect("empty", {"is empty"});
}

TEST_F(UnreadableFiles, AFolder) {
  std::filesystem::create_directory(folder() / "dir");
  expect("dir", {"is a folder"});
}

TEST_F(UnreadableFiles, APipeThatNobodyWritesTo) {
  ASSERT_EQ(mkfifo((folder() / "pipe").c_str(), 0600), 0);
  expect("pipe", {"pipe or a device"});
}

TEST_F(UnreadableFiles, ALinkToItself) {
  std::filesystem::create_symlink("loop", folder() / "loop");
  expect("loop", {"cannot be opened", "symbolic links"});
}

TEST_F(UnreadableFiles, NotAllowed) {
  if (geteuid() == 0) GTEST_SKIP() << "root may read every file";
  test::write_file(folder() / "secret", "x");
  ASSERT_EQ(chmod((folder() / "secret").c_str(), 0), 0);
  expect("secret", {"cannot be opened", "Permission denied"});
}

}  // namespace
}  // namespace evenlight
