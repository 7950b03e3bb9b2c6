#pragma once
/// Whole numbers in few bytes: LEB128, zigzag for signed ones, runs of zeros as their length.

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include <afklar/core/error.hpp>

namespace afklar::detail {

/// Writes numbers to the end of a text of bytes.
class PackedWriter {
public:
    void put(std::uint64_t value) {
        while (value >= 0x80U) {
            bytes_.push_back(static_cast<char>((value & 0x7FU) | 0x80U));
            value >>= 7U;
        }
        bytes_.push_back(static_cast<char>(value));
    }
    void put_signed(std::int64_t value) {
        put((static_cast<std::uint64_t>(value) << 1U) ^ static_cast<std::uint64_t>(value >> 63));
    }
    /// A zero is followed by how many more of them come.
    void put_all(std::span<const std::int64_t> values) {
        for (std::size_t k = 0; k < values.size(); ++k) {
            put_signed(values[k]);
            if (values[k] == 0) {
                const std::size_t first = k;
                while (k + 1 < values.size() && values[k + 1] == 0) {
                    ++k;
                }
                put(k - first);
            }
        }
    }
    void put_bytes(std::string_view bytes) {
        put(bytes.size());
        bytes_ += bytes;
    }
    [[nodiscard]] const std::string& bytes() const noexcept { return bytes_; }

private:
    std::string bytes_;
};

/// Reads what a writer wrote. Errors: `Error` when the bytes end early or make no sense.
class PackedReader {
public:
    explicit PackedReader(std::string_view bytes) : bytes_(bytes) {}

    std::uint64_t get() {
        std::uint64_t value = 0;
        for (unsigned shift = 0; shift < 64; shift += 7) {
            require(at_ < bytes_.size());
            const auto byte = static_cast<unsigned char>(bytes_[at_++]);
            value |= std::uint64_t{byte & 0x7FU} << shift;
            if ((byte & 0x80U) == 0) {
                return value;
            }
        }
        throw Error("journal: a number is too long");
    }
    std::int64_t get_signed() {
        const std::uint64_t value = get();
        return static_cast<std::int64_t>((value >> 1U) ^ (~(value & 1U) + 1U));
    }
    void get_all(std::span<std::int64_t> values) {
        for (std::size_t k = 0; k < values.size(); ++k) {
            values[k] = get_signed();
            if (values[k] == 0) {
                const std::uint64_t more = get();
                require(more < values.size() - k);
                for (std::uint64_t zero = 0; zero < more; ++zero) {
                    values[++k] = 0;
                }
            }
        }
    }
    std::string_view get_bytes() {
        const std::uint64_t size = get();
        require(size <= bytes_.size() - at_);
        const auto part = bytes_.substr(at_, size);
        at_ += size;
        return part;
    }
    [[nodiscard]] std::size_t position() const noexcept { return at_; }

private:
    static void require(bool sound) {
        if (!sound) {
            throw Error("journal: a record ends early");
        }
    }

    std::string_view bytes_;
    std::size_t at_ = 0;
};

} // namespace afklar::detail
