// Audits through the session: the same pictures, however many at once.
#include <gtest/gtest.h>

#include <cstdlib>

#include "app/common/session/audit_session.h"
#include "bias_audit/measure/runner.h"
#include "engine/base/error.h"
#include "tests/cli/program.h"
#include "tests/cli/tiny_model.h"

namespace evenlight::test {
namespace {

namespace fs = std::filesystem;

class AuditSessionTest : public testing::Test {
 protected:
  AuditSessionTest() {
    setenv("XDG_CACHE_HOME", (folder_ / "cache").c_str(), 1);
    setenv("XDG_DATA_HOME", (folder_ / "data").c_str(), 1);
  }
  AuditRequest request(const std::string& set = "a cat\na dog\n") {
    AuditRequest request;
    request.choices.set = audit::parse_prompt_set(set, "small");
    request.choices.baseline.clear();
    request.choices.images = 5;
    request.model = find_model(tiny_model().string());
    Recipe& recipe = request.document.recipe;
    recipe.steps = 2;
    recipe.width = recipe.height = 16;
    request.document.given = {"steps", "width", "height"};
    request.instruments = {"none"};
    request.device = {"cpu", "f32", 1};
    return request;
  }
  AuditHooks hooks() {
    AuditHooks hooks;
    hooks.note = [this](const Message& note) { notes_.push_back(worded(note)); };
    hooks.batch_began = [this](size_t pictures) { batches_.push_back(pictures); };
    return hooks;
  }
  std::map<std::string, std::string> run(const std::string& name, size_t batch) {
    PictureSession pictures;
    AuditSession session(pictures, hooks());
    const AuditPlan plan = session.plan(request());
    auto database = audit::AuditDatabase::create(folder_ / name, plan.settings, {});
    batches_.clear();
    session.run(database, plan.instruments, batch);
    EXPECT_EQ(audit::missing_images(database), 0);
    std::map<std::string, std::string> bytes;
    for (const audit::ImageRow& row : database.images()) {
      bytes[row.file] = read_file(database.folder() / row.file) + row.recipe;
    }
    return bytes;
  }

  TemporaryFolder folder_;
  std::vector<std::string> notes_;
  std::vector<size_t> batches_;
};

TEST_F(AuditSessionTest, SeveralPicturesAtOnceAreTheSamePictures) {
  const auto alone = run("alone", 1);
  EXPECT_EQ(alone.size(), 10u);
  EXPECT_EQ(batches_, std::vector<size_t>(10, 1));
  const auto together = run("together", 3);
  EXPECT_EQ(batches_, (std::vector<size_t>{3, 3, 2, 2}));
  EXPECT_TRUE(alone == together);
  // The processor is filled by one picture.
  EXPECT_TRUE(run("chosen", 0) == alone);
  EXPECT_EQ(batches_, std::vector<size_t>(10, 1));
}

TEST_F(AuditSessionTest, WhatPeopleShouldKnowIsHandedOverNotLogged) {
  AuditRequest same = request("a cat\na person\n");
  same.choices.baseline = "a person";
  PictureSession pictures;
  AuditSession(pictures, hooks()).plan(same);
  ASSERT_EQ(notes_.size(), 2u);
  EXPECT_NE(notes_[0].find("No instrument measures these pictures"), std::string::npos);
  EXPECT_NE(notes_[1].find("not made a second time as the baseline"), std::string::npos);
}

TEST_F(AuditSessionTest, AStoppedAuditIsTakenUpAgain) {
  const auto whole = run("whole", 1);
  PictureSession pictures;
  AuditHooks stopping = hooks();
  int stored = 0;
  stopping.stored = [&](const audit::RunState&) { ++stored; };
  stopping.poll = [&] {
    if (stored >= 4) throw Error(ErrorKind::interrupted, "stop");
  };
  {
    AuditSession session(pictures, stopping);
    const AuditPlan plan = session.plan(request());
    auto database = audit::AuditDatabase::create(folder_ / "stopped", plan.settings, {});
    EXPECT_THROW(session.run(database, plan.instruments), Error);
    EXPECT_EQ(database.images().size(), 4u);
  }
  PictureSession others;
  AuditSession again(others, hooks());
  auto database =
      audit::AuditDatabase::open(folder_ / "stopped", audit::AuditDatabase::Mode::write);
  again.run(database, again.take_up(database, {{}, {}, {"cpu", "auto", 1}}));
  for (const audit::ImageRow& row : database.images()) {
    EXPECT_TRUE(read_file(database.folder() / row.file) + row.recipe == whole.at(row.file));
  }
  EXPECT_EQ(database.images().size(), whole.size());
}

TEST_F(AuditSessionTest, APromptThatCannotBeReadIsToldBeforeTheFirstPicture) {
  PictureSession pictures;
  try {
    AuditSession(pictures, hooks()).plan(request("a cat\na AND b:500\n"));
    ADD_FAILURE() << "was not refused";
  } catch (const Error& error) {
    EXPECT_NE(std::string(error.what()).find("the prompt set small: prompt"), std::string::npos)
        << error.what();
  }
}

}  // namespace
}  // namespace evenlight::test
