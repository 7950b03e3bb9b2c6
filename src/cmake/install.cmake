# Install rules and the exported package: find_package(afklar) gives afklar::afklar.

include(CMakePackageConfigHelpers)
include(GNUInstallDirs)

set(package_dir "${CMAKE_INSTALL_LIBDIR}/cmake/afklar")

install(TARGETS afklar EXPORT afklarTargets
    ARCHIVE DESTINATION "${CMAKE_INSTALL_LIBDIR}"
    FILE_SET HEADERS DESTINATION "${CMAKE_INSTALL_INCLUDEDIR}")
if(TARGET afklar_cli)
    install(TARGETS afklar_cli RUNTIME DESTINATION "${CMAKE_INSTALL_BINDIR}")
endif()
if(TARGET afklar_mpi)
    install(TARGETS afklar_mpi RUNTIME DESTINATION "${CMAKE_INSTALL_BINDIR}")
endif()
install(DIRECTORY "${PROJECT_SOURCE_DIR}/scenarios/"
    DESTINATION "${CMAKE_INSTALL_DATADIR}/afklar/scenarios"
    FILES_MATCHING PATTERN "*.toml" PATTERN "*.csv" PATTERN "*.po" PATTERN "*.md")
install(FILES "${PROJECT_SOURCE_DIR}/LICENSE"
    DESTINATION "${CMAKE_INSTALL_DATADIR}/doc/afklar")

install(EXPORT afklarTargets NAMESPACE afklar:: DESTINATION "${package_dir}")
configure_package_config_file(
    "${PROJECT_SOURCE_DIR}/src/cmake/afklarConfig.cmake.in"
    "${PROJECT_BINARY_DIR}/afklarConfig.cmake"
    INSTALL_DESTINATION "${package_dir}")
write_basic_package_version_file(
    "${PROJECT_BINARY_DIR}/afklarConfigVersion.cmake"
    VERSION "${PROJECT_VERSION}"
    COMPATIBILITY SameMinorVersion)
install(FILES
    "${PROJECT_BINARY_DIR}/afklarConfig.cmake"
    "${PROJECT_BINARY_DIR}/afklarConfigVersion.cmake"
    "${PROJECT_SOURCE_DIR}/src/cmake/FindRandom123.cmake"
    DESTINATION "${package_dir}")
