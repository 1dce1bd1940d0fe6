#include <gtest/gtest.h>

#include "engine/pipeline/precision.h"

namespace evenlight {
namespace {

ModelConfigs of(Family family) {
  ModelConfigs configs;
  configs.family = family;
  return configs;
}

TEST(Precision, PartsFollowTheDeviceWhereTheyCan) {
  for (const Family family : {Family::sd1, Family::sd2}) {
    for (const DType type : {DType::f32, DType::bf16, DType::f16}) {
      const PartPrecisions parts = part_precisions(type, of(family));
      EXPECT_EQ(parts.text, type);
      EXPECT_EQ(parts.unet, type);
      EXPECT_EQ(parts.vae, type);
    }
  }
}

TEST(Precision, AnSdxlVaeIsNotComputedInF16) {
  const PartPrecisions parts = part_precisions(DType::f16, of(Family::sdxl));
  EXPECT_EQ(parts.text, DType::f16);
  EXPECT_EQ(parts.unet, DType::f16);
  EXPECT_EQ(parts.vae, DType::f32);
  EXPECT_EQ(part_precisions(DType::bf16, of(Family::sdxl)).vae, DType::bf16);
}

}  // namespace
}  // namespace evenlight
