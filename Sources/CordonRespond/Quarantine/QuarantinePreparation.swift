internal import CordonModel

/// Everything that is found out before anything is changed: which files can be taken, who owns them, what runs from them.
struct QuarantinePreparation {
  /// Files that could be opened, those among them that are refused as well.
  let takings: [Taking]
  private let slots: [Result<Taking, SlotFailure>]
  private let isDryRun: Bool

  private struct SlotFailure: Error {
    var path: [UInt8]
    var failure: RespondFailure

    var disposition: Disposition {
      let isRule: Bool = [.notRegular, .linkInPath, .ownFile, .immutable, .appendOnly].contains(failure.obstacle)
      return Disposition(
        action: .quarantine, path: path, outcome: isRule ? .refused : .failed, obstacle: failure.obstacle,
        detail: failure.detail)
    }
  }

  init(
    _ targets: [QuarantineRequest.Target], request: QuarantineRequest, limits: VaultLimits, vaultPath: [UInt8]
  ) {
    var slots: [Result<Taking, SlotFailure>] = []
    var takings: [Taking] = []
    for target in targets {
      do throws(RespondFailure) {
        let taking = try Taking(target, request: request, vaultPath: vaultPath)
        slots.append(.success(taking))
        takings.append(taking)
      } catch {
        slots.append(.failure(SlotFailure(path: target.path, failure: error)))
      }
    }
    self.slots = slots
    self.takings = takings
    isDryRun = request.isDryRun
    QuarantinePreparation.examine(takings, request, limits)
  }

  private static func examine(_ takings: [Taking], _ request: QuarantineRequest, _ limits: VaultLimits) {
    var seen: Set<[UInt8]> = []
    for taking in takings where !seen.insert(taking.record.path).inserted {
      taking.failure = RespondFailure(.changed, "named twice; it is taken once")
    }
    LinkedNames.find(for: takings, limits: limits)
    PackageOwners.find(for: takings, limits: limits)
    for taking in takings where taking.failure == nil {
      guard let owner = taking.record.package, !request.takesPackageFiles else { continue }
      taking.failure = RespondFailure(.packageOwned, owner)
    }
    RunningFiles.find(for: takings.filter { $0.failure == nil })
    for taking in takings where taking.failure == nil && !taking.runners.isEmpty && !request.stopsProcesses {
      taking.failure = RespondFailure(.running)
    }
  }

  /// What came of each target, in their order.
  var dispositions: [Disposition] {
    slots.map { slot in
      switch slot {
      case .success(let taking): taking.disposition(isDryRun ? .planned : .done)
      case .failure(let slot): slot.disposition
      }
    }
  }
}
