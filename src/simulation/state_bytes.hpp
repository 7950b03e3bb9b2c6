#pragma once
/// State as bytes. What a struct holds is found by reflection, so that no member can be forgotten; a
/// class with private members lists them once, in `for_each_member`.

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <ranges>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include <boost/pfr.hpp>

#include <afklar/core/units.hpp>
#include <afklar/simulation/snapshot.hpp>

namespace afklar::detail {

/// Writes numbers at the end of a text of bytes, in little-endian order.
class StateWriter {
public:
    static constexpr bool reads = false;

    template <class T>
    void number(const T& value) {
        auto bytes = std::bit_cast<std::array<char, sizeof(T)>>(value);
        if constexpr (std::endian::native == std::endian::big) {
            std::ranges::reverse(bytes);
        }
        bytes_.append(bytes.data(), bytes.size());
    }
    [[nodiscard]] const std::string& bytes() const noexcept { return bytes_; }

private:
    std::string bytes_;
};

/// Reads what a writer wrote. Errors: `SnapshotError` when the bytes end early.
class StateReader {
public:
    static constexpr bool reads = true;

    explicit StateReader(std::string_view bytes) : bytes_(bytes) {}

    template <class T>
    void number(T& value) {
        std::array<char, sizeof(T)> bytes{};
        require(sizeof(T));
        std::copy_n(bytes_.begin(), sizeof(T), bytes.begin());
        bytes_.remove_prefix(sizeof(T));
        if constexpr (std::endian::native == std::endian::big) {
            std::ranges::reverse(bytes);
        }
        value = std::bit_cast<T>(bytes);
    }
    /// That at least so many bytes are left.
    void require(std::uint64_t bytes) const {
        if (bytes > bytes_.size()) {
            throw SnapshotError("the snapshot ends early");
        }
    }
    [[nodiscard]] bool at_end() const noexcept { return bytes_.empty(); }

private:
    std::string_view bytes_;
};

template <class T>
concept Listed = requires(T& value) {
    T::for_each_member(value, [](auto&) {});
};
template <class T>
concept Growing = std::ranges::range<T> && requires(std::remove_const_t<T>& value) {
    value.resize(std::size_t{});
};

/// Writes or reads a value with all that it holds.
template <class Archive, class T>
void pass(Archive& archive, T& value);

template <class Archive, class T>
void pass_list(Archive& archive, T& list) {
    auto length = static_cast<std::uint64_t>(list.size());
    archive.number(length);
    if constexpr (Archive::reads) {
        archive.require(length); // every element takes a byte at least
        if constexpr (std::is_same_v<typename T::value_type, CellTable>) {
            list.assign(static_cast<std::size_t>(length), CellTable(0));
        } else {
            list.resize(static_cast<std::size_t>(length));
        }
    }
    for (auto& element : list) {
        pass(archive, element);
    }
}

/// What is known by the sets that its cells stand for.
template <class Archive, class T>
void pass_cells(Archive& archive, T& cells) {
    std::vector<GroupMask> masks = cells.masks();
    pass(archive, masks);
    if constexpr (Archive::reads) {
        if (masks.empty()) {
            throw SnapshotError("the snapshot has no counter cells");
        }
        cells = CellTable(masks.front());
        for (auto mask = masks.begin() + 1; mask != masks.end(); ++mask) {
            cells.cell_of(*mask);
        }
    }
}

/// What is known by its numbers of weeks and groups.
template <class Archive, class T>
void pass_tally(Archive& archive, T& tally) {
    auto weeks = static_cast<std::int32_t>(tally.weeks());
    auto groups = static_cast<std::uint64_t>(tally.groups());
    archive.number(weeks);
    archive.number(groups);
    if constexpr (Archive::reads) {
        const auto rows = static_cast<std::uint64_t>(std::max(weeks, 0));
        archive.require(groups);
        archive.require(rows);
        archive.require(rows * groups);
        tally = Tally(std::max(weeks, 0), static_cast<std::size_t>(groups));
    }
    for (auto& count : tally.raw()) {
        archive.number(count);
    }
    for (std::size_t group = 0; group < tally.groups(); ++group) {
        for (auto& count : tally.durations(group).raw()) {
            archive.number(count);
        }
    }
}

template <class Archive, class T>
void pass_flag(Archive& archive, T& flag) {
    auto whole = static_cast<std::uint8_t>(flag ? 1 : 0);
    archive.number(whole);
    if constexpr (Archive::reads) {
        flag = whole != 0;
    }
}

template <class Archive, class T>
void pass(Archive& archive, T& value) {
    using Plain = std::remove_const_t<T>;
    if constexpr (std::is_same_v<Plain, bool>) {
        pass_flag(archive, value);
    } else if constexpr (std::is_arithmetic_v<Plain> || std::is_enum_v<Plain>) {
        archive.number(value);
    } else if constexpr (std::is_same_v<Plain, Money>) {
        archive.number(value.ore);
    } else if constexpr (std::is_same_v<Plain, CellTable>) {
        pass_cells(archive, value);
    } else if constexpr (std::is_same_v<Plain, Tally>) {
        pass_tally(archive, value);
    } else if constexpr (Listed<Plain>) {
        Plain::for_each_member(value, [&](auto& member) { pass(archive, member); });
    } else if constexpr (Growing<Plain>) {
        pass_list(archive, value);
    } else if constexpr (std::ranges::range<Plain>) { // of a fixed size
        for (auto& element : value) {
            pass(archive, element);
        }
    } else {
        static_assert(std::is_aggregate_v<Plain>, "a class lists its members in for_each_member");
        boost::pfr::for_each_field(value, [&](auto& member) { pass(archive, member); });
    }
}

} // namespace afklar::detail
