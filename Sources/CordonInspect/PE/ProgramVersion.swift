/// What the version resource of a Windows program says of it.
package struct ProgramVersion: Sendable, Hashable {
  /// The four numbers of the file, such as `18.12.416.0`; `nil` when all are zero or there are none.
  package var fixedFile: String?
  /// The four numbers of the product.
  package var fixedProduct: String?
  /// Texts by their names (`ProductName`, `CompanyName`, …), as they stand there, without white space around them.
  package var texts: [String: String] = [:]

  /// A program that says nothing.
  package init() {}

  /// The product's name, or what the file is described as.
  package var name: String? { text("ProductName") ?? text("FileDescription") }

  /// The maker.
  package var vendor: String? { text("CompanyName") }

  /// The product's version, as precise as the file says it.
  ///
  /// Makers write what they like into the texts: `1, 2, 3, 4`, or words. A text of digits and dots is taken as it is, any
  /// other only where the numbers are zero. Where the product is told as `5.33` and the file as `5.33.0.6162`, the file's
  /// is taken.
  package var version: String? {
    let file: String? = ProgramVersion.plain(text("FileVersion")) ?? fixedFile
    guard let product = ProgramVersion.plain(text("ProductVersion")) ?? fixedProduct else {
      return file ?? text("ProductVersion") ?? text("FileVersion")
    }
    guard let file, file.hasPrefix(product + ".") else { return product }
    return file.dropFirst(product.count).contains { $0 != "." && $0 != "0" } ? file : product
  }

  private func text(_ name: String) -> String? { texts[name].flatMap { $0.isEmpty ? nil : $0 } }

  /// `1.2.3.4` of a text that is nothing but numbers with dots or commas between them.
  private static func plain(_ text: String?) -> String? {
    guard let text, text.utf8.count <= 64 else { return nil }
    let parts: [Substring] = text.split(omittingEmptySubsequences: false) { $0 == "." || $0 == "," }
    var numbers: [String] = []
    for part in parts {
      let digits: Substring = part.drop { $0 == " " }
      guard !digits.isEmpty, digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
      numbers.append(String(digits))
    }
    return numbers.contains { $0.contains { $0 != "0" } } ? numbers.joined(separator: ".") : nil
  }
}

/// What came of looking for a version resource.
package enum ProgramVersionReading: Sendable, Hashable {
  /// No portable executable: an empty file, a DOS program, a text.
  case noProgram
  /// A program without a version resource.
  case absent
  case found(ProgramVersion)
  /// The headers or the resource tell of places that are not there; in English.
  case broken(String)
}
