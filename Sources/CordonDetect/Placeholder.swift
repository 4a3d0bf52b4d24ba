package enum CordonDetectPlaceholder {}
