#include "tests/ops/op_test.h"

namespace evenlight {
namespace {

TEST_P(OpTest, Add) {
  const std::pair<Shape, Shape> cases[] = {{{2, 7, 5, 3}, {2, 7, 5, 3}}, {{2, 7, 5, 3}, {2, 3}},
                                           {{2, 77, 24}, {77, 24}},      {{2, 77, 24}, {2, 24}},
                                           {{2, 7, 5, 3}, {2, 1}},       {{3, 5}, {5}},
                                           {{1, 64, 64, 40}, {1, 40}}};
  for (const auto& [a, b] : cases) {
    const std::string label = "add " + to_string(a) + " + " + to_string(b);
    check(label, [&](OpGraph& g) { return g.graph.add(g.input(a), g.input(b)); });
    check(label + ", weight", [&](OpGraph& g) { return g.graph.add(g.input(a), g.weight(b)); });
  }
}

TEST_P(OpTest, Mul) {
  const std::pair<Shape, Shape> cases[] = {{{2, 7, 5, 3}, {2, 7, 5, 3}},
                                           {{2, 7, 5, 3}, {7, 5, 3}},
                                           {{2, 7, 5, 3}, {2, 3}},
                                           {{3, 7, 5, 4}, {3, 1}},
                                           {{2, 77, 24}, {2, 77, 24}},
                                           {{2, 77, 24}, {77, 24}},
                                           {{2, 77, 24}, {2, 24}},
                                           {{2, 77, 25}, {2, 1}},
                                           {{3, 5}, {5}},
                                           {{3, 5}, {3, 1}},
                                           {{1, 64, 64, 40}, {1, 40}}};
  for (const auto& [a, b] : cases) {
    const std::string label = "mul " + to_string(a) + " · " + to_string(b);
    check(label, [&](OpGraph& g) { return g.graph.mul(g.input(a), g.input(b)); });
    check(label + ", weight", [&](OpGraph& g) { return g.graph.mul(g.input(a), g.weight(b)); });
    check(label + ", factor", [&](OpGraph& g) {
      return g.graph.append(Mul{g.input(a).id, g.input(b).id, -0.625f});
    });
  }
  for (const float factor : {1.0f, 0.0f, -1.75f}) {
    check("mul by " + std::to_string(factor), [&](OpGraph& g) {
      return g.graph.mul(g.input({2, 7, 5, 3}), factor);
    });
  }
}

// As many images as tokens: b's shape alone does not tell which it goes with.
TEST_P(OpTest, SpreadOverImagesOrPositions) {
  for (const bool per_image : {false, true}) {
    const std::string label = per_image ? ", per image" : ", per position";
    check("add" + label, [&](OpGraph& g) {
      return g.graph.add(g.input({3, 3, 5}), g.input({3, 5}), per_image);
    });
    check("mul" + label, [&](OpGraph& g) {
      return g.graph.mul(g.input({3, 3, 5}), g.input({3, 5}), per_image);
    });
  }
}

TEST_P(OpTest, Activate) {
  for (const Activation activation :
       {Activation::silu, Activation::gelu, Activation::quick_gelu, Activation::geglu,
        Activation::relu, Activation::leaky_relu}) {
    for (const Shape& x : {Shape{1, 2}, Shape{2, 77, 50}, Shape{2, 7, 5, 34}}) {
      check("activate " + std::to_string(int(activation)) + " " + to_string(x),
            [&](OpGraph& g) { return g.graph.activate(g.input(x, 3.0f), activation); });
    }
  }
}

// Sizes of a picture are embedded once a prompt, timesteps every step: each has its frequencies.
TEST_P(OpTest, TimestepEmbeddingsOfPromptsAndOfSteps) {
  check("timestep_embedding, of both", [](OpGraph& g) {
    const Value size = g.exact({512.0f, 768.0f}, Rate::per_prompt);
    const Value timestep = g.exact({999.0f, 1.5f});
    const Value kept = g.graph.timestep_embedding(size, 64, true, 1.0f);
    return g.graph.concat(kept, g.graph.timestep_embedding(timestep, 32, false, 0.0f));
  });
}

TEST_P(OpTest, TimestepEmbedding) {
  for (const bool flip : {true, false}) {
    for (const float shift : {0.0f, 1.0f}) {
      check("timestep_embedding", [&](OpGraph& g) {
        return g.graph.timestep_embedding(g.exact({999.0f, 0.0f, 1.5f, 321.25f}), 320, flip, shift);
      });
    }
  }
}

}  // namespace
}  // namespace evenlight
