// One level: compiled with the flags of its instruction set, AFKLAR_LEVEL being its name.

#include "levels.hpp"
#include "r1.hpp"
#include "r2.hpp"
#include "reference/reference.hpp"

namespace afklar::bench::AFKLAR_LEVEL {

void run(Code code, const Task& task, Outcome& outcome) {
    if (code == Code::reference) {
        outcome = task.queue ? reference::r2(task.people, task.meetings, task.seed, task.stream)
                             : reference::r1(task.people, task.seed, task.stream);
    } else {
        outcome = task.queue ? r2(task.people, task.meetings, task.seed, task.stream)
                             : r1(task.people, task.seed, task.stream);
    }
}

} // namespace afklar::bench::AFKLAR_LEVEL
