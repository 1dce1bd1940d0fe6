// The hashes by which recipes of other programs name a model.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "app/common/library/model_hash.h"
#include "engine/base/sha256.h"

namespace evenlight {
namespace {

namespace fs = std::filesystem;

// A file of these bytes before 1 MiB, from 1 MiB on, and behind the 64 KiB that A1111 looked at.
fs::path file_of(const std::string& name, char before, char looked_at, char behind) {
  const fs::path path = fs::path(testing::TempDir()) / name;
  std::ofstream file(path, std::ios::binary);
  file << std::string(size_t(1) << 20, before) << std::string(size_t(64) << 10, looked_at)
       << std::string(1000, behind);
  return path;
}

TEST(EarlyHash, IsOfThe64KiBFrom1MiBOn) {
  const std::string wanted = sha256_of_text(std::string(size_t(64) << 10, 'b')).substr(0, 8);
  EXPECT_EQ(early_hash(file_of("one.safetensors", 'a', 'b', 'c')), wanted);
  EXPECT_EQ(early_hash(file_of("other.safetensors", 'x', 'b', 'y')), wanted);
  EXPECT_NE(early_hash(file_of("third.safetensors", 'a', 'd', 'c')), wanted);
}

TEST(EarlyHash, OfAShortFileIsOfNothingAndAFolderHasNone) {
  const fs::path path = fs::path(testing::TempDir()) / "short.safetensors";
  std::ofstream(path) << "short";
  EXPECT_EQ(early_hash(path), sha256_of_text("").substr(0, 8));
  EXPECT_EQ(early_hash(testing::TempDir()), "");
  EXPECT_EQ(early_hash(fs::path(testing::TempDir()) / "not_there"), "");
}

TEST(MeansModel, TakesABeginningOfTheHashAndExactlyEightEarlyDigits) {
  const fs::path path = file_of("model.safetensors", 'a', 'b', 'c');
  const std::string sha256 = sha256_of_file(path);
  const std::string early = early_hash(path);
  EXPECT_TRUE(means_model(sha256, path, sha256));
  EXPECT_TRUE(means_model(sha256.substr(0, 10), path, sha256));
  EXPECT_FALSE(means_model(sha256.substr(0, 10), path, std::nullopt)) << "nobody has read it yet";
  EXPECT_TRUE(means_model(early, path, std::nullopt));
  EXPECT_TRUE(means_model(early, path, sha256));
  EXPECT_FALSE(means_model(early + "00", path, sha256));
  EXPECT_FALSE(means_model("ffff0000", path, sha256));
}

}  // namespace
}  // namespace evenlight
