package enum CordonCommandsPlaceholder {}
