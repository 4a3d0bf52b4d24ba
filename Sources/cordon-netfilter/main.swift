internal import CordonNetfilter

NetfilterMain.run()
