# What ./run and ./test share: the tools they need, the page, the restore. Sourced, from the root.

export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_CLI_UI_LANGUAGE=en
node_major=20   # what the page's bundler and its tests are kept on
page=src/Twin.Api/page

say() { printf '%s\n' "$*"; }
die() { printf '%s\n' "$@" >&2; exit 1; }

need_sdk() {
    command -v dotnet >/dev/null || die \
        "The .NET SDK was not found: there is no 'dotnet' on PATH." \
        "Install the .NET 10 SDK (https://dotnet.microsoft.com/download, or your system's dotnet-sdk-10.0) and run this again."
    dotnet --version >/dev/null 2>&1 || die \
        "No .NET SDK here satisfies global.json, which asks for $(sed -n 's/.*"version": *"\([^"]*\)".*/\1/p' global.json) or a later 10.0 one. Found:" \
        "$(dotnet --list-sdks 2>/dev/null | sed 's/^/  /')" \
        "Install the .NET 10 SDK (https://dotnet.microsoft.com/download, or your system's dotnet-sdk-10.0) and run this again."
}

need_node() {
    local found=none
    if command -v node >/dev/null && command -v npm >/dev/null; then
        found=$(node --version)
        local major=${found#v}
        if [[ ${major%%.*} =~ ^[0-9]+$ ]] && ((${major%%.*} >= node_major)); then return 0; fi
    fi
    die "Building the live page needs Node.js $node_major or later with npm; found: $found." \
        "Install it (https://nodejs.org/, or your system's nodejs and npm packages) and run this again."
}

# One number for the content and the names of everything under the given paths.
fingerprint() {
    find "$@" \( -name bin -o -name obj -o -name node_modules -o -name wwwroot \) -prune -o -type f -exec cksum {} + \
        | LC_ALL=C sort | cksum
}

# Bundles the live page when its sources changed since the last time.
build_page() {
    [[ -f $page/package.json ]] || return 0
    local stamp=artifacts/page.stamp now
    now=$(fingerprint "$page")
    [[ -d src/Twin.Api/wwwroot && -f $stamp && $(cat "$stamp") == "$now" ]] && return 0
    need_node
    say "Building the live page ..."
    mkdir -p artifacts
    (cd "$page" && npm ci --no-audit --no-fund && npm run build) >artifacts/page.log 2>&1 \
        || die "$(cat artifacts/page.log)" "The live page did not build: the first error above says where, under $page."
    say "$now" >"$stamp"
}

# Restores Twin.sln, or, where only the cluster edition's packages cannot be found, Twin.Embedded.slnf.
# Sets solution, and not_built to the line that the caller ends with (empty when all is there).
restore() {   # restore REQUIRE_ALL(0|1)
    local log=artifacts/restore.log missing
    mkdir -p artifacts
    solution=Twin.sln not_built=
    say "Restoring $solution ..."
    dotnet restore "$solution" >"$log" 2>&1 && return 0
    missing=$(awk -f build/missing-packages.awk "$log" 2>artifacts/restore.reasons) \
        || die "$(cat "$log")" "$solution did not restore:" "$(cat artifacts/restore.reasons)"
    say "The package source lacks $(printf '%s' "$missing" | tr '\n' ' ' | sed 's/ $//; s/ /, /g')."
    (($1)) && die "--require-all: cluster and console NOT BUILT. Add a source that has these packages (dotnet nuget add source) and run this again."
    solution=Twin.Embedded.slnf not_built='cluster and console NOT BUILT'
    say "Going on with $solution: the whole twin on one machine."
    dotnet restore "$solution" >"$log" 2>&1 || die "$(cat "$log")" "$solution did not restore, for the reason above."
}

# Prints the path of a Chromium, or fails.
find_chromium() {
    if [[ -n ${TWIN_CHROMIUM:-} ]]; then
        [[ -x $TWIN_CHROMIUM ]] || die "TWIN_CHROMIUM names $TWIN_CHROMIUM, which cannot be executed. Name a Chromium or unset it."
        say "$TWIN_CHROMIUM"
    else
        command -v chromium || command -v chromium-browser || command -v google-chrome
    fi
}
