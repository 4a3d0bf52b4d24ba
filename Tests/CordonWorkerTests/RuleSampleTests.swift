import Testing

@Suite struct RuleSampleTests {}
