#include <afklar/catalogue/embedded.hpp>
#include <afklar/core/error.hpp>

int main() {
    try {
        static_cast<void>(afklar::embedded_file("no such file"));
    } catch (const afklar::Error&) {
        return 0;
    }
    return 1;
}
