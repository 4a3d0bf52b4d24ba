internal import Testing

@testable internal import CordonNetfilter
