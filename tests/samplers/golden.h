// What the sampler tests share: the golden file, closed-form denoisers and comparisons.
#pragma once

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "samplers/sampler.h"

namespace evenlight::samplers::test {

// tests/golden/samplers.json, made by make_samplers.py.
const nlohmann::json& golden();

// D(x, σ) = x·1.69/(1.69 + σ²) + 0.05·sin(3x/(1 + σ)) in the exploding scale.
Predict closed_form_denoiser();

// And without guidance, Du(x, σ) = x·1.44/(1.44 + σ²) − 0.1·cos(x/(1 + σ)): callbacks that give
// both, and fresh noise from `draw`.
Callbacks closed_form_callbacks(DrawNoise draw);

// The k-th call gives noises[k].
DrawNoise queued_noise(std::vector<std::vector<float>> noises);

// |got − want| ≤ tolerance·max(1, |want|), element by element.
template <class Got, class Want>
void expect_close(const Got& got, const Want& want, double tolerance, const std::string& what) {
  ASSERT_EQ(got.size(), want.size()) << what;
  for (size_t i = 0; i < got.size(); ++i) {
    EXPECT_NEAR(got[i], want[i], tolerance * std::max(1.0, std::abs(double{want[i]})))
        << what << " [" << i << "]";
  }
}

}  // namespace evenlight::samplers::test
