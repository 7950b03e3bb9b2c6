#include <afklar/experiment/result.hpp>
#include <afklar/experiment/run_tasks.hpp>

namespace afklar {

Result run(const ProjectionSpec& spec) {
    auto journal = std::make_shared<Journal>(shape_of(spec));
    RunHooks hooks;
    hooks.finished = [&](Finished&& finished) { journal->append(finished); };
    run_tasks(spec, hooks);
    return {std::make_shared<const ProjectionSpec>(spec), std::move(journal)};
}

} // namespace afklar
