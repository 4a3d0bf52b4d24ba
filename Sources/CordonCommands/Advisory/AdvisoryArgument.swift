internal import CordonModel
internal import CordonOperations

/// An advisory named on the command line: a file when it looks like one, otherwise an id or alias.
struct AdvisoryArgument {
  let text: String

  init(_ text: String) { self.text = text }

  var isFile: Bool { text.contains("/") || text.hasSuffix(".yaml") || text.hasSuffix(".yml") }

  /// The advisory meant.
  ///
  /// - Throws: ``CordonError`` when there is none, or it cannot be read.
  func entry(files: [String] = []) throws(CordonError) -> AdvisoryLibrary.Entry {
    if isFile {
      return try AdvisorySelection.select(.files, from: AdvisoryLoader.load(only: [text]))[0]
    }
    return try AdvisorySelection.find(text, in: AdvisoryLoader.load(places: .ofThisProcess, files: files))
  }

  /// The library that several arguments mean; every advisory in force when there are none.
  static func library(_ arguments: [String]) throws(CordonError) -> AdvisoryLibrary {
    guard !arguments.isEmpty else { return try AdvisoryLoader.load(places: .ofThisProcess) }
    var paths: [String] = []
    for argument in arguments.map(AdvisoryArgument.init) {
      paths.append(argument.isFile ? argument.text : try argument.entry().origin.path)
    }
    return try AdvisoryLoader.load(only: paths)
  }
}
