// Files appear whole or not at all, and nothing else stays beside them.
#include <gtest/gtest.h>

#include <span>

#include "app/common/files/atomic_file.h"
#include "engine/base/error.h"
#include "tests/cli/program.h"

namespace evenlight::test {
namespace {

namespace fs = std::filesystem;

std::span<const unsigned char> bytes_of(const std::string& text) {
  return {reinterpret_cast<const unsigned char*>(text.data()), text.size()};
}

class AtomicFile : public testing::Test {
 protected:
  void write(const std::string& text, Overwrite overwrite,
             const std::function<void(const fs::path&)>& verify = {}) const {
    write_file_atomically(file(), bytes_of(text), overwrite, verify);
  }
  fs::path file() const { return folder_.path() / "picture.png"; }
  TemporaryFolder folder_;
};

TEST_F(AtomicFile, IsVerifiedBeforeItHasItsName) {
  bool asked = false;
  write("new", Overwrite::refuse, [&](const fs::path& written) {
    asked = true;
    EXPECT_EQ(read_file(written), "new");
    EXPECT_FALSE(fs::exists(file()));
  });
  EXPECT_TRUE(asked);
  EXPECT_EQ(read_file(file()), "new");
  EXPECT_EQ(folder_.names(), Arguments{"picture.png"});
}

TEST_F(AtomicFile, LeavesNothingWhenItIsNotAccepted) {
  const auto refuse = [](const fs::path&) { throw Error(ErrorKind::check, "no"); };
  EXPECT_THROW(write("bad", Overwrite::allow, refuse), Error);
  EXPECT_TRUE(folder_.names().empty());
}

TEST_F(AtomicFile, KeepsAFileUnlessItMayBeReplaced) {
  write_file(file(), "old");
  try {
    write("new", Overwrite::refuse);
    FAIL() << "was overwritten";
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::usage);
    EXPECT_NE(std::string(error.what()).find("choose another name"), std::string::npos)
        << error.what();
  }
  EXPECT_EQ(read_file(file()), "old");
  write("new", Overwrite::allow);
  EXPECT_EQ(read_file(file()), "new");
  EXPECT_EQ(folder_.names(), Arguments{"picture.png"});
}

TEST_F(AtomicFile, DoesNotReplaceAFolder) {
  fs::create_directory(file());
  EXPECT_THROW(write("new", Overwrite::allow), Error);
  EXPECT_EQ(folder_.names(), Arguments{"picture.png"});
}

TEST_F(AtomicFile, NamesAFolderThatIsNotThere) {
  try {
    write_file_atomically(folder_.path() / "no" / "picture.png", bytes_of("x"), Overwrite::allow);
    FAIL() << "was written";
  } catch (const Error& error) {
    EXPECT_NE(std::string(error.what()).find("picture.png"), std::string::npos) << error.what();
  }
}

}  // namespace
}  // namespace evenlight::test
