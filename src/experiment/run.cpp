#include <afklar/experiment/precision.hpp>
#include <afklar/experiment/result.hpp>
#include <afklar/experiment/run_tasks.hpp>

namespace afklar {

Result run(const ProjectionSpec& spec) {
    auto journal = std::make_shared<Journal>(shape_of(spec));
    const auto live = [&](const ProjectionSpec& what) {
        RunHooks hooks;
        hooks.finished = [&](Finished&& finished) { journal->append(finished); };
        hooks.done_already = [&](const StreamPlan& plan, std::size_t regime) {
            return journal->find(plan, regime) != nullptr;
        };
        run_tasks(what, hooks);
        return true;
    };
    ProjectionSpec lived = spec;
    if (spec.precision) {
        lived = *run_until(spec, journal, {live});
    } else {
        live(spec);
    }
    return {std::make_shared<const ProjectionSpec>(std::move(lived)), std::move(journal)};
}

} // namespace afklar
