// A signed bundle of a report: written, checked, tampered with.
#include <gtest/gtest.h>

#include <fstream>

#include "tests/cli/program.h"
#include "tests/cli/tiny_audit.h"

namespace evenlight::test {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

class AuditBundle : public testing::Test {
 protected:
  void SetUp() override {
    ASSERT_EQ(run(tiny_audit(folder_, "audit", 2), folder_.path()).code, 0);
    ASSERT_EQ(run({"audit", "keygen", "--output", "me", "--no-password"}, folder_.path()).code, 0);
    ASSERT_EQ(
        run({"audit", "report", "audit", "--bundle", "b", "--sign", "me.key"}, folder_.path()).code,
        0);
  }
  json verify(int code, const Arguments& more = {"--key", "me.pub"}) const {
    const Outcome outcome = run(Arguments{"audit", "verify", "b", "--json"} + more, folder_.path());
    EXPECT_EQ(outcome.code, code) << outcome.err;
    return outcome.json();
  }
  const TemporaryFolder folder_;
};

TEST_F(AuditBundle, HoldsEverythingAndIsAsItWasSigned) {
  const json good = verify(0);
  EXPECT_EQ(good.at("signature"), "good");
  std::vector<std::string> names = good.at("files");
  EXPECT_EQ(names,
            (std::vector<std::string>{
                "croissant.json", "diversity.csv", "images.csv", "model-card.md", "prompt_set.json",
                "report.csv", "report.html", "report.json", "report.pdf", "report.schema.json"}));
  EXPECT_EQ(verify(0, {}).at("signature"), "unchecked");
  EXPECT_EQ(fs::status(folder_.path() / "me.key").permissions() & fs::perms::mask, fs::perms(0600));
  // The same audit and key, the same bytes.
  ASSERT_EQ(
      run({"audit", "report", "audit", "--bundle", "c", "--sign", "me.key"}, folder_.path()).code,
      0);
  for (const char* file : {"manifest.json", "manifest.json.minisig"}) {
    EXPECT_EQ(read_file(folder_.path() / "b" / file), read_file(folder_.path() / "c" / file));
  }
  EXPECT_EQ(run({"audit", "report", "audit", "--bundle", "b"}, folder_.path()).code, 2);
  EXPECT_EQ(run({"audit", "keygen", "--output", "me", "--no-password"}, folder_.path()).code, 2);
}

TEST_F(AuditBundle, WhatChangedIsNamed) {
  const fs::path bundle = folder_.path() / "b";
  std::ofstream(bundle / "report.csv", std::ios::app) << "x";
  fs::remove(bundle / "report.pdf");
  write_file(bundle / "note.txt", "x");
  fs::remove(bundle / "report.html");
  fs::create_symlink(folder_.path() / "audit/report.html", bundle / "report.html");
  const json found = verify(5);
  EXPECT_EQ(found.at("changed"), (json{"report.csv", "report.html"}));
  EXPECT_EQ(found.at("missing"), json{"report.pdf"});
  EXPECT_EQ(found.at("added"), json{"note.txt"});
  EXPECT_EQ(found.at("signature"), "good");
}

TEST_F(AuditBundle, AManifestThatWasWrittenAnewIsFoundOut) {
  const fs::path manifest = folder_.path() / "b" / "manifest.json";
  write_file(manifest, read_file(manifest) + "\n");
  EXPECT_EQ(verify(5).at("signature"), "bad");
  EXPECT_EQ(verify(0, {}).at("signature"), "unchecked");
  fs::remove(folder_.path() / "b" / "manifest.json.minisig");
  EXPECT_EQ(verify(5).at("signature"), "bad");
  EXPECT_EQ(verify(0, {}).at("signature"), "none");
  json leaving = json::parse(read_file(manifest));
  leaving["files"][0]["file"] = "../audit/audit.sqlite";
  write_file(manifest, leaving.dump());
  EXPECT_EQ(run({"audit", "verify", "b"}, folder_.path()).code, 3);
  write_file(manifest, "{}");
  EXPECT_EQ(run({"audit", "verify", "b"}, folder_.path()).code, 3);
  EXPECT_EQ(run({"audit", "verify", "audit"}, folder_.path()).code, 3);
}

TEST_F(AuditBundle, AKeyWithAPasswordTakesIt) {
  const Surroundings password = {{"EVENLIGHT_KEY_PASSWORD", "horse"}};
  ASSERT_EQ(run({"audit", "keygen", "--output", "safe"}, folder_.path(), password).code, 0);
  EXPECT_EQ(run({"audit", "report", "audit", "--bundle", "d", "--sign", "safe.key"}, folder_.path(),
                password)
                .code,
            0);
  const Outcome wrong = run({"audit", "report", "audit", "--bundle", "e", "--sign", "safe.key"},
                            folder_.path(), Surroundings{{"EVENLIGHT_KEY_PASSWORD", "mule"}});
  EXPECT_EQ(wrong.code, 2);
  EXPECT_FALSE(fs::exists(folder_.path() / "e"));
}

}  // namespace
}  // namespace evenlight::test
