package enum CordonOperationsPlaceholder {}
