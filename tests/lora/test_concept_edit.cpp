// An edit of words in closed form: what is edited, what is kept, and the file that it becomes.
#include <cmath>

#include "engine/edit/concept_edit.h"
#include "engine/edit/edit_file.h"
#include "tests/lora/lora_model.h"

namespace evenlight::test {
namespace {

constexpr size_t width = 12;

// matrix·v
std::vector<double> times(const std::vector<double>& matrix, const float* v) {
  std::vector<double> out(width, 0);
  for (size_t i = 0; i < width; ++i) {
    for (size_t k = 0; k < width; ++k) out[i] += matrix[i * width + k] * v[k];
  }
  return out;
}

ConceptEdit small_edit(double keep, double stay) {
  ConceptEdit edit;
  edit.width = width;
  edit.states = numbers("states", 2 * width);
  edit.changes = numbers("changes", 2 * width);
  edit.kept = numbers("kept", 5 * width);
  edit.keep = keep;
  edit.stay = stay;
  return edit;
}

TEST(ConceptEdit, MovesWhatIsEditedAndKeepsTheRest) {
  const ConceptEdit edit = small_edit(1, 1e-9);
  const std::vector<double> matrix = solve_edit(edit);
  for (size_t n = 0; n < 2; ++n) {
    const auto moved = times(matrix, &edit.states[n * width]);
    for (size_t i = 0; i < width; ++i) EXPECT_NEAR(moved[i], edit.changes[n * width + i], 1e-5);
  }
  for (size_t m = 0; m < 5; ++m) {
    for (const double v : times(matrix, &edit.kept[m * width])) EXPECT_NEAR(v, 0, 1e-5);
  }
}

// The derivative of what it minimises is zero: (E·c − d)·cᵀ + λ E·p·pᵀ + μ E = 0.
TEST(ConceptEdit, IsTheLeastSquares) {
  const ConceptEdit edit = small_edit(0.3, 0.2);
  const std::vector<double> matrix = solve_edit(edit);
  std::vector<double> slope(width * width, 0);
  const auto add = [&](const float* state, const float* change, double scale) {
    const auto moved = times(matrix, state);
    for (size_t i = 0; i < width; ++i) {
      for (size_t k = 0; k < width; ++k) {
        slope[i * width + k] += scale * (moved[i] - (change ? change[i] : 0)) * state[k];
      }
    }
  };
  for (size_t n = 0; n < 2; ++n) add(&edit.states[n * width], &edit.changes[n * width], 1);
  for (size_t m = 0; m < 5; ++m) add(&edit.kept[m * width], nullptr, edit.keep);
  for (size_t i = 0; i < slope.size(); ++i) EXPECT_NEAR(slope[i] + edit.stay * matrix[i], 0, 1e-9);
}

TEST(ConceptEdit, NothingToChangeChangesNothing) {
  ConceptEdit edit = small_edit(0.1, 0.5);
  edit.states.clear();
  edit.changes.clear();
  for (const double v : solve_edit(edit)) EXPECT_EQ(v, 0);
}

TEST(ConceptEdit, ALowRankIsTheMatrixWhereItIsEnough) {
  const std::vector<double> matrix = solve_edit(small_edit(0.1, 0.1));
  const LowRank two = low_rank(matrix, width, 2);
  for (size_t i = 0; i < width; ++i) {
    for (size_t k = 0; k < width; ++k) {
      double sum = 0;
      for (size_t r = 0; r < 2; ++r) sum += double(two.left[i * 2 + r]) * two.right[r * width + k];
      EXPECT_NEAR(sum, matrix[i * width + k], 1e-6) << "two changes make a matrix of rank two";
    }
  }
  EXPECT_EQ(low_rank(matrix, width, 99).rank, width);
}

class EditFile : public LoraTest {};

TEST_F(EditFile, AppliesAsALora) {
  const std::string key = "unet.down_blocks.0.attentions.0.transformer_blocks.0.attn2.to_k.weight";
  const Shape whole = shape(key);
  const auto wide = size_t(whole[1]);
  LowRank edit{wide, 3, numbers("left", wide * 3), numbers("right", 3 * wide)};
  const std::vector<std::byte> bytes = edit_file(model(), edit, {{"evenlight.edit", "test"}});
  EXPECT_EQ(bytes, edit_file(model(), edit, {{"evenlight.edit", "test"}}));
  const auto path = folder() / "edit.safetensors";
  write_file(path, {reinterpret_cast<const char*>(bytes.data()), bytes.size()});
  const auto lora = std::make_shared<const LoraFile>(path);
  const LoraMatch match = match_lora(*lora, model());
  EXPECT_TRUE(match.not_in_model.empty());
  EXPECT_TRUE(match.unknown.empty());
  const std::vector<float> before = plain(key);
  const std::vector<float> after = changed(key, {{lora, "x", 1, 1}});
  double largest = 0;
  for (size_t o = 0; o < size_t(whole[0]); ++o) {
    for (size_t c = 0; c < wide; ++c) {
      double wanted = 0;
      for (size_t k = 0; k < wide; ++k) {
        double product = 0;
        for (size_t r = 0; r < 3; ++r) {
          product += double(edit.left[k * 3 + r]) * edit.right[r * wide + c];
        }
        wanted += double(before[o * wide + k]) * product;
      }
      ASSERT_NEAR(after[o * wide + c] - before[o * wide + c], wanted, 4e-3);
      largest = std::max(largest, std::abs(wanted));
    }
  }
  EXPECT_GT(largest, 0.05);
}

TEST_F(EditFile, IsRefusedForAModelOfOtherWords) {
  const LowRank edit{width, 1, numbers("left", width), numbers("right", width)};
  EXPECT_THROW(edit_file(model(), edit, {}), Error);
}

}  // namespace
}  // namespace evenlight::test
