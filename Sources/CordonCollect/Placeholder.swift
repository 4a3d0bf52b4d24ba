package enum CordonCollectPlaceholder {}
