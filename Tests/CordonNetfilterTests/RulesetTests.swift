internal import CordonModel
internal import CordonTestSupport
internal import Foundation
internal import Testing

@testable internal import CordonNetfilter

/// The text of the rules, and what is read back of it.
@Suite struct RulesetTests {
  @Test func everyHookDropsAndNoneAsksWhetherAConnectionIsOld() {
    let text: String = ruleset().text
    for hook in ["input", "output", "forward"] {
      #expect(text.contains("type filter hook \(hook) priority -150; policy drop;"))
    }
    #expect(!text.contains("established") && !text.contains("ct state"))
    #expect(!text.contains("53"), "no look-ups unless a resolver is kept")
  }

  @Test(arguments: ["eth0", "wlp2s0", "br-0f3", "veth@if4", "eth0.12", "a_b:c"])
  func usualDevicesStandInTheRules(name: String) { #expect(ruleset(devices: [name]).text.contains("\"\(name)\"")) }

  @Test(arguments: ["", "a\"b", "a b", "a}b", "a\nb", "äöü", "0123456789abcdef", "lo"])
  func aDeviceWithAnOddNameIsLeftOutAndNeverPartOfTheText(name: String) {
    let made: IsolationRuleset = ruleset(devices: [name])
    #expect(made.devices.isEmpty)
    #expect(!made.text.contains("hook egress"))
  }

  @Test func aKeptAddressStandsOnceHoweverOftenItIsNamed() {
    var plan: IsolationPlan = .sample()
    plan.kept += plan.kept
    let text: String = IsolationRuleset(plan: plan, features: .all, devices: [], armedSeconds: nil).text
    #expect(text.components(separatedBy: "10.77.0.2 . 443").count == 2)
  }

  @Test(arguments: [
    "{}", "", "{\"nftables\":[{\"chain\":{\"family\":\"ip\",\"table\":\"cordon_iso\",\"name\":\"input\"}}]}",
    "{\"nftables\":[{\"chain\":{\"family\":\"inet\",\"table\":\"foreign\",\"name\":\"input\"}}]}",
  ])
  func aListingOfSomethingElseIsNone(json: String) {
    #expect(FilterListing(json: Array(json.utf8), family: "inet") == nil)
  }

  @Test(arguments: [
    ("", "no address is kept"), ("127.0.0.1", "not the address of another machine"),
    ("224.0.0.1", "not the address of another machine"), ("::", "not the address of another machine"),
  ])
  func aPlanThatLocksEverybodyOutIsNone(address: String, words: String) {
    var plan: IsolationPlan = .sample()
    plan.kept = address.isEmpty ? [] : [KeptAddress(address: .test(address), port: 443)]
    #expect(plan.problem?.contains(words) == true)
  }

  @Test func aPlanForThePastIsNone() {
    var plan: IsolationPlan = .sample()
    plan.end = .date(plan.orderedAt)
    #expect(plan.problem?.contains("past") == true)
  }

  @Test func ordersAndAnswersSurviveTheirOwnLine() throws {
    var order = NetfilterOrder(.isolate, folder: "/x", plan: .sample())
    order.plan?.end = .revision(AdvisoryReference(id: "3cx-2023", revision: 4))
    order.plan?.resolver = .test("fd77::53")
    #expect(NetfilterOrder(line: order.line) == order)
    #expect(NetfilterOrder(line: Array("{}".utf8)) == nil)
    let answer = NetfilterAnswer(.refused, ["a", "b"])
    #expect(NetfilterAnswer(line: answer.line) == answer)
  }

  private func ruleset(devices: [String] = ["eth0"]) -> IsolationRuleset {
    IsolationRuleset(plan: .sample(), features: .all, devices: devices, armedSeconds: nil)
  }
}
