import CordonInspect
import CordonTestSupport
import Testing

struct ExecutableImageTests {
  private static let sections: [SampleProgram.Section] = [
    .init(".text", [1, 2, 3]), .init(".dep-v0", [4, 5]), .init(".data", Array(0..<40)),
  ]

  private func look(_ bytes: [UInt8], limit: Int = 1_000) -> ExecutableImage? {
    ExecutableImage(MemorySource(bytes), limit: limit)
  }

  @Test("sections are found in every form", arguments: [true, false], [true, false])
  func elf(isWide: Bool, isBigEndian: Bool) throws {
    var sample = SampleProgram(Self.sections)
    (sample.isWide, sample.isBigEndian) = (isWide, isBigEndian)
    let bytes: [UInt8] = sample.elf()
    let image: ExecutableImage = try #require(look(bytes))
    #expect(image.format == .elf)
    #expect(image.fault == nil)
    #expect(image.sections.map(\.name) == [".text", ".dep-v0", ".data", ".shstrtab"])
    for section in Self.sections {
      let found: ExecutableImage.Section = try #require(image.section(section.name))
      #expect(Array(bytes[found.offset..<(found.offset + found.size)]) == section.bytes)
    }
    let place: (offset: Int, count: Int) = try #require(image.place(of: SampleProgram.base + 32))
    #expect(bytes[place.offset..<(place.offset + 3)] == [0, 1, 2])
    #expect(image.place(of: SampleProgram.base - 1) == nil)
    #expect(image.place(of: .max) == nil)
  }

  @Test func windowsAndMac() throws {
    for bytes in [SampleProgram(Self.sections).portableExecutable(), SampleProgram(Self.sections).machO()] {
      let image: ExecutableImage = try #require(look(bytes))
      #expect(image.fault == nil)
      #expect(image.sections.map(\.name) == [".text", ".dep-v0", ".data"])
      let found: ExecutableImage.Section = try #require(image.section(".data"))
      #expect(Array(bytes[found.offset..<(found.offset + found.size)]) == Array(0..<40))
      #expect(image.regions.contains { $0.isWritable })
    }
    let two: [UInt8] = SampleProgram.universal([SampleProgram(Self.sections).machO(), SampleProgram().machO()])
    let programs: [(offset: Int, size: Int)] = UniversalBinary.programs(in: MemorySource(two))
    #expect(programs.count == 2)
    let slice = SliceSource(MemorySource(two), start: programs[0].offset, size: programs[0].size)
    #expect(ExecutableImage(slice, limit: 10)?.sections.count == 3)
  }

  @Test("counts that do not fit into the head stand in the first section")
  func longCounts() throws {
    var sample = SampleProgram(Self.sections)
    sample.usesLongCounts = true
    #expect(look(sample.elf())?.sections.map(\.name) == [".text", ".dep-v0", ".data", ".shstrtab"])
    sample.sectionCount = .max
    let image: ExecutableImage = try #require(look(sample.elf()))
    #expect(image.fault == "a program whose sections lie outside of the file")
    #expect(image.sections.count == 4)
  }

  @Test("a table that lies is a fault, and what can be read is kept")
  func lies() throws {
    var sample = SampleProgram(Self.sections)
    sample.sectionOffset = .max
    #expect(try #require(look(sample.elf())).fault == "a program whose sections lie outside of the file")
    sample.sectionOffset = 1 << 40
    #expect(try #require(look(sample.elf())).sections.isEmpty)
    sample = SampleProgram(Self.sections)
    sample.sectionCount = 65_535
    #expect(try #require(look(sample.elf())).fault == "a program whose sections lie outside of the file")
    sample = SampleProgram(Self.sections)
    sample.nameIndex = 60_000
    #expect(try #require(look(sample.elf())).fault == "a program whose sections have no names")
    sample = SampleProgram(Self.sections)
    sample.sectionCount = 60_000
    #expect(try #require(look(sample.portableExecutable())).fault == "a program whose sections lie outside of the file")
    sample.isStripped = true
    #expect(try #require(look(sample.elf())).fault == nil)
    let many = SampleProgram(Array(repeating: .init("x", []), count: 40))
    #expect(look(many.elf(), limit: 10)?.fault == "a program with more than 10 sections")
    #expect(look(many.machO(), limit: 10)?.fault == "a program with more than 10 sections")
  }

  @Test("cut or changed at any byte, a program is read or refused, never more")
  func mutations() {
    var random = SeededGenerator(seed: 3)
    let samples: [[UInt8]] = [
      SampleProgram(Self.sections).elf(), SampleProgram(Self.sections).portableExecutable(),
      SampleProgram(Self.sections).machO(),
    ]
    for bytes in samples {
      for end in 0..<bytes.count { check(Array(bytes[..<end])) }
      for _ in 0..<2_000 {
        var changed: [UInt8] = bytes
        for _ in 0..<4 {
          changed[Int.random(in: 4..<changed.count, using: &random)] =
            [0, 0xFF, 0x80, 7].randomElement(using: &random) ?? 0
        }
        check(changed)
      }
    }
  }

  private func check(_ bytes: [UInt8]) {
    guard let image = look(bytes) else { return }
    #expect(image.sections.allSatisfy { $0.offset >= 0 && $0.size >= 0 && $0.offset + $0.size <= bytes.count })
    #expect(image.regions.allSatisfy { $0.offset >= 0 && $0.size >= 0 && $0.offset + $0.size <= bytes.count })
  }

  @Test(
    "other files are no programs",
    arguments: [[], [0x7F], Array("#!/bin/sh\n".utf8), Array("MZ".utf8), [0xCA, 0xFE, 0xBA, 0xBE, 0, 0, 0, 52]])
  func others(bytes: [UInt8]) {
    #expect(look(bytes) == nil)
    #expect(UniversalBinary.programs(in: MemorySource(bytes)).isEmpty)
  }
}
