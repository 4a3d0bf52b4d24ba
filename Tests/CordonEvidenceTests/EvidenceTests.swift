internal import Testing

@testable internal import CordonEvidence
