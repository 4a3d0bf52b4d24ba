package enum CordonIntelPlaceholder {}
