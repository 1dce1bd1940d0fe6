#include "app/gui/audit/audit_job.h"

#include "app/common/audit/audit_files.h"
#include "app/common/recipe/recipe_json.h"
#include "app/gui/queue/time_left.h"

namespace evenlight::studio {
namespace {

namespace fs = std::filesystem;

RenderJob render_job(const AuditJob& job, const KnownModel& model, const DeviceRequest& device,
                     const RecipeDocument& document) {
  return {job.id, document, model, device, 1, 1, job.folder};
}

// The audit's pictures from the first missing one to the last.
class AuditRun {
 public:
  AuditRun(const AuditJob& job, audit::AuditDatabase& database, PictureMaker& maker,
           RenderJob render, const AuditHooks& hooks)
      : job_(job),
        database_(database),
        maker_(maker),
        render_(std::move(render)),
        hooks_(hooks),
        total_(int(database.images().size()) + int(audit::missing_images(database))),
        left_(int(audit::missing_images(database)), render_.document.recipe.steps),
        done_(total_ - int(audit::missing_images(database))) {}

  void run(const std::vector<fs::path>& manifests) {
    auto tools =
        audit_tools(render_.document, std::make_shared<const audit::Instruments>(manifests),
                    [this](const RecipeDocument& document, const fs::path& file) {
                      return render(document, file);
                    });
    tools.on_image = [this](const audit::RunState& state) {
      ++done_;
      left_.batch_done();
      tell(0);
      hooks_.stored(state);
    };
    audit::run_audit(database_, tools);
  }

 private:
  std::string render(const RecipeDocument& document, const fs::path& file) {
    hooks_.poll();
    render_.document = document;
    maker_.settle_embeddings(render_.document);
    RenderOptions options;
    options.poll = hooks_.poll;
    options.report = [this](const StepReport& report) {
      left_.step_done(report.step);
      tell(report.step);
    };
    left_.batch_began();
    const uint64_t seed = document.recipe.seed;
    const std::vector<Picture> pictures = maker_.render(render_, {&seed, 1}, options);
    return maker_.save_as(file, render_.document, pictures.at(0), Overwrite::allow);
  }

  void tell(int step) {
    hooks_.progressed({job_.id, step, render_.document.recipe.steps, std::min(done_, total_ - 1),
                       total_, left_.fraction(), left_.seconds()});
  }

  const AuditJob& job_;
  audit::AuditDatabase& database_;
  PictureMaker& maker_;
  RenderJob render_;
  const AuditHooks& hooks_;
  int total_;
  TimeLeft left_;
  int done_;
};

void begin(const AuditJob& job, PictureMaker& maker, const AuditHooks& hooks) {
  maker.open(job.model);
  maker.wait_for_hash(hooks.poll);
  const auto manifests = find_instruments(job.instruments, job.model);
  RenderJob render = render_job(job, job.model, job.device, job.document);
  const auto settings = begin_audit(*job.wish, job.document, job.model, maker.model(), manifests,
                                    [&](RecipeDocument& document) {
                                      hooks.poll();
                                      render.document = document;
                                      maker.prepare(render);
                                      document = render.document;
                                    });
  auto database = audit::AuditDatabase::create(job.folder, settings, {});
  AuditRun(job, database, maker, render, hooks).run(manifests);
}

void go_on(const AuditJob& job, PictureMaker& maker, const AuditHooks& hooks) {
  auto database = audit::AuditDatabase::open(job.folder, audit::AuditDatabase::Mode::write);
  const audit::AuditSettings& settings = database.settings();
  const KnownModel model = find_model_of(settings);
  maker.open(model);
  maker.wait_for_hash(hooks.poll);
  const DeviceRequest device = device_of(settings, job.device);
  require_same(settings, maker.model(), choose_device(device), EVENLIGHT_VERSION);
  RenderJob render =
      render_job(job, model, device, recipe_from_json(settings.recipe, database.folder().string()));
  maker.prepare(render);
  const auto manifests = find_instruments_again(settings.instruments, {}, model);
  AuditRun(job, database, maker, render, hooks).run(manifests);
}

}  // namespace

void make_audit(const AuditJob& job, PictureMaker& maker, const AuditHooks& hooks) {
  job.wish ? begin(job, maker, hooks) : go_on(job, maker, hooks);
}

}  // namespace evenlight::studio
