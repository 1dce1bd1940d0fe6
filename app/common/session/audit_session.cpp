#include "app/common/session/audit_session.h"

#include <fmt/format.h>

#include <algorithm>

#include "app/common/audit/audit_files.h"
#include "app/common/recipe/recipe_json.h"
#include "bias_audit/measure/picture.h"
#include "engine/base/error.h"
#include "engine/base/json.h"

namespace evenlight {
namespace {

namespace fs = std::filesystem;

// A GPU's threads are not filled by one picture; the processor's are, and more would only take more
// memory.
constexpr size_t gpu_batches[] = {8, 4, 2};

}  // namespace

void AuditSession::pass_on(const Notes& notes) const {
  if (!hooks_.note) return;
  for (const Message& note : notes) hooks_.note(note);
}

AuditPlan AuditSession::plan(const AuditRequest& request) {
  pictures_.open(request.model, request.files);
  pictures_.begin(request.device);
  pictures_.wait_for_hash(hooks_.poll);
  Notes notes;
  AuditPlan plan;
  plan.instruments = find_instruments(request.instruments, request.model, notes);
  RecipeDocument checked;
  plan.settings = begin_audit(
      request.choices, request.document, pictures_.model(), plan.instruments,
      [&](RecipeDocument& document) {
        if (hooks_.poll) hooks_.poll();
        pictures_.prepare(document, notes);
        checked = document;
      },
      notes);
  pictures_.require_memory(checked.recipe, 1);
  pass_on(notes);
  return plan;
}

std::vector<fs::path> AuditSession::take_up(const audit::AuditDatabase& database,
                                            const AuditPlaces& places) {
  const audit::AuditSettings& settings = database.settings();
  Notes notes;
  pictures_.open(places.model ? *places.model : find_model_of(settings, notes), places.files);
  pictures_.wait_for_hash(hooks_.poll);
  // It goes on as it began: on that kind of device, with that precision.
  const DeviceChoice& choice = pictures_.begin(device_of(settings, places.device));
  require_same(settings, pictures_.model(), choice, EVENLIGHT_VERSION, notes);
  pass_on(notes);
  return find_instruments_again(settings.instruments, places.instruments, pictures_.known());
}

size_t AuditSession::batch_for(const audit::AuditSettings& settings) const {
  if (pictures_.choice().device.kind != "gpu" || settings.sequential) return 1;
  const Recipe recipe = recipe_from_json(settings.recipe, "the audit's recipe").recipe;
  for (const size_t batch : gpu_batches) {
    try {
      pictures_.require_memory(recipe, batch);
      return batch;
    } catch (const Error& error) {
      if (error.kind() != ErrorKind::device) throw;
    }
  }
  return 1;
}

void AuditSession::run(audit::AuditDatabase& database, const std::vector<fs::path>& manifests,
                       size_t batch) {
  RecipeDocument document =
      recipe_from_json(database.settings().recipe, database.folder().string());
  Notes notes;
  pictures_.prepare(document, notes);
  pass_on(notes);
  pictures_.require_memory(document.recipe, 1);
  const auto instruments = std::make_shared<const audit::Instruments>(manifests);
  audit::RunTools tools;
  tools.batch = batch > 0 ? batch : batch_for(database.settings());
  tools.make = [&](std::span<const audit::PictureRequest> requests) {
    RecipeDocument wanted = document;
    wanted.recipe.prompt = requests.front().prompt;
    wanted.given.insert("prompt");
    Notes ignored;  // reported when the audit was planned
    pictures_.resolve_files(wanted, ignored);
    return make(wanted, requests);
  };
  tools.measure = [&](const fs::path& file) {
    return instruments->measure(audit::read_photo(file));
  };
  tools.on_image = hooks_.stored;
  audit::run_audit(database, tools);
}

std::vector<audit::MadePicture> AuditSession::make(
    const RecipeDocument& document, std::span<const audit::PictureRequest> requests) {
  std::vector<audit::MadePicture> made;
  if (requests.size() > 1) {
    try {
      const std::vector<Picture> pictures = render(document, requests);
      for (size_t i = 0; i < pictures.size(); ++i) {
        made.push_back({save(document, pictures[i], requests[i].file), {}, {}, {}});
      }
      return made;
    } catch (const Error& error) {
      // One of them failed its check: rendering them one by one shows which.
      if (error.kind() != ErrorKind::check) throw;
      made.clear();
    }
  }
  for (const audit::PictureRequest& one : requests) made.push_back(make_alone(document, one));
  return made;
}

// A picture that fails its check is one that the model did not give: it is counted, not hidden.
audit::MadePicture AuditSession::make_alone(const RecipeDocument& document,
                                            const audit::PictureRequest& request) {
  try {
    return {save(document, render(document, {&request, 1}).front(), request.file), {}, {}, {}};
  } catch (const Error& error) {
    if (error.kind() != ErrorKind::check) throw;
    pass_on({say<"{0}, seed {1}: {2}">(request.prompt, request.seed, error.message())});
    return {{}, error.what(), {}, {}};
  }
}

std::vector<Picture> AuditSession::render(const RecipeDocument& document,
                                          std::span<const audit::PictureRequest> requests) {
  if (hooks_.poll) hooks_.poll();
  std::vector<uint64_t> seeds;
  for (const audit::PictureRequest& one : requests) seeds.push_back(one.seed);
  RenderOptions options;
  options.poll = hooks_.poll;
  options.report = hooks_.step;
  if (hooks_.loading) hooks_.loading();
  pictures_.load(document.recipe, seeds.size(), hooks_.poll, hooks_.loaded);
  if (hooks_.batch_began) hooks_.batch_began(seeds.size());
  return pictures_.render(document.recipe, seeds, options);
}

std::string AuditSession::save(const RecipeDocument& document, const Picture& picture,
                               const fs::path& file) const {
  // Whatever lies there was left by a stop, without its row.
  const PictureFile saved = pictures_.save(file, document, picture, Overwrite::allow);
  if (hooks_.made) hooks_.made(saved);
  return dump_json(saved.recipe);
}

}  // namespace evenlight
