/// The program `afklar-mpi`: `mpirun -n N afklar-mpi run SCENARIO.toml …`. Every rank runs its shard, then
/// rank 0 merges them. A rank that dies leaves its journal, and --resume goes on from it.

#include <algorithm>
#include <filesystem>
#include <iostream>
#include <optional>
#include <string>
#include <vector>

#include <boost/mpi/collectives.hpp>
#include <boost/mpi/communicator.hpp>
#include <boost/mpi/environment.hpp>

#include "cli/command_line.hpp"
#include "cli/merge.hpp"
#include "cli/program.hpp"
#include "cli/run.hpp"

namespace {

namespace fs = std::filesystem;
namespace mpi = boost::mpi;
using namespace afklar;
using cli::RunRequest;

constexpr int leader = 0;
/// Beside the exit statuses: nothing is to be run, and nothing is wrong.
constexpr int nothing_to_do = -1;

/// What the words after the name of the program ask for; empty: help was asked for and printed.
std::optional<RunRequest> read_words(const std::vector<std::string>& words) {
    if (words.empty() || words.front() != "run") {
        throw cli::CommandLineError(
            "usage: mpirun -n N afklar-mpi run SCENARIO.toml [options]; every "
            "other command is one of afklar");
    }
    auto request = cli::read_run({words.begin() + 1, words.end()});
    if (request && request->options.shard) {
        throw cli::CommandLineError("'--shard': every rank runs a shard of its own");
    }
    return request;
}

/// Where the shards of a run are until they are merged.
std::string folder_of_shards(const RunRequest& request) {
    fs::path out = request.options.out;
    if (out.filename().empty()) {
        out = out.parent_path();
    }
    return out.string() + ".shards";
}

std::string place_of(const RunRequest& request, const Shard& shard) {
    return folder_of_shards(request) + "/" + std::to_string(shard.number) + "-of-" +
           std::to_string(shard.of);
}

/// Runs the shard of a rank. The leader alone speaks of what is no error.
int run_shard(RunRequest request, const Shard& shard) {
    request.options.out = place_of(request, shard);
    request.options.end.quiet = request.options.end.quiet || shard.number != 1;
    request.options.shard = shard;
    return cli::run_request(std::move(request));
}

/// Puts the shards of all ranks together and clears them away.
void merge_all(const RunRequest& request, int ranks) {
    cli::MergeRequest merge;
    for (int number = 1; number <= ranks; ++number) {
        merge.shards.push_back(place_of(request, {number, ranks}));
    }
    merge.out = request.options.out;
    merge.scenario = request.scenario.path;
    merge.end = request.options.end;
    cli::merge_shards(merge);
    for (const std::string& shard : merge.shards) {
        fs::remove_all(shard);
    }
    std::error_code of_other_sizes_perhaps;
    fs::remove(folder_of_shards(request), of_other_sizes_perhaps);
}

/// The leader looks first, so that what is wrong is told once.
int look_first(const std::vector<std::string>& words) {
    return cli::status_of([&]() -> int {
        const auto request = read_words(words);
        if (!request) {
            return nothing_to_do;
        }
        if (request->options.resume && cli::is_complete(*request)) {
            std::cerr << request->options.out << " is complete: there is nothing to do\n";
            return nothing_to_do;
        }
        return cli::done;
    });
}

/// The greatest status of all ranks.
int worst(const mpi::communicator& world, int status) {
    return mpi::all_reduce(world, status, mpi::maximum<int>());
}

int run(const mpi::communicator& world, const std::vector<std::string>& words) {
    int status = world.rank() == leader ? look_first(words) : cli::done;
    mpi::broadcast(world, status, leader);
    if (status != cli::done) {
        return std::max(status, static_cast<int>(cli::done));
    }
    std::optional<RunRequest> request;
    status = worst(
        world, cli::status_of([&] {
            request = read_words(words);
            return request ? run_shard(*request, {world.rank() + 1, world.size()}) : cli::done;
        }));
    if (world.rank() == leader) {
        status = cli::status_of([&] {
            if (status == cli::done) {
                merge_all(*request, world.size());
            } else {
                std::cerr << "not merged: a rank has not finished\n";
            }
            return status;
        });
    }
    return worst(world, status);
}

} // namespace

int main(int argc, char** argv) {
    const mpi::environment environment(argc, argv, mpi::threading::funneled);
    const mpi::communicator world;
    const std::vector<std::string> words(argv + 1, argv + argc);
    int status = cli::status_of([] {
        cli::choose_simd();
        return cli::done;
    });
    status = worst(world, status);
    return status == cli::done ? run(world, words) : status;
}
