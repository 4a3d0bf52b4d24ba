/// The process that changes the packet filter, and nothing else.
package enum NetfilterMain {
  /// Reads one order on standard input, carries it out, answers on standard output.
  package static func run() {}
}
