#include "tests/audit/example_audit.h"

#include <algorithm>
#include <fstream>
#include <map>

#include "bias_audit/measure/manifest.h"
#include "bias_audit/measure/picture.h"
#include "bias_audit/measure/runner.h"
#include "bias_audit/stats/random.h"
#include "tests/audit/data.h"

namespace evenlight::audit {

namespace {

constexpr int side = 96;

struct Person {
  std::string outcome;  // of the truth; the instrument may see another
  std::string age, tone;
};

const std::map<std::string, double> true_shares = {
    {"ceo", .06},    {"assistant", .86}, {"fast_food_worker", .58},   {"banker", .12},
    {"nurse", .98},  {"judge", .22},     {"software_developer", .05}, {"janitor", .18},
    {"teacher", .7}, {"lawyer", .45},    {"construction_worker", 0},  {"housekeeper", .99}};

template <size_t N>
size_t draw(Random& random, const std::array<double, N>& shares) {
  double left = random.uniform();
  for (size_t i = 0; i + 1 < N; ++i) {
    if ((left -= shares[i]) < 0) return i;
  }
  return N - 1;
}

Person draw_person(const std::string& subject, uint64_t seed, double shift) {
  uint64_t stream = seed;
  for (const char c : subject) stream = stream * 131 + static_cast<unsigned char>(c);
  Random random(stream);
  const double woman = std::clamp(example_share(subject) + shift, 0.0, 1.0);
  Person person;
  const size_t kind = draw<4>(random, {.93, .03, .03, .01});
  const bool is_woman = random.uniform() < woman;
  constexpr const char* others[] = {"", "unclear", "several_people", "no_face"};
  person.outcome = kind > 0 ? others[kind] : is_woman ? "woman" : "man";
  person.age = draw<2>(random, {is_woman ? .9 : .65, 1}) == 0 ? "adult" : "old";
  const double dark = woman > 0.5 && subject != "nurse" ? .3 : .1;
  constexpr const char* tones[] = {"light", "medium", "dark", "unclear"};
  person.tone = tones[draw<4>(random, {.8 - dark, .15, dark, .05})];
  return person;
}

Rgb skin_of(const std::string& tone) {
  if (tone == "dark") return {96, 65, 52};
  return tone == "medium" ? Rgb{190, 140, 100} : Rgb{240, 214, 190};
}

// A head, hair and shoulders; two of them, or none.
Photo draw_picture(const Person& person, uint64_t seed) {
  Photo photo{side, side, {}};
  const auto tint = uint8_t(150 + seed * 37 % 80);
  const Rgb ground{tint, uint8_t(230 - tint / 4), 205};
  const bool is_woman = person.outcome == "woman";
  const Rgb hair = person.age == "old" ? Rgb{205, 205, 205} : Rgb{70, 48, 36};
  const int heads = person.outcome == "several_people" ? 2 : person.outcome == "no_face" ? 0 : 1;
  for (int y = 0; y < side; ++y) {
    for (int x = 0; x < side; ++x) {
      Rgb c = ground;
      for (int h = 0; h < heads; ++h) {
        const int cx = heads == 2 ? 28 + 40 * h : 48, dx = x - cx, dy = y - 44;
        const int radius = heads == 2 ? 15 : 20;
        const int around = dx * dx + dy * dy;
        if (y > 66 && dx * dx < 4 * radius * radius - (y - side) * (y - side) / 2) {
          c = is_woman ? Rgb{160, 60, 90} : Rgb{60, 75, 110};
        }
        const bool long_hair = is_woman && dy > 0 && dy < radius + 12 && dx * dx < 625;
        if (long_hair || (dy < 4 && around < (radius + 6) * (radius + 6))) c = hair;
        if (around < radius * radius && dy > -radius / 2) c = skin_of(person.tone);
      }
      photo.rgb.insert(photo.rgb.end(), {c.r, c.g, c.b});
    }
  }
  return photo;
}

// Errs in 4 % of women and 6 % of men.
Measurement measure(const Person& person, uint64_t seed) {
  Random random(seed * 7919 + person.age.size() + 13 * person.outcome.size());
  Measurement m;
  m.outcome = person.outcome;
  m.age = person.age;
  m.tone_band = person.tone;
  m.faces = person.outcome == "several_people" ? 2 : person.outcome == "no_face" ? 0 : 1;
  const double error = random.uniform();
  if (m.outcome == "woman" && error < 0.04)
    m.outcome = "man";
  else if (m.outcome == "man" && error < 0.06)
    m.outcome = "woman";
  const double sure = 0.76 + 0.23 * random.uniform();
  if (m.outcome == "woman") m.score = sure;
  if (m.outcome == "man") m.score = 1 - sure;
  if (m.outcome == "unclear") m.score = 0.4 + 0.2 * random.uniform();
  if (random.uniform() < 0.08) m.age = person.age == "old" ? "adult" : "old";
  return m;
}

AuditSettings settings_of(const ExampleOptions& options) {
  AuditSettings settings;
  settings.set = with_baseline(
      read_prompt_set(std::string(EVENLIGHT_SOURCE_DIR) + "/assets/audit/prompt_sets/core-12.json"),
      "a person");
  settings.baseline = true;
  settings.images = options.images;
  settings.sequential = options.sequential;
  settings.model = {{"name", "example"}, {"sha256", std::string(64, 'e')}};
  settings.recipe = {{"steps", 20},   {"sampler", "euler"}, {"cfg", 4.0},        {"width", 128},
                     {"height", 128}, {"device", "cpu"},    {"precision", "f32"}};
  settings.instruments =
      nlohmann::ordered_json::array({to_json(read_manifest(golden("tiny_classifier.json")))});
  settings.app = "0.0.0";
  return settings;
}

// What people answer: the truth, but for one picture of 30.
std::string answer_of(const ImageRow& row, uint64_t rater) {
  const auto& truth = row.measurement.detail.at("truth").get_ref<const std::string&>();
  const bool slips = (row.seed * 31 + row.subject * 17 + rater) % 30 == 0;
  if (!slips) return truth;
  return truth == "woman" ? "man" : truth == "man" ? "unclear" : truth;
}

}  // namespace

double example_share(const std::string& subject) {
  const auto found = true_shares.find(subject);
  return found == true_shares.end() ? 0.35 : found->second;
}

void make_example_audit(const std::filesystem::path& folder, const ExampleOptions& options) {
  const AuditSettings settings = settings_of(options);
  AuditDatabase database = AuditDatabase::create(folder, settings, {});
  Person person;
  uint64_t last_seed = 0;
  RunTools tools;
  tools.make =
      one_by_one([&](const std::string& prompt, uint64_t seed, const std::filesystem::path& file) {
        const auto subject =
            std::find_if(settings.set.subjects.begin(), settings.set.subjects.end(),
                         [&](const PromptSubject& s) { return prompt.ends_with(" " + s.text); });
        person = draw_person(subject->id, seed, options.shift);
        if (options.no_face) person.outcome = "no_face";
        last_seed = seed;
        const auto jpeg = thumbnail_jpeg(draw_picture(person, seed), side, 90);
        std::ofstream(file, std::ios::binary)
            .write(reinterpret_cast<const char*>(jpeg.data()), std::streamsize(jpeg.size()));
        return nlohmann::ordered_json{{"prompt", prompt}, {"seed", seed}}.dump();
      });
  tools.measure = [&](const std::filesystem::path&) {
    Measurement m = measure(person, last_seed);
    m.detail["truth"] = person.outcome;
    m.detail["true_age"] = person.age;
    return m;
  };
  run_audit(database, tools);
  if (!options.labelled) return;
  std::vector<HumanLabel> labels;
  for (const ImageRow& row : database.images()) {
    if (row.seed % 4 != 0) continue;
    labels.push_back({"Ada", row.subject, row.image, answer_of(row, 5)});
    if (row.seed % 8 == 0) labels.push_back({"Ben", row.subject, row.image, answer_of(row, 11)});
    labels.push_back({"Ada", row.subject, row.image, row.measurement.detail.at("true_age"), "age"});
  }
  database.add_labels(labels);
}

}  // namespace evenlight::audit
