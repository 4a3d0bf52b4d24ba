/// SHA-256 (FIPS 180-4) in plain Swift, for the few megabytes of rules that are in force. Files are hashed by libcrypto,
/// in the worker.
package struct SHA256Sum: Sendable {
  private var state: [UInt32] = [
    0x6A09_E667, 0xBB67_AE85, 0x3C6E_F372, 0xA54F_F53A, 0x510E_527F, 0x9B05_688C, 0x1F83_D9AB, 0x5BE0_CD19,
  ]
  private var schedule: [UInt32] = Array(repeating: 0, count: 64)
  /// Bytes that do not fill a block yet.
  private var waiting: [UInt8] = []
  /// Bytes taken so far.
  private var count: UInt64 = 0

  /// Of nothing yet.
  package init() { waiting.reserveCapacity(64) }

  /// Takes more bytes.
  package mutating func update(_ bytes: [UInt8]) {
    count &+= UInt64(bytes.count)
    var index: Int = 0
    while index < bytes.count {
      if waiting.isEmpty, bytes.count - index >= 64 {
        mix(bytes, at: index)
        index += 64
      } else {
        let end: Int = min(bytes.count, index + 64 - waiting.count)
        waiting.append(contentsOf: bytes[index..<end])
        index = end
        flushIfFull()
      }
    }
  }

  /// The digest of everything taken; the sum can take more afterwards.
  package func digest() -> [UInt8] {
    var sum: SHA256Sum = self
    let bits: UInt64 = count &* 8
    var padding: [UInt8] = [0x80]
    while (waiting.count + padding.count) % 64 != 56 { padding.append(0) }
    for shift in stride(from: 56, through: 0, by: -8) {
      padding.append(UInt8(truncatingIfNeeded: bits >> UInt64(shift)))
    }
    sum.update(padding)
    var result: [UInt8] = []
    for word in sum.state {
      for shift in stride(from: 24, through: 0, by: -8) {
        result.append(UInt8(truncatingIfNeeded: word >> UInt32(shift)))
      }
    }
    return result
  }

  private mutating func flushIfFull() {
    guard waiting.count == 64 else { return }
    let block: [UInt8] = waiting
    mix(block, at: 0)
    waiting.removeAll(keepingCapacity: true)
  }

  /// One block of 64 bytes, FIPS 180-4 section 6.2.2.
  private mutating func mix(_ bytes: [UInt8], at start: Int) {
    for index in 0..<16 {
      let place: Int = start + index * 4
      schedule[index] =
        UInt32(bytes[place]) << 24 | UInt32(bytes[place + 1]) << 16 | UInt32(bytes[place + 2]) << 8
        | UInt32(bytes[place + 3])
    }
    for index in 16..<64 {
      let early: UInt32 = schedule[index - 15]
      let late: UInt32 = schedule[index - 2]
      let first: UInt32 = SHA256Sum.turn(early, 7) ^ SHA256Sum.turn(early, 18) ^ early >> 3
      let second: UInt32 = SHA256Sum.turn(late, 17) ^ SHA256Sum.turn(late, 19) ^ late >> 10
      schedule[index] = schedule[index - 16] &+ first &+ schedule[index - 7] &+ second
    }
    var (a, b, c, d): (UInt32, UInt32, UInt32, UInt32) = (state[0], state[1], state[2], state[3])
    var (e, f, g, h): (UInt32, UInt32, UInt32, UInt32) = (state[4], state[5], state[6], state[7])
    for index in 0..<64 {
      let upper: UInt32 = SHA256Sum.turn(e, 6) ^ SHA256Sum.turn(e, 11) ^ SHA256Sum.turn(e, 25)
      let choice: UInt32 = (e & f) ^ (~e & g)
      let first: UInt32 = h &+ upper &+ choice &+ SHA256Sum.constants[index] &+ schedule[index]
      let lower: UInt32 = SHA256Sum.turn(a, 2) ^ SHA256Sum.turn(a, 13) ^ SHA256Sum.turn(a, 22)
      let majority: UInt32 = (a & b) ^ (a & c) ^ (b & c)
      (h, g, f, e) = (g, f, e, d &+ first)
      (d, c, b, a) = (c, b, a, first &+ lower &+ majority)
    }
    let addends: [UInt32] = [a, b, c, d, e, f, g, h]
    for index in 0..<8 { state[index] = state[index] &+ addends[index] }
  }

  @inline(__always)
  private static func turn(_ word: UInt32, _ bits: UInt32) -> UInt32 { word >> bits | word << (32 - bits) }

  /// The first 32 bits of the fractional parts of the cube roots of the first 64 primes.
  private static let constants: [UInt32] = [
    0x428a_2f98, 0x7137_4491, 0xb5c0_fbcf, 0xe9b5_dba5, 0x3956_c25b, 0x59f1_11f1, 0x923f_82a4, 0xab1c_5ed5,
    0xd807_aa98, 0x1283_5b01, 0x2431_85be, 0x550c_7dc3, 0x72be_5d74, 0x80de_b1fe, 0x9bdc_06a7, 0xc19b_f174,
    0xe49b_69c1, 0xefbe_4786, 0x0fc1_9dc6, 0x240c_a1cc, 0x2de9_2c6f, 0x4a74_84aa, 0x5cb0_a9dc, 0x76f9_88da,
    0x983e_5152, 0xa831_c66d, 0xb003_27c8, 0xbf59_7fc7, 0xc6e0_0bf3, 0xd5a7_9147, 0x06ca_6351, 0x1429_2967,
    0x27b7_0a85, 0x2e1b_2138, 0x4d2c_6dfc, 0x5338_0d13, 0x650a_7354, 0x766a_0abb, 0x81c2_c92e, 0x9272_2c85,
    0xa2bf_e8a1, 0xa81a_664b, 0xc24b_8b70, 0xc76c_51a3, 0xd192_e819, 0xd699_0624, 0xf40e_3585, 0x106a_a070,
    0x19a4_c116, 0x1e37_6c08, 0x2748_774c, 0x34b0_bcb5, 0x391c_0cb3, 0x4ed8_aa4a, 0x5b9c_ca4f, 0x682e_6ff3,
    0x748f_82ee, 0x78a5_636f, 0x84c8_7814, 0x8cc7_0208, 0x90be_fffa, 0xa450_6ceb, 0xbef9_a3f7, 0xc671_78f2,
  ]
}
