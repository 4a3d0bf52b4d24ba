internal import CordonWorker

WorkerMain.run()
