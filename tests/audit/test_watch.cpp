// Watching an audit: alarms where shares moved, and hardly ever where they did not.
#include <gtest/gtest.h>

#include "bias_audit/analysis/watch.h"
#include "bias_audit/stats/random.h"
#include "engine/base/error.h"
#include "tests/audit/audits.h"

namespace evenlight::audit {
namespace {

const std::vector<std::string> two = {"woman", "man"};

std::vector<std::string> prompts(size_t count) {
  std::vector<std::string> names;
  for (size_t i = 0; i < count; ++i) names.push_back("p" + std::to_string(i));
  return names;
}

// A new audit is looked at after every forty images, as a job that stops early would.
bool any_alarm(Random& random, double share_before, double share_now,
               const WatchSettings& settings) {
  constexpr size_t count = 12;
  std::vector<CountVector> stored, now(count, CountVector{0, 0});
  for (size_t p = 0; p < count; ++p) {
    stored.push_back(random.multinomial(250, {share_before, 1 - share_before}));
  }
  for (int look = 0; look < 6; ++look) {
    for (CountVector& each : now) {
      const CountVector more = random.multinomial(40, {share_now, 1 - share_now});
      each[0] += more[0];
      each[1] += more[1];
    }
    if (watch_counts(prompts(count), two, stored, now, settings).left > 0) return true;
  }
  return false;
}

TEST(Watch, FalseAlarmsAreRare) {
  constexpr int audits = 400;
  for (const double share : {0.05, 0.5}) {
    for (const double epsilon : {0.0, 0.05}) {
      Random random(uint64_t(1000 * share));
      int alarms = 0;
      for (int i = 0; i < audits; ++i) {
        alarms += any_alarm(random, share, share, {.epsilon = epsilon}) ? 1 : 0;
      }
      EXPECT_LE(alarms, audits / 20) << share << " " << epsilon;
    }
  }
}

TEST(Watch, AMoveIsSeen) {
  Random random(2);
  int alarms = 0;
  for (int i = 0; i < 100; ++i) alarms += any_alarm(random, 0.5, 0.85, {}) ? 1 : 0;
  EXPECT_GE(alarms, 95);
}

TEST(Watch, WithinTheMarginNothingIsSaid) {
  Random random(3);
  int alarms = 0;
  for (int i = 0; i < 200; ++i) alarms += any_alarm(random, 0.3, 0.34, {}) ? 1 : 0;
  EXPECT_LE(alarms, 10);
}

TEST(Watch, OfMoreClassesEachIsWatched) {
  const Watch watch =
      watch_counts({"p"}, {"light", "medium", "dark"}, {{200, 40, 10}}, {{10, 40, 200}}, {});
  ASSERT_EQ(watch.shares.size(), 3u);
  EXPECT_EQ(watch.left, 2);
  EXPECT_TRUE(watch.shares[0].has_left);
  EXPECT_FALSE(watch.shares[1].has_left);
}

TEST(Watch, AuditsAreHeldAgainstEachOther) {
  const TemporaryFolder folder;
  const auto audit_of = [&](const char* name, const AuditSettings& settings,
                            const std::vector<std::string>& outcomes) {
    {
      auto database = AuditDatabase::create(folder / name, settings, Shard{});
      run_audit(database, stamps(outcomes));
    }
    return AuditDatabase::open(folder / name, AuditDatabase::Mode::read);
  };
  const AuditSettings settings = small_audit(80);
  const auto stored = audit_of("stored", settings, {"man", "man", "man", "woman"});
  const auto same = audit_of("same", settings, {"man", "man", "man", "woman"});
  const auto moved = audit_of("moved", settings, {"woman", "woman", "woman", "man"});
  EXPECT_EQ(watch_audits(stored, same, {}).left, 0);
  EXPECT_EQ(watch_audits(stored, moved, {}).left, 3);
  AuditSettings other = settings;
  other.instruments.push_back({{"name", "x"},
                               {"version", "1"},
                               {"kind", "k"},
                               {"domain", "d"},
                               {"sha256", "0"},
                               {"licence", "l"},
                               {"provenance", "p"},
                               {"accuracy", nlohmann::ordered_json::object()},
                               {"limits", nlohmann::ordered_json::array()},
                               {"heads", nlohmann::ordered_json::array()}});
  EXPECT_THROW(watch_audits(stored, audit_of("other", other, {"man"}), {}), Error);
}

}  // namespace
}  // namespace evenlight::audit
