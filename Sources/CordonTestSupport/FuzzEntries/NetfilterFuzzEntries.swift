internal import CordonModel
internal import CordonNetfilter

extension FuzzEntry {
  package static let filterListing = FuzzEntry(name: "filter-listing") { bytes in
    for family in ["inet", "bridge", "netdev"] { _ = FilterListing(json: bytes, family: family) }
  }

  package static let keptPlace = FuzzEntry(name: "kept-place") { bytes in
    let text = String(decoding: bytes, as: UTF8.self)
    if let place = KeptPlace(parsing: text) { _ = NetworkAddress(parsing: place.host)?.text }
    _ = ReleaseCode(parsing: text)?.text
  }

  package static let netfilterOrder = FuzzEntry(name: "netfilter-order") { bytes in
    guard let plan = NetfilterOrder(line: bytes)?.plan, plan.problem == nil else {
      _ = NetfilterAnswer(line: bytes)
      return
    }
    _ = IsolationRuleset(plan: plan, features: .all, devices: ["eth0"], armedSeconds: 30).text
  }
}
