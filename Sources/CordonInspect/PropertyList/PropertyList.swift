/// A property list of Apple's systems, XML or binary, read with limits.
///
/// Foundation's reader was tried first: a binary list of 200 bytes whose 26 arrays each hold the next one twice kept it
/// busy for 20 s and 3 GB (`2^26` arrays). Here every value that is visited counts, also when it was visited before.
package indirect enum PropertyList: Sendable, Hashable {
  case text(String)
  case integer(Int64)
  case real(Double)
  case boolean(Bool)
  /// Seconds since 1970-01-01.
  case date(Int64)
  /// How many bytes there are; the bytes themselves are not kept.
  case data(Int)
  case array([PropertyList])
  /// Of a key that stands twice the first counts.
  case dictionary([String: PropertyList])

  /// The text under a key of a dictionary; `nil` when there is none, or it is empty.
  package func text(_ key: String) -> String? {
    guard case .dictionary(let entries) = self, case .text(let text)? = entries[key], !text.isEmpty else { return nil }
    return text
  }

  /// The date under a key of a dictionary.
  package func date(_ key: String) -> Int64? {
    guard case .dictionary(let entries) = self, case .date(let seconds)? = entries[key] else { return nil }
    return seconds
  }

  /// Reads either form.
  ///
  /// - Throws: ``PropertyListFault``.
  package init(_ bytes: [UInt8], limits: PropertyListLimits = PropertyListLimits()) throws(PropertyListFault) {
    if bytes.starts(with: Array("bplist0".utf8)) {
      var reader = BinaryPropertyList(bytes, limits: limits)
      self = try reader.read()
    } else {
      var reader = try XMLPropertyList(bytes, limits: limits)
      self = try reader.read()
    }
  }
}

/// What reading one property list may cost.
package struct PropertyListLimits: Sendable, Hashable {
  /// Arrays and dictionaries in each other.
  package var depth: Int
  /// Values and keys, each counted as often as it is referred to.
  package var values: Int
  /// Bytes of all texts together.
  package var textBytes: Int

  package init(depth: Int = 64, values: Int = 200_000, textBytes: Int = 8 << 20) {
    self.depth = depth
    self.values = values
    self.textBytes = textBytes
  }
}

/// Why a property list cannot be read.
package enum PropertyListFault: Error, Sendable, Hashable {
  /// Neither of the two forms; the old text form of NeXT is not read.
  case notAPropertyList
  /// The bytes break the form's rules, with their place.
  case broken(Int)
  case tooDeep
  case tooManyValues
  case tooMuchText

  /// For a coverage gap, in English.
  package var detail: String {
    switch self {
    case .notAPropertyList: "neither an XML nor a binary property list"
    case .broken(let place): "a broken property list at byte \(place)"
    case .tooDeep: "a property list with too many levels"
    case .tooManyValues: "a property list with too many values"
    case .tooMuchText: "a property list with too much text"
    }
  }
}

/// What is left of the limits while a list is read.
struct PropertyListBudget {
  let limits: PropertyListLimits
  private var values: Int = 0
  private var textBytes: Int = 0

  init(_ limits: PropertyListLimits) { self.limits = limits }

  mutating func takeValue() throws(PropertyListFault) {
    values += 1
    guard values <= limits.values else { throw .tooManyValues }
  }

  mutating func takeText(_ bytes: Int) throws(PropertyListFault) {
    guard bytes <= limits.textBytes - textBytes else { throw .tooMuchText }
    textBytes += bytes
  }
}
