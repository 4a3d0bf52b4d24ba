internal import Testing

@testable internal import CordonRespond
