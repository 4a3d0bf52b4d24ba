internal import CordonCommands

CordonMain.runAndExit()
