package enum CordonTestSupportPlaceholder {}
