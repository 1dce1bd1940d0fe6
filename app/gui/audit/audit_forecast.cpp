#include "app/gui/audit/audit_forecast.h"

#include <QFutureWatcher>
#include <QtConcurrent>

#include "app/common/recipe/recipe_json.h"
#include "app/gui/widgets/text.h"
#include "engine/base/json.h"
#include "engine/pipeline/estimate.h"

namespace evenlight::studio {
namespace {

// Of a processor's multiply-adds, what pictures of large models come to.
constexpr double usual_share_of_peak = 0.4;

PictureTime time_of(const AuditContext& context, RecipeDocument recipe) {
  try {
    const LoadedModel model = load_model(*context.model);
    complete(recipe, model);
    const DeviceChoice choice = choose_device(context.device);
    const double flops =
        estimate(recipe.recipe, *model.weights, 1, choice.device, choice.precision).flops_total;
    const double seen = context.speed(to_qt(choice.device.id), to_qt(context.model->name));
    if (seen > 0) return {flops / seen, true};
    if (choice.device.kind != "cpu") return {};
    const auto peak = open_backend(context.device)->multiply_add_peak();
    return peak ? PictureTime{flops / (*peak * usual_share_of_peak), false} : PictureTime{};
  } catch (const std::exception&) {
    return {};  // whoever starts the audit is told what is wrong
  }
}

}  // namespace

void AuditForecast::ask(const AuditContext& context, const RecipeDocument& recipe) {
  if (!context.model) return;
  const std::string key = context.model->path.string() + context.device.device +
                          dump_json(recipe_to_json(recipe)) + std::to_string(context.speeds_stamp);
  if (key == asked_) return;
  asked_ = key;
  auto* watcher = new QFutureWatcher<PictureTime>(this);
  connect(watcher, &QFutureWatcherBase::finished, this, [this, watcher, key] {
    watcher->deleteLater();
    if (key != asked_) return;
    picture_ = watcher->result();
    emit changed();
  });
  watcher->setFuture(QtConcurrent::run(time_of, context, recipe));
}

}  // namespace evenlight::studio
