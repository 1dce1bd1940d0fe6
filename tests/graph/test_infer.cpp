#include <gtest/gtest.h>

#include "engine/base/error.h"
#include "engine/graph/graph.h"

namespace evenlight {
namespace {

template <class F>
std::string message_of(F f) {
  try {
    f();
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::input);
    return error.what();
  }
  return "no error";
}

TEST(Infer, Conv2d) {
  Graph g;
  const Value x = g.input("x", {2, 7, 5, 3}, Rate::every_step);
  const Value w = g.weight("w", {8, 3, 3, 3});
  EXPECT_EQ(g.shape(g.conv2d(x, w, {})), (Shape{2, 7, 5, 8}));
  EXPECT_EQ(g.shape(g.conv2d(x, w, {}, {.stride = 2})), (Shape{2, 4, 3, 8}));
  const ConvOptions halve = {.stride = 2, .pad = {.top = 0, .left = 0, .bottom = 1, .right = 1}};
  EXPECT_EQ(g.shape(g.conv2d(x, w, {}, halve)), (Shape{2, 3, 2, 8}));
}

TEST(Infer, MessagesNameOperandAndShapes) {
  Graph g;
  const Value x = g.input("x", {2, 7, 5, 3}, Rate::every_step);
  EXPECT_EQ(message_of([&] {
              g.conv2d(x, g.weight("conv.weight", {8, 4, 3, 3}), {});
            }),
            "[conv2d] weight: expected [O,3,kh,kw], got [8,4,3,3] (conv.weight)");
  EXPECT_EQ(message_of([&] {
              g.linear(x, g.weight("fc.weight", {8, 3}), g.weight("b", {7}));
            }),
            "[linear] bias: expected [8], got [7] (b)");
  EXPECT_EQ(
      message_of([&] { g.group_norm(x, g.weight("gamma", {3}), g.weight("beta", {3}), 2, 1e-5f); }),
      "[group_norm] x: expected channels in 2 equal groups, got [2,7,5,3]");
  EXPECT_EQ(message_of([&] { g.weight("gamma", {4}); }),
            "[weight] gamma: asked for as [3] and as [4]");
}

TEST(Infer, AttentionNeedsItsColumns) {
  Graph g;
  const Value q = g.input("q", {1, 4, 16}, Rate::every_step);
  const Value k = g.input("k", {1, 3, 8}, Rate::every_step);
  EXPECT_EQ(message_of([&] { g.attention(q, k, k, 2); }),
            "[attention] k: expected ≥16 columns after the offset, got [1,3,8]");
}

TEST(Infer, AttentionBias) {
  Graph g;
  const Value q = g.input("q", {2, 4, 16}, Rate::every_step);
  const Value k = g.input("k", {2, 3, 16}, Rate::every_step);
  const auto attend = [&](const Shape& bias) {
    const Value b = g.input("b", bias, Rate::every_step);
    return g.shape(g.attention(q, k, k, 2, false, b));
  };
  EXPECT_EQ(attend({2, 2, 4, 3}), (Shape{2, 4, 16}));
  EXPECT_EQ(attend({1, 1, 1, 3}), (Shape{2, 4, 16}));
  EXPECT_EQ(message_of([&] {
              attend({1, 1, 1, 1});
            }),
            "[attention] bias: expected [2,2,4,3] or 1 in place of the first three, got [1,1,1,1]");
  EXPECT_THROW(attend({4, 3}), Error);
  EXPECT_THROW(attend({1, 1, 3, 3}), Error);
}

TEST(Infer, SpreadOperands) {
  Graph g;
  const auto in = [&](const Shape& shape) { return g.input("x", shape, Rate::every_step); };
  const Value x = in({2, 7, 8}), square = in({3, 3, 8});
  for (const Shape& b : {Shape{2, 7, 8}, Shape{7, 8}, Shape{2, 8}, Shape{2, 1}}) {
    EXPECT_EQ(g.shape(g.mul(x, in(b))), (Shape{2, 7, 8})) << to_string(b);
    EXPECT_EQ(g.shape(g.add(x, in(b))), (Shape{2, 7, 8})) << to_string(b);
  }
  EXPECT_EQ(g.shape(g.mul(x, 0.5f)), (Shape{2, 7, 8}));
  EXPECT_EQ(message_of([&] {
              g.mul(x, in({7, 1}));
            }),
            "[mul] b: expected a shape that goes with [2,7,8], got [7,1]");
  EXPECT_EQ(message_of([&] {
              g.add(x, in({7, 8}), true);
            }),
            "[add] b: expected one row per image of [2,7,8], got [7,8]");
  EXPECT_EQ(g.shape(g.add(square, in({3, 8}), true)), (Shape{3, 3, 8}));
}

TEST(Infer, ConcatAndSlice) {
  Graph g;
  const auto in = [&](const Shape& shape) { return g.input("x", shape, Rate::every_step); };
  const Value x = in({2, 7, 8});
  EXPECT_EQ(g.shape(g.concat(x, in({2, 4, 8}), 1)), (Shape{2, 11, 8}));
  EXPECT_EQ(g.shape(g.concat(x, in({1, 7, 8}), 0)), (Shape{3, 7, 8}));
  EXPECT_EQ(g.shape(g.slice(x, 1, 6, 1)), (Shape{2, 1, 8}));
  EXPECT_EQ(message_of([&] {
              g.concat(x, in({2, 4, 7}), 1);
            }),
            "[concat] b: expected [2,7,8] but for axis 1, got [2,4,7]");
  EXPECT_EQ(message_of([&] {
              g.concat(x, in({2, 8}), 1);
            }),
            "[concat] b: expected [2,7,8] but for axis 1, got [2,8]");
  EXPECT_EQ(message_of([&] { g.concat(x, x, 3); }), "[concat] a: expected an axis 3, got [2,7,8]");
  EXPECT_EQ(message_of([&] { g.slice(x, -2, 5, 3); }),
            "[slice] x: expected at least 5 + 3 along axis 1, got [2,7,8]");
  EXPECT_THROW(g.slice(x, 1, -1, 3), Error);
  EXPECT_THROW(g.slice(x, 1, 0, 0), Error);
}

TEST(Infer, RatesFollowOperands) {
  Graph g;
  const Value context = g.input("context", {1, 3, 8}, Rate::per_prompt);
  const Value x = g.input("x", {1, 3, 8}, Rate::every_step);
  const Value k = g.linear(context, g.weight("w", {8, 8}));
  EXPECT_EQ(g.info(k.id).rate, Rate::per_prompt);
  EXPECT_EQ(g.info(g.add(x, k).id).rate, Rate::every_step);
}

}  // namespace
}  // namespace evenlight
