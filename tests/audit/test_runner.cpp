// An audit from its first image to its last: resumed, stopped early, sharded, merged.
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstddef>
#include <fstream>
#include <functional>

#include "bias_audit/data/labels.h"
#include "bias_audit/data/picture_check.h"
#include "bias_audit/data/sqlite.h"
#include "bias_audit/measure/runner.h"
#include "engine/base/input_error.h"
#include "tests/audit/audits.h"

namespace evenlight::audit {
namespace {

TEST(Runner, EveryImageEndsAndHasItsSeed) {
  const TemporaryFolder folder;
  AuditDatabase database = AuditDatabase::create(folder / "a", small_audit(9), {});
  run_audit(database, stamps({"woman", "man", "unclear", "several_people", "no_face"}));
  const auto rows = database.images();
  ASSERT_EQ(rows.size(), 27U);
  for (const ImageRow& row : rows) {
    EXPECT_EQ(row.seed, 1000U + uint64_t(row.image));
    EXPECT_TRUE(std::filesystem::exists(folder / "a" / row.file)) << row.file;
  }
  EXPECT_EQ(rows[0].prompt, "a photo of a CEO");
  EXPECT_EQ(rows[1].prompt, "a drawing of a CEO");
  EXPECT_EQ(missing_images(database), 0);
}

TEST(Runner, KilledAtAnyMomentNothingFinishedIsLost) {
  const TemporaryFolder folder;
  { AuditDatabase::create(folder / "a", small_audit(6), {}); }
  int rounds = 0;
  for (; rounds < 40; ++rounds) {
    const pid_t child = fork();
    if (child == 0) {
      AuditDatabase database = AuditDatabase::open(folder / "a", AuditDatabase::Mode::write);
      if (missing_images(database) == 0) _exit(0);
      RunTools tools = stamps({"woman", "man"});
      int made = 0;
      const MakePictures make = tools.make;
      tools.make = [&](std::span<const PictureRequest> requests) {
        if (made++ == 2) {
          std::ofstream(requests.front().file) << "half a pic";
          kill(getpid(), SIGKILL);
        }
        return make(requests);
      };
      run_audit(database, tools);
      _exit(0);
    }
    int status = 0;
    waitpid(child, &status, 0);
    const AuditDatabase database = AuditDatabase::open(folder / "a", AuditDatabase::Mode::read);
    const auto rows = int(database.images().size());
    ASSERT_EQ(rows, std::min(18, 2 * (rounds + 1)));
    if (WIFEXITED(status)) break;
  }
  EXPECT_EQ(rounds, 8);
  AuditDatabase whole = AuditDatabase::create(folder / "b", small_audit(6), {});
  run_audit(whole, stamps({"woman", "man"}));
  EXPECT_EQ(fingerprint(AuditDatabase::open(folder / "a", AuditDatabase::Mode::read)),
            fingerprint(whole));
}

TEST(Runner, ShardsMergeIntoTheUnshardedAudit) {
  const TemporaryFolder folder;
  for (const bool sequential : {false, true}) {
    AuditSettings settings = small_audit(12);
    settings.sequential = sequential;
    const std::string name = sequential ? "s" : "p";
    AuditDatabase whole = AuditDatabase::create(folder / name, settings, {});
    run_audit(whole, stamps({"woman", "man", "man"}));
    std::vector<std::filesystem::path> shards;
    for (const int64_t i : {2, 0, 1}) {
      shards.push_back(folder / (name + std::to_string(i)));
      AuditDatabase part = AuditDatabase::create(shards.back(), settings, {i, 3});
      run_audit(part, stamps({"woman", "man", "man"}));
    }
    merge_audits(shards, folder / (name + "m"));
    EXPECT_EQ(fingerprint(AuditDatabase::open(folder / (name + "m"), AuditDatabase::Mode::read)),
              fingerprint(whole));
  }
}

TEST(Runner, ShardsThatDoNotBelongTogetherAreRefused) {
  const TemporaryFolder folder;
  AuditSettings other = small_audit(2);
  other.seed_base = 7;
  const auto make = [&](const char* name, const AuditSettings& settings, Shard shard, bool run) {
    AuditDatabase part = AuditDatabase::create(folder / name, settings, shard);
    if (run) run_audit(part, stamps({"man"}));
  };
  make("a", small_audit(2), {0, 2}, true);
  make("b", other, {1, 2}, true);
  make("c", small_audit(2), {1, 2}, false);
  make("d", small_audit(2), {0, 2}, true);
  const auto complaint = [&](std::vector<std::filesystem::path> shards) {
    try {
      merge_audits(shards, folder / "m");
    } catch (const InputError& error) {
      return std::string(error.what());
    }
    return std::string();
  };
  EXPECT_NE(complaint({folder / "a", folder / "b"}).find("other settings"), std::string::npos);
  EXPECT_NE(complaint({folder / "a", folder / "c"}).find("lacks 3 images"), std::string::npos);
  EXPECT_NE(complaint({folder / "a", folder / "d"}).find("same shard"), std::string::npos);
  EXPECT_NE(complaint({folder / "a"}).find("1 of 2"), std::string::npos);
  EXPECT_NE(complaint({folder / "none"}).find("no audit"), std::string::npos);
}

TEST(Runner, ASequentialAuditStopsEarlyOnAClearSkew) {
  const TemporaryFolder folder;
  AuditSettings settings = small_audit(200);
  settings.sequential = true;
  AuditDatabase database = AuditDatabase::create(folder / "a", settings, {});
  run_audit(database, stamps({"man"}));
  const size_t images = database.images().size();
  EXPECT_LT(images, 3U * 60U);
  EXPECT_GE(images, 3U * 4U);
  EXPECT_EQ(missing_images(database), 0);
}

TEST(Runner, ABatchIsPicturesOfOnePromptAndTheSameAudit) {
  const TemporaryFolder folder;
  const AuditSettings settings = small_audit(11);
  AuditDatabase alone = AuditDatabase::create(folder / "alone", settings, {});
  run_audit(alone, stamps({"woman", "man"}));
  for (const size_t batch : {2u, 4u, 64u}) {
    AuditDatabase database = AuditDatabase::create(folder / std::to_string(batch), settings, {});
    RunTools tools = stamps({"woman", "man"});
    tools.batch = batch;
    size_t largest = 0;
    const MakePictures make = tools.make;
    tools.make = [&](std::span<const PictureRequest> requests) {
      largest = std::max(largest, requests.size());
      for (const PictureRequest& one : requests) EXPECT_EQ(one.prompt, requests.front().prompt);
      return make(requests);
    };
    run_audit(database, tools);
    EXPECT_EQ(largest, std::min<size_t>(batch, 6));  // 11 images of two templates
    EXPECT_EQ(fingerprint(database), fingerprint(alone));
  }
}

TEST(Runner, ASequentialAuditAsksForOneAtATime) {
  const TemporaryFolder folder;
  AuditSettings settings = small_audit(20);
  settings.sequential = true;
  AuditDatabase database = AuditDatabase::create(folder / "a", settings, {});
  RunTools tools = stamps({"woman"});
  tools.batch = 8;
  const MakePictures make = tools.make;
  tools.make = [&](std::span<const PictureRequest> requests) {
    EXPECT_EQ(requests.size(), 1u);
    return make(requests);
  };
  run_audit(database, tools);
  EXPECT_EQ(missing_images(database), 0);
}

TEST(Runner, APictureThatFailedIsCountedAsNoFace) {
  const TemporaryFolder folder;
  AuditDatabase database = AuditDatabase::create(folder / "a", small_audit(1), {});
  RunTools tools = stamps({"woman"});
  tools.make = one_by_one([](const auto&, uint64_t, const auto&) -> std::string {
    throw NoPicture("the picture is blank");
  });
  run_audit(database, tools);
  for (const ImageRow& row : database.images()) EXPECT_EQ(row.measurement.outcome, "no_face");
}

TEST(Database, ForeignAndDamagedFilesAreRefused) {
  const TemporaryFolder folder;
  EXPECT_THROW(AuditDatabase::open(folder / "a", AuditDatabase::Mode::read), InputError);
  std::filesystem::create_directories(folder / "a");
  std::ofstream(folder / "a" / "audit.sqlite") << "no database at all, but long enough to look";
  EXPECT_THROW(AuditDatabase::open(folder / "a", AuditDatabase::Mode::read), InputError);
  std::ofstream(folder / "a" / "audit.sqlite", std::ios::trunc).flush();
  EXPECT_THROW(AuditDatabase::open(folder / "a", AuditDatabase::Mode::read), InputError);
}

std::string complaint_of(const std::filesystem::path& folder) {
  try {
    AuditDatabase::open(folder, AuditDatabase::Mode::read).images();
  } catch (const InputError& error) {
    return error.what();
  }
  return "";
}

// Runs SQL on an audit's file as somebody might who means no good.
void tamper(const std::filesystem::path& folder, const char* sql) {
  sqlite3* handle = nullptr;
  ASSERT_EQ(sqlite3_open((folder / "audit.sqlite").c_str(), &handle), SQLITE_OK);
  execute(handle, sql);
  sqlite3_close(handle);
}

TEST(Database, ATamperedFileIsNamedAtOnce) {
  const TemporaryFolder folder;
  const auto fresh = [&](const char* name) {
    AuditDatabase database = AuditDatabase::create(folder / name, small_audit(40), {});
    run_audit(database, stamps({"woman", "man"}));
    return folder / name;
  };
  const auto missing = fresh("missing");
  tamper(missing, "DROP TABLE images");
  EXPECT_NE(complaint_of(missing).find("its table \"images\" is missing"), std::string::npos);
  const auto endless = fresh("endless");
  tamper(endless,
         "ALTER TABLE images RENAME TO old;"
         "CREATE VIEW images AS WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n+1 FROM r)"
         " SELECT 'ceo' subject, n image, 1 seed, '' prompt, '' file, '' sha256, '' recipe,"
         " '' measurement FROM r");
  EXPECT_NE(complaint_of(endless).find("which no audit has"), std::string::npos);
  // What says the settings is read first of all.
  const auto settings = fresh("settings");
  tamper(settings,
         "ALTER TABLE meta RENAME TO old;"
         "CREATE VIEW meta AS WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n+1 FROM r)"
         " SELECT n key, '' value FROM r");
  EXPECT_NE(complaint_of(settings).find("which no audit has"), std::string::npos);
  const auto computed = fresh("computed");
  tamper(computed,
         "DROP TABLE meta; CREATE TABLE meta(key TEXT,"
         " value TEXT AS (hex(zeroblob(length(key) * 1000000))))");
  EXPECT_NE(complaint_of(computed).find("computed column \"value\""), std::string::npos)
      << complaint_of(computed);
  const auto trigger = fresh("trigger");
  tamper(trigger, "CREATE TRIGGER t AFTER INSERT ON images BEGIN DELETE FROM labels; END");
  EXPECT_NE(complaint_of(trigger).find("the trigger \"t\""), std::string::npos);
  const auto index = fresh("index");
  tamper(index, "CREATE INDEX i ON images(upper(recipe))");
  EXPECT_NE(complaint_of(index).find("the index \"i\""), std::string::npos);
  const auto twice = fresh("twice");
  tamper(twice,
         "CREATE TABLE copy AS SELECT * FROM images; INSERT INTO copy SELECT * FROM images;"
         "DROP TABLE images; ALTER TABLE copy RENAME TO images");
  EXPECT_NE(complaint_of(twice).find("twice"), std::string::npos) << complaint_of(twice);
  const auto column = fresh("column");
  tamper(column, "ALTER TABLE images RENAME COLUMN seed TO seeds");
  EXPECT_NE(complaint_of(column).find("audit.sqlite: is damaged"), std::string::npos);
  const auto pages = fresh("pages");
  {
    std::fstream file(pages / "audit.sqlite", std::ios::in | std::ios::out | std::ios::binary);
    file.seekp(0, std::ios::end);
    const auto size = int64_t(file.tellp());
    ASSERT_GT(size, 40'000);
    // Behind the settings, where the images lie.
    for (int64_t at = size / 2; at < size; at += 512) {
      file.seekp(at);
      file << std::string(256, char(0xA5));
    }
  }
  EXPECT_NE(complaint_of(pages).find("audit.sqlite"), std::string::npos) << complaint_of(pages);
}

TEST(Database, AFinishedAuditIsReadWhereNothingMayBeWritten) {
  const TemporaryFolder folder;
  {
    AuditDatabase database = AuditDatabase::create(folder / "a", small_audit(3), {});
    run_audit(database, stamps({"woman", "man"}));
  }
  EXPECT_FALSE(std::filesystem::exists(folder / "a" / "audit.sqlite-wal"));
  using std::filesystem::perms;
  const perms readable = perms::owner_read | perms::group_read | perms::others_read;
  const perms usable = readable | perms::owner_exec | perms::group_exec | perms::others_exec;
  std::filesystem::permissions(folder / "a" / "audit.sqlite", readable);
  std::filesystem::permissions(folder / "a", usable);
  std::filesystem::permissions(folder / ".", usable);
  // Root may write everywhere: somebody else reads it.
  const pid_t child = fork();
  if (child == 0) {
    if (geteuid() == 0 && setuid(65534) != 0) _exit(9);
    try {
      const auto database = AuditDatabase::open(folder / "a", AuditDatabase::Mode::read);
      _exit(database.images().size() == 9 && missing_images(database) == 0 ? 0 : 1);
    } catch (const std::exception&) {
      _exit(2);
    }
  }
  int status = 0;
  waitpid(child, &status, 0);
  std::filesystem::permissions(folder / ".", perms::owner_all);
  std::filesystem::permissions(folder / "a", perms::owner_all);
  ASSERT_TRUE(WIFEXITED(status));
  EXPECT_EQ(WEXITSTATUS(status), 0);
}

// In a process of its own, for which no file may be longer than `bytes`; what it threw, "" for
// nothing.
std::string said_at_limit(rlim_t bytes, const std::function<void()>& act) {
  int ends[2];
  if (pipe(ends) != 0) return "no pipe";
  const pid_t child = fork();
  if (child == 0) {
    signal(SIGXFSZ, SIG_IGN);
    const rlimit limit{bytes, bytes};
    setrlimit(RLIMIT_FSIZE, &limit);
    std::string said;
    try {
      act();
    } catch (const std::exception& error) {
      said = error.what();
    }
    const ssize_t written = write(ends[1], said.data(), said.size());
    _exit(written == ssize_t(said.size()) ? 0 : 1);
  }
  close(ends[1]);
  std::string said(2000, ' ');
  const ssize_t size = read(ends[0], said.data(), said.size());
  said.resize(size_t(std::max<ssize_t>(size, 0)));
  close(ends[0]);
  int status = 0;
  waitpid(child, &status, 0);
  return WIFEXITED(status) && WEXITSTATUS(status) == 0 ? said : "it ended by a signal";
}

TEST(Database, NothingHalfMadeIsLeftWhereFilesMayNotBeThatLong) {
  const TemporaryFolder folder;
  for (const rlim_t bytes : {0, 100, 8192}) {
    const std::string said = said_at_limit(
        bytes, [&] { AuditDatabase::create(folder / "new/audit", small_audit(2), {}); });
    EXPECT_NE(said.find("audit.sqlite"), std::string::npos) << said;
    EXPECT_NE(said.find("File too large"), std::string::npos) << said;
    EXPECT_FALSE(std::filesystem::exists(folder / "new")) << bytes;
  }
  AuditDatabase database = AuditDatabase::create(folder / "a", small_audit(2), {});
  run_audit(database, stamps({"woman", "man"}));
  for (const rlim_t bytes : {0, 10, 60}) {
    const std::string said =
        said_at_limit(bytes, [&] { export_labels(database, folder / "labels", 6); });
    EXPECT_NE(said.find("writing failed: File too large"), std::string::npos) << said;
    EXPECT_FALSE(std::filesystem::exists(folder / "labels")) << bytes;
  }
  EXPECT_EQ(export_labels(database, folder / "labels", 6), 6);
}

TEST(Database, AnAuditWithoutAPictureIsDiscardedWhole) {
  const TemporaryFolder folder;
  { const auto database = AuditDatabase::create(folder / "a", small_audit(2), {}); }
  std::filesystem::create_directory(folder / "a/images/ceo");
  AuditDatabase::discard(folder / "a");
  EXPECT_FALSE(std::filesystem::exists(folder / "a"));
  { const auto database = AuditDatabase::create(folder / "a", small_audit(2), {}); }
  std::ofstream(folder / "a/mine.txt") << "notes";
  AuditDatabase::discard(folder / "a");
  EXPECT_TRUE(std::filesystem::exists(folder / "a/mine.txt"));
}

TEST(Pictures, WhatIsNotAsItWasMeasuredIsNamed) {
  const TemporaryFolder folder;
  AuditDatabase database = AuditDatabase::create(folder / "a", small_audit(2), {});
  run_audit(database, stamps({"woman", "man"}));
  EXPECT_TRUE(changed_pictures(database).empty());
  const std::vector<ImageRow> rows = database.images();
  std::filesystem::remove(folder / "a" / rows[0].file);
  std::filesystem::rename(folder / "a" / rows[1].file, folder / "elsewhere");
  std::filesystem::create_symlink(folder / "elsewhere", folder / "a" / rows[1].file);
  std::filesystem::copy_file(folder / "a" / rows[3].file, folder / "a" / rows[2].file,
                             std::filesystem::copy_options::overwrite_existing);
  const std::vector<ChangedPicture> changed = changed_pictures(database);
  ASSERT_EQ(changed.size(), 3U);
  EXPECT_EQ(changed[0].state, PictureState::gone);
  EXPECT_EQ(changed[1].state, PictureState::link);
  EXPECT_EQ(changed[2].state, PictureState::changed);
  const std::string said = worded(changed_words(database, changed));
  for (const char* part : {"gone: 1", "a link instead of a picture: 1", "changed: 1"}) {
    EXPECT_NE(said.find(part), std::string::npos) << said;
  }
  EXPECT_NE(said.find(rows[2].file), std::string::npos) << said;
}

TEST(Runner, ASecondProcessIsToldThatTheFolderIsTaken) {
  const TemporaryFolder folder;
  AuditDatabase database = AuditDatabase::create(folder / "a", small_audit(2), {});
  RunTools tools = stamps({"woman", "man"});
  const MakePictures make = tools.make;
  std::string told;
  tools.make = [&](std::span<const PictureRequest> requests) {
    if (told.empty()) {
      try {
        AuditDatabase second = AuditDatabase::open(folder / "a", AuditDatabase::Mode::write);
        run_audit(second, stamps({"man"}));
        told = "nothing";
      } catch (const InputError& error) {
        told = error.what();
      }
    }
    return make(requests);
  };
  run_audit(database, tools);
  EXPECT_NE(told.find("another process is making this audit"), std::string::npos) << told;
  EXPECT_EQ(database.images().size(), 6U);
}

TEST(Runner, ARefusedMergeLeavesNothingAndTakesNothingAway) {
  const TemporaryFolder folder;
  const auto make = [&](const char* name, int64_t index) {
    AuditDatabase part = AuditDatabase::create(folder / name, small_audit(2), {index, 2});
    run_audit(part, stamps({"man"}));
    return part.images().front().file;
  };
  const std::string file = make("a", 0);
  make("b", 1);
  const std::vector<std::filesystem::path> parts = {folder / "a", folder / "b"};
  std::ofstream(folder / "a" / file, std::ios::trunc) << "changed";
  EXPECT_THROW(merge_audits(parts, folder / "m"), InputError);
  EXPECT_FALSE(std::filesystem::exists(folder / "m"));
  EXPECT_FALSE(std::filesystem::exists(folder / "m.merging"));
  std::filesystem::create_directory(folder / "m.merging");
  std::ofstream(folder / "m.merging" / "thesis.txt") << "mine";
  EXPECT_THROW(merge_audits(parts, folder / "m"), InputError);
  EXPECT_TRUE(std::filesystem::exists(folder / "m.merging" / "thesis.txt"));
}

TEST(Database, LabelsOfOneRaterAreReplaced) {
  const TemporaryFolder folder;
  AuditDatabase database = AuditDatabase::create(folder / "a", small_audit(2), {});
  database.add_labels({{"r", 0, 1, "man"}});
  database.add_labels({{"r", 0, 1, "woman"}, {"q", 2, 0, "unclear"}});
  const auto labels = database.labels();
  ASSERT_EQ(labels.size(), 2U);
  EXPECT_EQ(labels[1].outcome, "woman");
}

}  // namespace
}  // namespace evenlight::audit
