/// What is proposed against what a check found: every step with its reason, its effect and its way back. Nothing is done
/// by it.
package struct ResponsePlan: Sendable, Hashable {
  /// In the order they are to be done: what leads outside is closed first, then what runs, then what lies on the disk.
  package var steps: [Step]
  /// Findings nothing is proposed for, and why.
  package var left: [Left]

  package init(steps: [Step] = [], left: [Left] = []) {
    self.steps = steps
    self.left = left
  }

  /// One thing to do.
  package struct Step: Sendable, Hashable {
    /// What it is done to, and by that what is done.
    package var act: Act
    /// What was found, and of which advisory: at least one, each once.
    package var grounds: [Ground]
    /// `affected` is carried out once the plan is approved; `suspected` only when this step is approved by itself.
    package var certainty: Verdict

    package init(act: Act, grounds: [Ground], certainty: Verdict) {
      self.act = act
      self.grounds = grounds
      self.certainty = certainty
    }
  }

  /// What is done to what.
  package enum Act: Sendable, Hashable {
    /// A name, address or URL is refused from now on, as the advisory wrote it.
    case block(NetworkIndicator.Kind, String)
    /// The machine talks to nobody but its management.
    case isolate
    /// A process ends, with all it started.
    case stop(pid: Int32, startedAt: Timestamp?, name: String)
    /// A file goes into the vault: absolute path, its identity and SHA-256 when it was found.
    case quarantine(path: [UInt8], identity: FileIdentity?, sha256: Digest?)
    /// The package manager removes a package.
    case removePackage(name: String, purl: String, location: String)

    /// The raw value is frozen: it is the order of the steps too.
    package enum Kind: String, Sendable, Codable, Hashable, CaseIterable {
      case block, isolate, stop, quarantine
      case removePackage = "remove-package"
    }

    /// What is done.
    package var kind: Kind {
      switch self {
      case .block: .block
      case .isolate: .isolate
      case .stop: .stop
      case .quarantine: .quarantine
      case .removePackage: .removePackage
      }
    }

    /// How it is taken back.
    package var undo: Undo {
      switch self {
      case .block: .unblock
      case .isolate: .release
      case .stop: .startAgain
      case .quarantine: .restore
      case .removePackage: .installAgain
      }
    }
  }

  /// How a step is taken back. The raw value is frozen.
  package enum Undo: String, Sendable, Codable, Hashable, CaseIterable {
    case unblock, release, restore
    /// Nothing brings a process back as it was; its service or user starts it again.
    case startAgain = "start-again"
    /// From the package's source, which may no longer offer that version.
    case installAgain = "install-again"

    /// Whether Cordon does it itself, and leaves everything as it was.
    package var isExact: Bool {
      switch self {
      case .unblock, .release, .restore: true
      case .startAgain, .installAgain: false
      }
    }
  }

  /// A finding that asks for a step.
  package struct Ground: Sendable, Hashable {
    /// The revision whose row matched.
    package var advisory: AdvisoryReference
    /// The finding; `nil` where the advisory as a whole is the reason.
    package var finding: FindingID?

    package init(advisory: AdvisoryReference, finding: FindingID? = nil) {
      self.advisory = advisory
      self.finding = finding
    }
  }

  /// A finding that nothing is proposed for.
  package struct Left: Sendable, Hashable {
    /// The finding.
    package var ground: Ground
    /// What was found: printable.
    package var subject: String
    /// Why nothing is proposed.
    package var why: Reason

    package init(ground: Ground, subject: String, why: Reason) {
      self.ground = ground
      self.subject = subject
      self.why = why
    }
  }

  /// Why nothing is proposed. The raw value is frozen.
  package enum Reason: String, Sendable, Codable, Hashable, CaseIterable {
    /// A person set the finding aside.
    case setAside = "set-aside"
    /// It is a record of the past: there is nothing left to take away.
    case record
    /// It is on a disk that does not run here: packages and processes of it cannot be touched from here.
    case notThisMachine = "not-this-machine"
    /// A folder: it may hold what is innocent.
    case folder
    /// Cordon removes no software of this kind; its own tool does.
    case otherTool = "other-tool"
    /// It was not read, so nobody could tell the file again before acting.
    case notRead = "not-read"
  }
}
