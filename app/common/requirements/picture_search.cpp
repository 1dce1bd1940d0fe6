#include "app/common/requirements/picture_search.h"

#include "app/common/recipe/drawn_prompts.h"
#include "engine/base/error.h"

namespace evenlight {
namespace {

// A picture, or why there is none.
struct Drawn {
  Picture picture;
  std::string failure;
};

class Search {
 public:
  Search(PictureSession& session, const RecipeDocument& document, const Requirements& requirements,
         const SearchPlan& plan, const SearchHooks& hooks)
      : session_(session),
        prepared_(document),
        document_(document),
        requirements_(requirements),
        hooks_(hooks),
        search_(plan) {}

  SeedSearch run(size_t batch) {
    if (draws_for_each_seed(prepared_)) batch = 1;  // each has a prompt of its own
    while (!search_.is_over()) {
      for (const Drawn& drawn : draw(search_.next(batch))) {
        if (search_.is_over()) break;  // the batch made more than were needed
        judge(drawn);
      }
    }
    return search_;
  }

 private:
  std::vector<Drawn> draw(const std::vector<uint64_t>& seeds) {
    std::vector<Drawn> all;
    try {
      for (Picture& picture : render(seeds)) all.push_back({std::move(picture), {}});
      return all;
    } catch (const Error& error) {
      if (error.kind() != ErrorKind::check) throw;
      if (seeds.size() == 1) {
        all.emplace_back().failure = error.what();
        return all;
      }
    }
    // One of them failed its check: rendering them one by one shows which.
    for (const uint64_t seed : seeds) {
      for (Drawn& one : draw({seed})) all.push_back(std::move(one));
    }
    return all;
  }

  std::vector<Picture> render(const std::vector<uint64_t>& seeds) {
    if (hooks_.poll) hooks_.poll();
    document_ = session_.document_for(prepared_, seeds.front());
    RenderOptions options;
    options.poll = hooks_.poll;
    options.report = hooks_.step;
    session_.load(document_.recipe, seeds.size(), hooks_.poll, hooks_.loaded);
    if (hooks_.batch_began) hooks_.batch_began(seeds.size());
    return session_.render(document_.recipe, seeds, options);
  }

  void judge(const Drawn& drawn) {
    std::vector<RequirementReading> readings;
    if (drawn.failure.empty()) {
      readings = requirements_.test(drawn.picture.image);
    } else {
      readings.push_back({"picture", drawn.failure, false});
    }
    const SeedSearch::Verdict verdict = search_.add(readings);
    if (drawn.failure.empty()) pass_on(drawn.picture, std::move(readings), verdict);
    if (hooks_.counted) hooks_.counted(search_);
  }

  void pass_on(const Picture& picture, std::vector<RequirementReading> readings,
               SeedSearch::Verdict verdict) {
    RecipeDocument document = document_;
    document.record = search_.record();
    document.record->readings = std::move(readings);
    if (verdict == SeedSearch::Verdict::accepted) {
      hooks_.accepted(picture, document);
    } else if (hooks_.refused) {
      hooks_.refused(picture, document, verdict == SeedSearch::Verdict::best_refused);
    }
  }

  PictureSession& session_;
  const RecipeDocument& prepared_;
  RecipeDocument document_;  // of the seeds that are rendered
  const Requirements& requirements_;
  const SearchHooks& hooks_;
  SeedSearch search_;
};

}  // namespace

SeedSearch search_pictures(PictureSession& session, const RecipeDocument& document,
                           const Requirements& requirements, const SearchPlan& plan, size_t batch,
                           const SearchHooks& hooks) {
  return Search(session, document, requirements, plan, hooks).run(batch);
}

}  // namespace evenlight
