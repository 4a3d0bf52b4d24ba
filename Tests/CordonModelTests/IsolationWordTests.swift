import CordonModel
import Testing

/// The words of isolation.
@Suite struct IsolationWordTests {
  @Test(arguments: [
    ("192.0.2.1:443", "192.0.2.1", 443, "tcp"), ("[2001:db8::1]:8443/udp", "2001:db8::1", 8_443, "udp"),
    ("mgmt.example.com:1/tcp", "mgmt.example.com", 1, "tcp"),
  ])
  func aPlaceIsRead(text: String, host: String, port: UInt16, transport: String) throws {
    let place: KeptPlace = try #require(KeptPlace(parsing: text))
    #expect(place.host == host && place.port == port && place.transport.rawValue == transport)
  }

  @Test(arguments: [
    "", ":443", "host", "host:", "host:0", "host:65536", "host:+1", "host:1/sctp", "2001:db8::1:443", "[host]:1",
    "[]:1", "host:1/tcp/udp", "host:99999999999999999999",
  ])
  func anythingElseIsNoPlace(text: String) { #expect(KeptPlace(parsing: text) == nil) }

  @Test(arguments: [
    ("2001:DB8:0:0:1:0:0:1", "2001:db8::1:0:0:1"), ("::ffff:192.0.2.1", "192.0.2.1"), ("::", "::"),
    ("fe80:0:0:0:0:0:0:1", "fe80::1"), ("1:0:2:3:4:5:6:7", "1:0:2:3:4:5:6:7"),
  ])
  func anAddressHasOneText(text: String, canonical: String) {
    #expect(NetworkAddress(parsing: text)?.text == canonical)
  }

  @Test func aCodeIsReadAsPeopleWriteIt() throws {
    let code: ReleaseCode = try #require(ReleaseCode(random: [0, 255, 1, 254, 2, 253, 3, 252, 4, 251, 5, 250, 6]))
    #expect(code.text.utf8.count == 24)
    for spelling in [
      code.text, code.text.lowercased(), code.text.replacing("-", with: " "), code.text.replacing("0", with: "o"),
    ] {
      #expect(ReleaseCode(parsing: spelling) == code)
    }
    #expect(ReleaseCode(parsing: "") == nil)
    #expect(ReleaseCode(parsing: code.text + "0") == nil)
    #expect(code.hash(salt: "a") != code.hash(salt: "b"))
    #expect(ReleaseCode(random: []) == nil)
  }

  @Test func onlyWhatIsKeptIsKept() throws {
    let address: NetworkAddress = try #require(NetworkAddress(parsing: "192.0.2.1"))
    let other: NetworkAddress = try #require(NetworkAddress(parsing: "192.0.2.2"))
    let plan = IsolationPlan(
      id: "i",
      kept: [KeptAddress(address: address, port: 443), KeptAddress(address: other, port: 22, direction: .incoming)],
      end: .person("a"), reason: "r", operatorName: "o", orderedAt: Timestamp(secondsSinceEpoch: 0))
    #expect(plan.keeps(.tcp, remote: address, remotePort: 443, localPort: 50_000))
    #expect(!plan.keeps(.tcp, remote: address, remotePort: 444, localPort: 50_000))
    #expect(!plan.keeps(.udp, remote: address, remotePort: 443, localPort: 50_000))
    #expect(plan.keeps(.tcp, remote: other, remotePort: 50_000, localPort: 22))
    #expect(!plan.keeps(.tcp, remote: other, remotePort: 22, localPort: 50_000))
  }
}
