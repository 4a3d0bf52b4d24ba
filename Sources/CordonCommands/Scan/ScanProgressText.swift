internal import CordonCollect

/// How far a scan is, in one line.
struct ScanProgressText {
  let text: String

  /// - Parameter seconds: since the scan began; more than 0.
  init(_ progress: FileScanProgress, seconds: Double, isGerman: Bool) {
    let megabytes: Int = Int(clamping: progress.bytes / 1_000_000)
    let rate: Double = Double(progress.bytesRead) / 1e6 / seconds
    var text: String = String(progress.files)
    if let all = progress.filesInAll { text += isGerman ? " von \(all)" : " of \(all)" }
    let speed: String = ScanProgressText.tenths(rate, isGerman: isGerman)
    text += isGerman ? " Dateien, \(megabytes) MB, \(speed) MB/s" : " files, \(megabytes) MB, \(speed) MB/s"
    if let left = ScanProgressText.left(progress, seconds: seconds) {
      text += isGerman ? ", noch etwa \(left)" : ", about \(left) left"
    }
    self.text = text
  }

  /// The time that what is left takes when it goes on like this: by bytes, and by files where those are small.
  private static func left(_ progress: FileScanProgress, seconds: Double) -> String? {
    guard let files = progress.filesInAll, let bytes = progress.bytesInAll, progress.files > 0 else { return nil }
    let byFiles: Double = Double(progress.files) / Double(max(1, files))
    let byBytes: Double = bytes == 0 ? byFiles : Double(progress.bytes) / Double(bytes)
    let done: Double = min(1, max(0.000_1, (byFiles + 3 * byBytes) / 4))
    let rest: Int = Int(seconds / done - seconds)
    switch rest {
    case ..<60: return "\(max(0, rest)) s"
    case ..<3_600: return "\(rest / 60) min \(rest % 60) s"
    default: return "\(rest / 3_600) h \(rest % 3_600 / 60) min"
    }
  }

  private static func tenths(_ value: Double, isGerman: Bool) -> String {
    let tenths: Int = Int(value * 10)
    return String(tenths / 10) + (isGerman ? "," : ".") + String(tenths % 10)
  }
}
