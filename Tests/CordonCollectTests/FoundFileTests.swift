internal import CordonModel
internal import CordonTestSupport
internal import Foundation
internal import Glibc
internal import Testing

@testable internal import CordonCollect

@Suite struct FoundFileTests {
  /// Opens the only file of a tree after `change` was done to it.
  private func open(_ tree: FixtureTree, after change: () -> Void) -> Result<FileIdentity, FileFailure>? {
    var result: Result<FileIdentity, FileFailure>?
    _ = FileWalkResult(FileWalkRequest(.root(tree.path))) { file in
      change()
      do throws(FileFailure) {
        let opened: Descriptor = try file.open()
        result = .success(try opened.status().identity)
      } catch {
        result = .failure(error)
      }
    }
    return result
  }

  @Test func theOpenFileSaysWhatItIs() throws {
    let tree = try FixtureTree()
    try tree.write("f", "12345")
    var listed: FileIdentity?
    _ = FileWalkResult(FileWalkRequest(.root(tree.path))) { listed = $0.identity }
    #expect(try open(tree) {}?.get() == listed)
    // Written to since it was listed: the identity is that of what will be read.
    let written: FileIdentity? = try open(tree) {
      let file: Int32 = Glibc.open(tree.path("f"), O_WRONLY | O_APPEND)
      _ = Glibc.write(file, "67", 2)
      close(file)
    }?.get()
    #expect(written?.size == 7)
    #expect(written?.inode == listed?.inode)
  }

  @Test(arguments: ["file", "link", "fifo", "folder", "nothing"])
  func whatStandsInItsPlaceMeanwhileIsNotTakenForIt(other: String) throws {
    let tree = try FixtureTree()
    try tree.write("f", "12345")
    let result: Result<FileIdentity, FileFailure>? = open(tree) {
      rename(tree.path("f"), tree.path("g"))
      switch other {
      case "file": close(Glibc.open(tree.path("f"), O_CREAT | O_WRONLY, 0o644))
      case "link": symlink("g", tree.path("f"))
      case "fifo": mkfifo(tree.path("f"), 0o644)
      case "folder": mkdir(tree.path("f"), 0o755)
      default: break
      }
    }
    guard case .failure(let failure) = result else {
      Issue.record("a \(other) was opened")
      return
    }
    #expect(failure.reason == .scanPartial)
    #expect(
      failure.detail == (other == "nothing" ? "vanished while being looked at" : "replaced while being looked at"))
  }

  @Test func readingLeavesTheAccessTimeAlone() throws {
    let tree = try FixtureTree()
    try tree.write("f", "12345")
    let times: [timespec] = [timespec(tv_sec: 1_000_000_000, tv_nsec: 0), timespec(tv_sec: 1_000_000_001, tv_nsec: 0)]
    #expect(utimensat(AT_FDCWD, tree.path("f"), times, 0) == 0)
    _ = FileWalkResult(FileWalkRequest(.root(tree.path))) { file in
      do throws(FileFailure) {
        let opened: Descriptor = try file.open()
        var byte: UInt8 = 0
        #expect(read(opened.number, &byte, 1) == 1)
      } catch {
        Issue.record("\(error.detail)")
      }
    }
    var facts = stat()
    #expect(stat(tree.path("f"), &facts) == 0)
    #expect(facts.st_atim.tv_sec == 1_000_000_000)
  }
}
