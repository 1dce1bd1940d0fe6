#include <gtest/gtest.h>

#include "engine/base/input_error.h"
#include "engine/base/json.h"

namespace evenlight {
namespace {

std::string refusal(const std::string& text, const JsonLimits& limits = {}) {
  try {
    parse_json(text, "f.json", limits);
  } catch (const InputError& error) {
    EXPECT_EQ(error.kind(), ErrorKind::input);
    return error.what();
  }
  return "";
}

TEST(BoundedJson, ReadsWhatIsWithinTheLimits) {
  const std::string text = R"({"b":[{"x":1},{"x":2}],"a":{"x":null}})";
  EXPECT_EQ(parse_json(text, "f.json").dump(), text);  // keys keep their order
  EXPECT_EQ(parse_json<nlohmann::json>(text, "f.json").begin().key(), "a");
  EXPECT_EQ(refusal("[[[[]]]]", {.depth = 4}), "");
  EXPECT_EQ(refusal("\"1234\"", {.bytes = 6}), "");
}

TEST(BoundedJson, RefusesDepthLengthAndRepeatedKeys) {
  EXPECT_EQ(refusal("[[[[]]]]", {.depth = 3}), "f.json: is nested more than 3 deep.");
  EXPECT_EQ(refusal(std::string(1000000, '[')), "f.json: is nested more than 16 deep.");
  EXPECT_EQ(refusal("\"12345\"", {.bytes = 6}), "f.json: is 7 bytes of JSON; at most 6 are read.");
  EXPECT_EQ(refusal(R"({"a":1,"b":{"a":2},"a":3})"),
            "f.json: the key \"a\" occurs twice in one object.");
  EXPECT_EQ(refusal(R"([{"a":1},{"a":1}])"), "");
}

TEST(BoundedJson, SaysWhereTheTextIsWrong) {
  EXPECT_EQ(
      refusal("{\"a\":").find("f.json: is not valid JSON: line 1, column 6: it ends too early"),
      0u);
  EXPECT_NE(refusal("[\"\xff\"]"), "");
}

}  // namespace
}  // namespace evenlight
