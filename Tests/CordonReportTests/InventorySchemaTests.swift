internal import CordonModel
internal import CordonTestSupport
internal import Foundation
internal import Testing

@testable internal import CordonReport

/// What is written holds to its schema, by Python's `jsonschema` and by the CycloneDX library of its makers.
struct InventorySchemaTests {
  private static let ownSchema = """
    import json, sys, jsonschema
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

  private static let cycloneDXSchema = """
    import json, sys, jsonschema
    from referencing import Registry, Resource
    load = lambda name: json.load(open(sys.argv[1] + "/" + name))
    registry = Registry()
    for name in ("spdx.schema.json", "jsf-0.82.schema.json"):
        resource = Resource.from_contents(load(name))
        registry = registry.with_resource("http://cyclonedx.org/schema/" + name, resource)
    checker = jsonschema.Draft7Validator.FORMAT_CHECKER
    validator = jsonschema.Draft7Validator(load("bom-1.6.schema.json"), registry=registry, format_checker=checker)
    bad = 0
    for path in sys.argv[2:]:
        document = json.load(open(path))
        for error in validator.iter_errors(document):
            bad += 1
            print(path, list(error.path), error.message[:200])
        document["components"].append({"type": "surprise"})
        if validator.is_valid(document):
            bad += 1
            print(path, "a broken component was not refused")
    sys.exit(1 if bad else 0)
    """

  private static let cycloneDXLibrary = """
    import sys
    from cyclonedx.schema import SchemaVersion
    from cyclonedx.validation.json import JsonStrictValidator
    validator = JsonStrictValidator(SchemaVersion.V1_6)
    errors = [str(error)[:300] for error in (validator.validate_str(open(path).read()) for path in sys.argv[1:]) if error]
    print(errors)
    sys.exit(1 if errors else 0)
    """

  @Test(.enabled(if: PythonOracle.hasJSONSchema, "python3 with the package jsonschema is not installed"))
  func inventoryHoldsToItsSchema() throws {
    let schema: String = Corpora.packageRoot.appendingPathComponent("Documentation/schemas/inventory-1.schema.json")
      .path
    let documents: [[UInt8]] = try InventorySamples.all.map { try $0.report.rendered(as: .json) }
    try PythonOracle.withFiles(documents) { paths in
      let result = PythonOracle.run(InventorySchemaTests.ownSchema, [schema] + paths)
      #expect(result.status == 0, "\(result.output)")
    }
  }

  @Test(.enabled(if: PythonOracle.hasJSONSchema, "python3 with the package jsonschema is not installed"))
  func differenceHoldsToItsSchema() throws {
    let folder: URL = Corpora.packageRoot.appendingPathComponent("Documentation/schemas")
    let documents: [[UInt8]] = try InventorySamples.all.flatMap { old in
      try InventorySamples.all.map { new in
        try InventoryDifference(from: BaselineInventory(old.report), to: new.report).rendered(as: .json)
      }
    }
    try PythonOracle.withFiles(documents) { paths in
      let schema: String = folder.appendingPathComponent("inventory-diff-1.schema.json").path
      let result = PythonOracle.run(InventorySchemaTests.ownSchema, [schema] + paths)
      #expect(result.status == 0, "\(result.output)")
    }
  }

  @Test(
    .enabled(if: PythonOracle.has("referencing") && PythonOracle.hasJSONSchema, "python3 with jsonschema is missing"),
    .enabled(if: Corpora.url("schemas/bom-1.6.schema.json") != nil, "the corpora are not there (CORDON_CORPORA)"))
  func cycloneDXHoldsToItsSchema() throws {
    let schemas: URL = try #require(Corpora.url("schemas"))
    let documents: [[UInt8]] = try InventorySamples.all.map { try $0.report.rendered(as: .cyclonedx) }
    try PythonOracle.withFiles(documents) { paths in
      let result = PythonOracle.run(InventorySchemaTests.cycloneDXSchema, [schemas.path] + paths)
      #expect(result.status == 0, "\(result.output)")
    }
  }

  @Test(
    .enabled(
      if: PythonOracle.has("cyclonedx.validation.json") && PythonOracle.hasJSONSchema,
      "cyclonedx-python-lib is not installed"))
  func theLibraryOfItsMakersTakesIt() throws {
    let documents: [[UInt8]] = try InventorySamples.all.map { try $0.report.rendered(as: .cyclonedx) }
    try PythonOracle.withFiles(documents) { paths in
      let result = PythonOracle.run(InventorySchemaTests.cycloneDXLibrary, paths)
      #expect(result.status == 0, "\(result.output)")
    }
  }
}
