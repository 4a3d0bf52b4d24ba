import CordonModel

extension NetworkAddress {
  /// An address of a test; the unspecified one when it is misspelled.
  static func test(_ text: String) -> NetworkAddress {
    NetworkAddress(parsing: text) ?? NetworkAddress(bytes: [0, 0, 0, 0]) ?? test("0.0.0.0")
  }
}

extension IsolationPlan {
  /// Keeps the management of the small network, until Anna says otherwise.
  static func sample() -> IsolationPlan {
    IsolationPlan(
      id: "iso-test",
      kept: ["10.77.0.2", "fd77::2"].map { KeptAddress(address: .test($0), port: 443) },
      end: .person("anna"), reason: "test", operatorName: "anna",
      orderedAt: Timestamp(secondsSinceEpoch: 1_790_000_000))
  }
}
