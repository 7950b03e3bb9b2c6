#pragma once
/// Enumerations that know how many values they have, and arrays indexed by them.

#include <array>
#include <concepts>
#include <cstddef>
#include <optional>
#include <string_view>
#include <type_traits>

namespace afklar {

/// An enumeration whose values run from 0 and end with `count_`.
template <class E>
concept CountedEnum = std::is_enum_v<E> && requires {
    E::count_;
};

/// How many values the enumeration has.
template <CountedEnum E>
inline constexpr std::size_t count_of = static_cast<std::size_t>(E::count_);

/// The place of a value, counted from 0.
template <CountedEnum E>
constexpr std::size_t index_of(E value) noexcept {
    return static_cast<std::size_t>(value);
}

/// A fixed array with one element for each value of an enumeration.
template <CountedEnum E, class T>
struct EnumArray : std::array<T, count_of<E>> {
    using Base = std::array<T, count_of<E>>;
    constexpr T& operator[](E key) noexcept { return Base::operator[](index_of(key)); }
    constexpr const T& operator[](E key) const noexcept { return Base::operator[](index_of(key)); }
};

/// A counted enumeration with one name table, found by `names_of(E{})`.
template <class E>
concept NamedEnum = CountedEnum<E> && requires(E e) {
    { names_of(e)[0] } -> std::convertible_to<std::string_view>;
};

/// The name of a value as it is written in files.
template <NamedEnum E>
constexpr std::string_view name_of(E value) noexcept {
    return names_of(value)[index_of(value)];
}

/// The value with the given name, if there is one.
template <NamedEnum E>
constexpr std::optional<E> value_named(std::string_view name) noexcept {
    const auto& names = names_of(E{});
    for (std::size_t i = 0; i < count_of<E>; ++i) {
        if (names[i] == name) {
            return static_cast<E>(i);
        }
    }
    return std::nullopt;
}

/// Calls `f` with every value in order.
template <CountedEnum E, class F>
constexpr void for_each_value(F&& f) {
    for (std::size_t i = 0; i < count_of<E>; ++i) {
        f(static_cast<E>(i));
    }
}

} // namespace afklar
