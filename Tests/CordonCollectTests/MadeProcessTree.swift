import CordonTestSupport
import Foundation

/// A made `/proc`, for what a real one shows only for a moment.
struct MadeProcessTree {
  let files: FixtureTree

  init() throws {
    files = try FixtureTree()
    try files.write("proc/stat", "cpu 1 2 3\nbtime 1000000\nprocesses 9\n")
    for name in ["tcp", "udp"] { try files.write("proc/net/" + name, "  sl  local_address\n") }
    try files.link("proc/self/ns/net", to: "net:[1]")
    try files.write("passwd", "root:x:0:0::/root:/bin/sh\n")
    try files.folder("root/usr/bin")
  }

  var proc: String { files.path("proc") }
  var passwd: String { files.path("passwd") }

  /// A process whose executable is there, with a root of its own.
  func process(
    _ pid: Int32, name: String = "cat", parent: Int32 = 1, ticks: Int = 100, exe: String? = nil, maps: String = "",
    command: [UInt8] = Array("cat\0".utf8)
  ) throws {
    let folder: String = "proc/\(pid)/"
    try stat(pid, name: name, parent: parent, ticks: ticks)
    try files.write(folder + "maps", maps)
    try files.write(folder + "cmdline", bytes: command)
    try files.write(folder + "cgroup", "0::/\n")
    try files.folder(folder + "fd")
    try files.link(folder + "ns/net", to: "net:[1]")
    try files.link(folder + "root", to: "/")
    let program: String = files.path("root/usr/bin/program")
    if exe == nil { try files.write("root/usr/bin/program", "program") }
    try files.link(folder + "exe", to: exe ?? program)
  }

  func stat(_ pid: Int32, name: String = "cat", parent: Int32 = 1, ticks: Int = 100) throws {
    try files.write(
      "proc/\(pid)/stat",
      "\(pid) (\(name)) S \(parent) 1 1 0 -1 4194304 1 2 3 4 5 6 7 8 20 0 1 0 \(ticks) 1 2 3 4096 8192\n")
  }
}
