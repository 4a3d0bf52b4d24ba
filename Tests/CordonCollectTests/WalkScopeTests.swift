internal import CordonModel
internal import Testing

@testable internal import CordonCollect

@Suite struct WalkScopeTests {
  private func scope(_ table: String, below root: String = "/") -> WalkScope {
    WalkScope(root: Array(root.utf8), rootMount: nil, table: MountTable(Array(table.utf8)))
  }

  private func places(_ scope: WalkScope) -> [String] { scope.places.map { String(decoding: $0.path, as: UTF8.self) } }

  private static let base: String = """
    22 1 8:1 / / rw - ext4 /dev/sda1 rw
    23 22 0:5 / /proc rw - proc proc rw
    24 22 0:6 / /dev rw - devtmpfs devtmpfs rw
    25 24 0:7 / /dev/shm rw - tmpfs tmpfs rw
    26 22 0:8 / /sys rw - sysfs sysfs rw
    27 26 0:9 / /sys/fs/cgroup rw - tmpfs tmpfs rw

    """

  @Test func localFileSystemsAreWalkedAndOthersListed() {
    let found: WalkScope = scope(
      WalkScopeTests.base + """
        30 22 8:2 / /home rw shared:1 - xfs /dev/sda2 rw
        31 22 0:40 / /tmp rw - tmpfs tmpfs rw
        32 22 0:41 / /mnt/nas rw - nfs4 nas:/x rw
        33 22 0:42 / /mnt/with\\040space rw - vfat /dev/sdb1 rw
        34 22 0:43 / /home/u/remote rw - fuse.sshfs u@h: rw
        35 22 0:44 / /net rw - autofs systemd-1 rw
        """)
    #expect(places(found) == ["/", "/dev/shm", "/home", "/mnt/with space", "/tmp"])
    #expect(found.leftOut.map(\.path) == ["/dev", "/home/u/remote", "/mnt/nas", "/net", "/proc", "/sys"])
    #expect(found.gaps.isEmpty)
    #expect(found.borders.contains(Array("/net".utf8)))
  }

  @Test func anUnknownKindIsAGap() {
    let found: WalkScope = scope(
      WalkScopeTests.base + "30 22 0:50 / /x rw - newfs none rw\n31 22 8:9 / /y rw - otherfs /dev/sdz rw\n")
    #expect(!found.gaps.isEmpty)
    #expect(!places(found).contains("/x"))
    #expect(places(found).contains("/y"))
  }

  @Test func aFolderMountedAgainIsWalkedOnce() {
    let found: WalkScope = scope(WalkScopeTests.base + "30 22 8:1 /srv/data /export rw - ext4 /dev/sda1 rw\n")
    #expect(!places(found).contains("/export"))
    #expect(found.leftOut.contains { $0.path == "/export" && $0.why == "the same files as /srv/data" })
  }

  @Test func aFolderThatIsHiddenWhereItLiesIsWalkedWhereItIsMounted() {
    let found: WalkScope = scope(
      WalkScopeTests.base + """
        30 22 8:1 /srv/data /export rw - ext4 /dev/sda1 rw
        31 22 8:5 / /srv rw - ext4 /dev/sda5 rw
        """)
    #expect(places(found).contains("/export"))
  }

  @Test func partsOfAFileSystemWhoseTopIsNotMountedAreEachWalked() {
    let found: WalkScope = scope(
      """
      22 1 0:30 /@ / rw - btrfs /dev/sda1 rw
      30 22 0:30 /@home /home rw - btrfs /dev/sda1 rw
      31 22 0:30 / /top rw - btrfs /dev/sda1 rw
      """)
    #expect(places(found) == ["/", "/home", "/top"])
    // The whole shows the other two again: they are not entered a second time.
    #expect(found.borders.contains(Array("/top/@".utf8)))
    #expect(found.borders.contains(Array("/top/@home".utf8)))
  }

  @Test func containersAreWalkedByTheirLayers() {
    let docker: String = "/var/lib/docker/overlay2/"
    let found: WalkScope = scope(
      WalkScopeTests.base + """
        30 22 0:60 / \(docker)x/merged rw - overlay overlay rw,lowerdir=\(docker)l/A:\(docker)l/B,upperdir=\(docker)x/diff
        31 22 0:61 / /usr rw - overlay overlay rw,lowerdir=/run/ext:/usr
        32 22 0:62 / /odd rw - overlay overlay rw,lowerdir=relative
        """)
    #expect(places(found) == ["/", "/dev/shm", "/odd", "/usr"])
    #expect(found.leftOut.contains { $0.path == docker + "x/merged" })
  }

  @Test func aMountedRootTakesTheMountsBelowIt() {
    let found: WalkScope = scope(
      WalkScopeTests.base + """
        30 22 8:7 / /mnt/image rw - ext4 /dev/sdc1 rw
        31 30 8:8 / /mnt/image/boot rw - vfat /dev/sdc2 rw
        32 30 0:5 / /mnt/image/proc rw - proc proc rw
        33 22 8:9 / /mnt/image2 rw - ext4 /dev/sdd1 rw
        """, below: "/mnt/image")
    #expect(places(found) == ["/mnt/image", "/mnt/image/boot"])
    #expect(found.leftOut.map(\.path) == ["/mnt/image/proc"])
  }

  @Test func theTopmostOfMountsOnOnePlaceCounts() {
    let found: WalkScope = scope(
      WalkScopeTests.base + "30 22 8:3 / /m rw - ext4 /dev/a rw\n31 30 8:4 / /m rw - ext4 /dev/b rw\n")
    #expect(found.places.filter { $0.path == Array("/m".utf8) }.map(\.mount) == [31])
  }

  @Test func aMountThatIsHiddenByALaterOneHidesNothing() {
    let found: WalkScope = scope(
      WalkScopeTests.base + """
        30 22 8:3 / /d/a rw - ext4 /dev/a rw
        31 22 8:4 / /d rw - ext4 /dev/b rw
        32 22 8:3 / /e rw - ext4 /dev/a rw
        """)
    // What lies at /d/a now is a folder of the mount on /d and is walked with it.
    #expect(places(found) == ["/", "/d", "/dev/shm", "/e"])
    #expect(!found.borders.contains(Array("/d/a".utf8)))
    #expect(found.leftOut.contains { $0.path == "/d/a" })
  }

  @Test func brokenLinesAreCounted() {
    #expect(MountTable(Array("rubbish\n1 2 3:4 relative rel rw - ext4 x rw\n".utf8)).unreadLines == 2)
    #expect(!scope("rubbish\n").gaps.isEmpty)
  }
}
