# Reads what `dotnet restore` printed and decides whether the only thing wrong is that the package
# source lacks the packages of the cluster edition. Prints those packages, one a line, and exits 0;
# exits 1 when any error has another cause, which it then writes to the error output, or when there
# is no error at all that it knows.
#
# A source that has some of the Orleans packages but not what lies below them reports those too
# (NU1101-1103), and reports versions that do not meet (NU1603, NU1605). Such an error counts as
# the same cause only where NuGet's own graph, in obj/project.assets.json, says that a cluster
# package asks for it and the project itself does not.

function named(id) {
    return id ~ /^microsoft\.orleans\./ || id == "mudblazor" || id ~ /^mudblazor\./ \
        || id == "microsoft.aspnetcore.app.internal.assets"
}

# Marks below[project, id] for every package that a cluster package brings in, and
# direct[project, id] for every package that the project asks for itself.
function read_graph(project,    file, line, part, owner, id, edges, from, to, grew, i) {
    if (project in graph_read) return
    graph_read[project] = 1
    file = project
    if (!sub(/[^\/]*$/, "obj/project.assets.json", file)) return
    while ((getline line < file) > 0) {
        if (line ~ /^  "/) { split(line, part, "\""); section = part[2] }
        else if (section == "targets" && line ~ /^      "/) { split(line, part, /["\/]/); owner = tolower(part[2]) }
        else if (section == "targets" && line ~ /^        "/) in_dependencies = line ~ /"dependencies"/
        else if (section == "targets" && in_dependencies && line ~ /^          "/) {
            split(line, part, "\"")
            edges++; from[edges] = owner; to[edges] = tolower(part[2])
        }
        else if (section == "projectFileDependencyGroups" && line ~ /^      "/) {
            split(line, part, /[" ]+/)
            direct[project, tolower(part[2])] = 1
        }
    }
    close(file)
    do {
        grew = 0
        for (i = 1; i <= edges; i++)
            if ((named(from[i]) || (project, from[i]) in below) && !((project, to[i]) in below)) {
                below[project, to[i]] = 1; grew = 1
            }
    } while (grew)
}

function differs() { other = 1; print > "/dev/stderr" }

{ sub(/\r$/, "") }
!/(^|[ :])error *[A-Z]*[0-9]*[ :]/ { next }

{
    errors++
    project = $0; sub(/^ */, "", project); sub(/ : error .*/, "", project)
    code = $0; sub(/.*error /, "", code); text = code; sub(/:.*/, "", code); sub(/^[^:]*: */, "", text)
    id = ""
    if (code ~ /^NU110[123]$/ && text ~ /^Unable to find (a stable )?package /) {
        id = text; sub(/^Unable to find (a stable )?package '?/, "", id)
    }
    else if (code == "NU1603" && text ~ / depends on /) { id = text; sub(/.* depends on /, "", id) }
    else if (code == "NU1605" && text ~ /package downgrade: /) { id = text; sub(/.*package downgrade: /, "", id) }
    else if (code == "NU1109" && text ~ /package downgrade: /) { id = text; sub(/.*package downgrade: /, "", id) }
    else if (code ~ /^NU1(109|605)$/ && text ~ /^ *[^ ]+ -> /) next   # the path that belongs to the line before
    sub(/[ '].*/, "", id); sub(/\.$/, "", id)
    key = tolower(id)
    if (id == "") differs()
    else if (named(key) && code ~ /^NU(110[123]|1603)$/) missing[++count] = id   # the package, or the version asked for
    else {
        read_graph(project)
        if (!((project, key) in below) || (project, key) in direct) differs()
    }
}

END {
    if (other || count == 0) exit 1
    for (i = 1; i <= count; i++) if (!(missing[i] in said)) { said[missing[i]] = 1; print missing[i] }
}
