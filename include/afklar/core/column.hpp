#pragma once
/// Columns: one value for each agent, laid out for the widest vectors.

#include <cstddef>
#include <new>
#include <span>
#include <type_traits>
#include <vector>

namespace afklar {

/// Agents of one word of a mask: eight blocks of eight.
inline constexpr std::size_t word_size = 64;

/// Words that hold a bit for each of so many agents.
constexpr std::size_t words_for(std::size_t agents) noexcept {
    return (agents + word_size - 1) / word_size;
}
/// How many agents there are in the whole words that hold `agents`.
constexpr std::size_t whole_words(std::size_t agents) noexcept {
    return words_for(agents) * word_size;
}

/// Memory that begins where the widest vector may begin.
template <class T>
struct VectorAllocator {
    using value_type = T;
    static constexpr std::align_val_t alignment{64};

    VectorAllocator() = default;
    template <class U>
    constexpr explicit VectorAllocator(const VectorAllocator<U>&) noexcept {}

    [[nodiscard]] T* allocate(std::size_t n) {
        return static_cast<T*>(::operator new(n * sizeof(T), alignment));
    }
    void deallocate(T* at, std::size_t) noexcept { ::operator delete(at, alignment); }
    bool operator==(const VectorAllocator&) const = default;
};

/// One value for each agent, filled up to a whole number of words, so that no kernel meets a rest.
/// Cost: `sizeof(T)` an agent.
template <class T>
    requires(std::is_trivially_copyable_v<T>)
class Column {
public:
    using value_type = T;

    Column() = default;
    /// The same value for all, those that fill up included.
    explicit Column(std::size_t agents, T value = T{}) : values_(whole_words(agents), value) {}

    /// Room for so many agents, in whole words; new ones get the value.
    void resize(std::size_t agents, T value = T{}) { values_.resize(whole_words(agents), value); }

    [[nodiscard]] T& operator[](std::size_t agent) noexcept { return values_[agent]; }
    [[nodiscard]] const T& operator[](std::size_t agent) const noexcept { return values_[agent]; }

    /// Agents in whole words.
    [[nodiscard]] std::size_t size() const noexcept { return values_.size(); }
    /// Agents there is room for without asking for memory.
    [[nodiscard]] std::size_t capacity() const noexcept { return values_.capacity(); }
    [[nodiscard]] T* data() noexcept { return values_.data(); }
    [[nodiscard]] const T* data() const noexcept { return values_.data(); }
    [[nodiscard]] T* begin() noexcept { return data(); }
    [[nodiscard]] const T* begin() const noexcept { return data(); }
    [[nodiscard]] T* end() noexcept { return data() + size(); }
    [[nodiscard]] const T* end() const noexcept { return data() + size(); }
    [[nodiscard]] std::span<T> all() noexcept { return values_; }
    [[nodiscard]] std::span<const T> all() const noexcept { return values_; }

    void fill(T value) { values_.assign(values_.size(), value); }

    bool operator==(const Column&) const = default;

private:
    std::vector<T, VectorAllocator<T>> values_;
};

} // namespace afklar
