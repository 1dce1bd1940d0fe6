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
