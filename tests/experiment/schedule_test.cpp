#include <afklar/experiment/schedule.hpp>

#include <algorithm>
#include <numeric>
#include <set>

#include <support/catch.hpp>

using namespace afklar;

namespace {

std::vector<CentrePlan> centres_of(const std::vector<int>& sizes) {
    std::vector<CentrePlan> centres;
    for (const int size : sizes) {
        CentrePlan plan;
        plan.number = static_cast<int>(centres.size());
        plan.people[TargetGroup::job_ready] = size;
        centres.push_back(plan);
    }
    return centres;
}

std::vector<std::size_t> numbered(std::size_t number) {
    std::vector<std::size_t> streams(number);
    std::iota(streams.begin(), streams.end(), std::size_t{0});
    return streams;
}

/// People that each thread has simulated when every thread takes the next task as soon as it is free.
std::vector<int> work_of(const std::vector<RunTask>& tasks, unsigned threads) {
    std::vector<int> busy(threads, 0);
    for (const RunTask& task : tasks) {
        *std::ranges::min_element(busy) += task.people;
    }
    return busy;
}

} // namespace

TEST_CASE("centres are shared out evenly, none lost", "[schedule]") {
    const auto centres = centres_of({10, 70, 20, 40, 30});
    const auto parts = shared_out(centres, 3);
    // By hand: 70 | 40 | 30, then 20 to 30, then 10 to 40.
    CHECK(parts == std::vector<std::vector<std::size_t>>{{1}, {3, 0}, {4, 2}});
    CHECK(shared_out(centres, 1).front().size() == 5);
    CHECK(shared_out(centres, 100).size() == 5);
    CHECK(shared_out(centres, 0).size() == 1);
    CHECK(shared_out({}, 4).empty());
}

TEST_CASE("stream after stream, the largest part first, every centre of every stream once",
          "[schedule]") {
    const auto centres = centres_of({5, 100, 1, 30, 30, 60});
    for (const std::size_t streams : {1U, 2U, 3U, 9U, 40U}) {
        for (const unsigned threads : {1U, 2U, 7U}) {
            INFO(streams << " streams, " << threads << " threads");
            const auto tasks = tasks_of(numbered(streams), centres, threads);
            CHECK(std::ranges::is_sorted(tasks, {}, &RunTask::stream));
            for (std::size_t k = 1; k < tasks.size(); ++k) {
                CHECK((tasks[k].stream != tasks[k - 1].stream ||
                       tasks[k].people <= tasks[k - 1].people));
                CHECK(tasks[k].people <= tasks.front().people); // whole streams come first
            }
            std::multiset<std::pair<std::size_t, std::size_t>> run;
            for (const RunTask& task : tasks) {
                int people = 0;
                for (const std::size_t centre : task.centres) {
                    run.emplace(task.stream, centre);
                    people += centres[centre].size();
                }
                CHECK(people == task.people);
            }
            CHECK(run.size() == streams * centres.size());
            CHECK(std::set(run.begin(), run.end()).size() == run.size());
        }
    }
    CHECK(tasks_of({}, centres, 2).empty());
}

TEST_CASE("unequal centres leave no thread idle", "[schedule]") {
    // 20 centres from 100 to 2000 people, so that none is more than a tenth of all.
    std::vector<int> sizes;
    for (int k = 1; k <= 20; ++k) {
        sizes.push_back(100 * k);
    }
    const auto centres = centres_of(sizes);
    for (const std::size_t streams : {1U, 2U, 3U, 5U, 9U, 17U, 100U}) {
        for (const unsigned threads : {2U, 3U}) {
            const auto busy = work_of(tasks_of(numbered(streams), centres, threads), threads);
            const auto [least, most] = std::ranges::minmax(busy);
            INFO(streams << " streams, " << threads << " threads: " << least << " to " << most);
            CHECK(most - least <= 5250); // a quarter of a stream, the largest part
            CHECK(20 * (most - least) <= 3 * std::accumulate(busy.begin(), busy.end(), 0));
        }
    }
}

TEST_CASE("an interrupted run has few unfinished streams, however many threads", "[schedule]") {
    const auto centres = centres_of(std::vector<int>(94, 100));
    for (const unsigned threads : {1U, 2U, 16U, 64U}) {
        const auto tasks = tasks_of(numbered(88), centres, threads);
        std::vector<std::size_t> left(88, 0);
        for (const RunTask& task : tasks) {
            ++left[task.stream];
        }
        const std::vector<std::size_t> all = left;
        // Interrupted after any number of tasks: what was begun in vain, the tasks under way included.
        for (std::size_t done = 0; done < tasks.size(); ++done) {
            std::set<std::size_t> begun;
            for (std::size_t k = done; k < std::min(tasks.size(), done + threads); ++k) {
                begun.insert(tasks[k].stream);
            }
            for (std::size_t stream = 0; stream < 88; ++stream) {
                if (left[stream] != 0 && left[stream] != all[stream]) {
                    begun.insert(stream);
                }
            }
            REQUIRE(begun.size() <= threads + 1);
            --left[tasks[done].stream];
        }
    }
}
