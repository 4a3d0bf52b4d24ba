// The fuzzer's main: CORDON_FUZZ_ENTRY names the parser, everything on the command line is libFuzzer's.
// Without a name it lists the parsers. `make fuzz` builds it with coverage and starts it once per parser.

internal import CordonTestSupport
internal import Foundation

let wanted: String = ProcessInfo.processInfo.environment["CORDON_FUZZ_ENTRY"] ?? ""
if wanted.isEmpty {
  for entry in FuzzEntry.all { print(entry.name) }
} else {
  exit(Fuzzer.run(entryNamed: wanted))
}
