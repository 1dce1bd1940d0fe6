// Signatures: made here and checked by minisign, made by minisign and checked here.
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>

#include "app/common/signing/minisign.h"
#include "engine/base/error.h"
#include "tests/audit/audits.h"

namespace evenlight {
namespace {

namespace fs = std::filesystem;
using audit::TemporaryFolder;

// The example of minisign's own documentation: its author's key, and a key that signed nothing
// here.
constexpr const char* known_line = "RWQf6LRCGA9i53mlYecO4IzT51TGPpvWucNSCh1CBM0QTaLn73Y7GFO3";

std::string no_password() {
  ADD_FAILURE() << "nobody has to ask";
  return "";
}

void write(const fs::path& path, const std::string& text) {
  std::ofstream(path, std::ios::binary | std::ios::trunc) << text;
}

template <class Work>
std::string complaint(ErrorKind kind, const Work& work) {
  try {
    work();
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), kind) << error.what();
    return error.what();
  }
  ADD_FAILURE() << "nothing was wrong";
  return "";
}

bool has_minisign() {
  return std::system("command -v minisign >/dev/null 2>&1") == 0;
}

int run_in(const fs::path& folder, const std::string& command) {
  return std::system(
      ("cd '" + folder.string() + "' && " + command + " >/dev/null 2>&1 </dev/null").c_str());
}

TEST(Minisign, AKeySurvivesItsFile) {
  const TemporaryFolder folder;
  const SecretKey key = make_key();
  for (const char* password : {"", "correct horse"}) {
    write(folder / "k.key", key.text(password));
    const auto ask = [&] { return std::string(password); };
    const SecretKey read =
        read_secret_key(folder / "k.key", *password ? AskPassword(ask) : no_password);
    EXPECT_EQ(read.key, key.key);
    EXPECT_EQ(read.id, key.id);
  }
  const std::string told = complaint(ErrorKind::usage, [&] {
    read_secret_key(folder / "k.key", [] { return std::string("wrong"); });
  });
  EXPECT_NE(told.find("the password"), std::string::npos) << told;
  write(folder / "k.pub", key.public_key().text());
  EXPECT_EQ(read_public_key(folder / "k.pub").key, key.public_key().key);
  EXPECT_EQ(read_public_key(known_line).name(), "E7620F1842B4E81F");
}

TEST(Minisign, ASignatureHoldsForItsBytesAndItsCommentOnly) {
  const SecretKey key = make_key();
  const PublicKey open = key.public_key();
  const std::string signature = sign(key, "a report", "file:report");
  EXPECT_EQ(sign(key, "a report", "file:report"), signature);
  EXPECT_EQ(verify(open, "a report", signature, "s"), "file:report");
  const auto fails = [&](const PublicKey& by, const char* bytes, const std::string& text) {
    return complaint(ErrorKind::check, [&] { verify(by, bytes, text, "s"); });
  };
  EXPECT_NE(fails(open, "a rep0rt", signature).find("was changed"), std::string::npos);
  std::string commented = signature;
  commented.replace(commented.find("file:report"), 11, "file:others");
  EXPECT_NE(fails(open, "a report", commented).find("was changed"), std::string::npos);
  EXPECT_NE(fails(make_key().public_key(), "a report", signature).find("not by"),
            std::string::npos);
  for (const std::string& text :
       {std::string(), std::string("x\ny\nz\nw\n"), signature.substr(0, 100)}) {
    complaint(ErrorKind::input, [&] { verify(open, "a report", text, "s"); });
  }
}

TEST(Minisign, WhatIsNoKeyIsRefused) {
  const TemporaryFolder folder;
  std::string text = make_key().text("");
  text[150] = text[150] == 'A' ? 'B' : 'A';  // within the key
  for (const std::string& bad : {std::string(), std::string("untrusted comment: x\nRWQ=\n"), text,
                                 std::string(10000, 'A')}) {
    write(folder / "k.key", bad);
    complaint(ErrorKind::input, [&] { read_secret_key(folder / "k.key", no_password); });
    complaint(ErrorKind::input, [&] { read_public_key(folder / "k.key"); });
  }
  complaint(ErrorKind::input, [&] { read_public_key(folder / "none.pub"); });
}

TEST(Minisign, ItsOwnProgramAgrees) {
  if (!has_minisign()) GTEST_SKIP() << "minisign is not installed";
  const TemporaryFolder folder;
  const SecretKey key = make_key();
  write(folder / "k.pub", key.public_key().text());
  write(folder / "report", "a report\n");
  write(folder / "report.minisig", sign(key, "a report\n", "file:report\thashed"));
  EXPECT_EQ(run_in(folder / ".", "minisign -V -p k.pub -m report"), 0);
  write(folder / "report", "another\n");
  EXPECT_NE(run_in(folder / ".", "minisign -V -p k.pub -m report"), 0);
  // Its program signs with a key that was made here.
  write(folder / "k.key", key.text(""));
  EXPECT_EQ(
      run_in(folder / ".", "minisign -S -s k.key -m report && minisign -V -p k.pub -m report"), 0);
  // And the other way.
  ASSERT_EQ(run_in(folder / ".", "minisign -G -W -p its.pub -s its.key"), 0);
  ASSERT_EQ(run_in(folder / ".", "minisign -S -s its.key -m report -x its.minisig"), 0);
  const auto bytes_of = [&](const char* name) {
    std::ifstream stream(folder / name, std::ios::binary);
    return std::string((std::istreambuf_iterator<char>(stream)), {});
  };
  EXPECT_NE(verify(read_public_key((folder / "its.pub").string()), "another\n",
                   bytes_of("its.minisig"), "s"),
            "");
  const SecretKey its = read_secret_key(folder / "its.key", no_password);
  write(folder / "report.minisig", sign(its, "another\n", "x"));
  EXPECT_EQ(run_in(folder / ".", "minisign -V -p its.pub -m report"), 0);
}

}  // namespace
}  // namespace evenlight
