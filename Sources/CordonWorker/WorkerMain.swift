/// The inspection worker: reads open files that a collector hands it, without privileges and without network.
package enum WorkerMain {
  package static func run() {}
}
