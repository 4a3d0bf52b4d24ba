internal import CordonTestSupport
internal import Foundation
internal import Testing

/// The recorded documents hold to `Documentation/schemas/check-1.schema.json`, by Python's `jsonschema`.
struct CheckSchemaTests {
  private static let script = """
    import json, sys
    import jsonschema
    schema = json.load(open(sys.argv[1]))
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    bad = 0
    for path in sys.argv[2:]:
        document = json.load(open(path))
        for error in validator.iter_errors(document):
            bad += 1
            print(path, list(error.path), error.message[:200])
        document["surprise"] = 1
        if validator.is_valid(document):
            bad += 1
            print(path, "an unknown member was not refused")
    sys.exit(1 if bad else 0)
    """

  private static let hasValidator: Bool = run(["-c", "import jsonschema"])?.status == 0

  @Test(.enabled(if: hasValidator, "python3 with the package jsonschema is not installed"))
  func recordedDocumentsAreValid() throws {
    let root: URL = Corpora.packageRoot
    let golden: [String] = Samples.all.map {
      root.appendingPathComponent("Tests/CordonReportTests/Golden/\($0.name).json").path
    }
    let schema: String = root.appendingPathComponent("Documentation/schemas/check-1.schema.json").path
    let result = try #require(CheckSchemaTests.run(["-c", CheckSchemaTests.script, schema] + golden))
    #expect(result.status == 0, "\(result.output)")
  }

  private static func run(_ arguments: [String]) -> (status: Int32, output: String)? {
    let process: Process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["python3", "-W", "ignore"] + arguments
    let pipe: Pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    guard (try? process.run()) != nil else { return nil }
    let output: Data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: output, as: UTF8.self))
  }
}
