internal import CordonModel
internal import CordonReport

extension FuzzEntry {
  /// Saved checks: what is read is written again.
  package static let checkJSON = FuzzEntry(name: "check-json") { bytes in
    do throws(CordonError) {
      let report: CheckReport = try CheckJSON.decode(bytes, file: "fuzz.json")
      _ = CheckJSON.encode(report)
    } catch { _ = error.description }
  }

  /// Saved inventories: what is read is written again, and compared with itself.
  package static let inventoryJSON = FuzzEntry(name: "inventory-json") { bytes in
    do throws(CordonError) {
      let report: InventoryReport = try InventoryJSON.decode(bytes, file: "fuzz.json")
      _ = InventoryDifference(from: try BaselineInventory(bytes, file: "fuzz.json"), to: report)
      var output = ResultOutput { (_) throws(CordonError) in }
      for format in InventoryRenderer.formats {
        try InventoryRenderer.write(report, as: format, options: TextOptions(language: .english), to: &output)
      }
    } catch { _ = error.description }
  }

  /// CycloneDX documents of other programs, compared with nothing.
  package static let cycloneDX = FuzzEntry(name: "cyclonedx") { bytes in
    do throws(CordonError) {
      let baseline = try BaselineInventory(bytes, file: "fuzz.json")
      let target = Target(kind: .folder, platform: .any, name: "x", path: "/x")
      let time = Timestamp(secondsSinceEpoch: 0)
      let nothing = InventoryReport(
        target: target, startedAt: time, finishedAt: time, toolVersion: "0", packages: [], coverage: [])
      let difference = InventoryDifference(from: baseline, to: nothing)
      var output = ResultOutput { (_) throws(CordonError) in }
      for format in InventoryDifferenceRenderer.formats {
        try InventoryDifferenceRenderer.write(
          difference, as: format, options: TextOptions(language: .german), to: &output)
      }
    } catch { _ = error.description }
  }
}
