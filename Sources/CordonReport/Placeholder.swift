package enum CordonReportPlaceholder {}
