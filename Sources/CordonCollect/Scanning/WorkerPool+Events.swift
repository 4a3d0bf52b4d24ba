internal import CLinux
internal import CordonInspect
internal import Glibc

extension WorkerPool {
  /// Waits for something to happen, at most so long, and takes it in.
  func pump(milliseconds: Int32, _ answers: (InspectionAnswer) -> Void) {
    looked()
    guard let warden else { return }
    var waits: [pollfd] = [pollfd(fd: warden.socket, events: Int16(POLLIN), revents: 0)]
    // A descriptor of -1 is passed over.
    for slot in slots { waits.append(pollfd(fd: slot.socket, events: Int16(POLLIN), revents: 0)) }
    guard unsafe Glibc.poll(&waits, nfds_t(waits.count), milliseconds) >= 0 else { return }
    if waits[0].revents != 0 && !takeReports() { return wardenEnded(answers) }
    for index in slots.indices {
      // A worker that was replaced meanwhile has another socket.
      if waits[index + 1].revents != 0 && slots[index].socket == waits[index + 1].fd {
        receive(index, answers)
      } else if !slots[index].sent.isEmpty {
        checkLife(index, answers)
      }
      if failure != nil { return }
      let isHungry: Bool = slots[index].sent.count < depth / 3
      if isHungry && !slots[index].waiting.isEmpty { send(index, answers) }
    }
  }

  /// Takes what the warden says.
  ///
  /// - Returns: whether it is still there.
  func takeReports() -> Bool {
    while let warden {
      switch warden.receive(milliseconds: 0) {
      case .nothing: return true
      case .end: return false
      case .report(let report): note(report)
      }
    }
    return false
  }

  func note(_ report: WardenReport) {
    switch report {
    case .began(let number, let process):
      for index in slots.indices where slots[index].number == number && slots[index].socket >= 0 {
        slots[index].process = process
      }
    case .ended(let number, let end):
      for index in slots.indices where slots[index].number == number { slots[index].end = end }
    case .problem, .ready: break
    }
  }

  /// Has a worker made.
  ///
  /// - Returns: whether there is one now.
  func begin(_ index: Int, _ answers: (InspectionAnswer) -> Void) -> Bool {
    guard let warden else { return false }
    let zeros: [UInt8] = Array(repeating: 0, count: 16)
    let file: Int32 = unsafe cordon_memory_file("cordon-note", zeros, zeros.count)
    guard file >= 0, let ends = try? WardenProcess.sockets() else {
      if file >= 0 { close(file) }
      giveUp("no inspection worker can be made: \(systemWords(file < 0 ? 0 &- file : EMFILE))", answers)
      return false
    }
    slots[index].number = nextNumber
    nextNumber &+= 1
    // What was said of the worker before came too late.
    slots[index].end = nil
    (slots[index].socket, slots[index].note) = (ends.own, file)
    slots[index].lastSign = now()
    let isSent: Bool = warden.order(.begin(slots[index].number), [ends.other, file])
    close(ends.other)
    if !isSent { wardenEnded(answers) }
    return isSent
  }

  /// Takes the answers of a worker that are there.
  private func receive(_ index: Int, _ answers: (InspectionAnswer) -> Void) {
    slots[index].lastSign = now()
    // Others wait as well: a worker that sends without end gets only its turn.
    for _ in 0..<8 {
      let got: Int = unsafe cordon_receive(slots[index].socket, &buffer, buffer.count)
      if got == -Int(EAGAIN) { return }
      // Tasks that it did not read any more; what it said before follows.
      if got == -Int(ECONNRESET) { continue }
      if got == 0 { return workerEnded(index, nil, answers) }
      // A message may be too long as well.
      var isSound: Bool = got > 0
      if isSound {
        do {
          try AnswerMessage.read(buffer[..<got]) { answer in
            if isSound { isSound = take(answer, of: index, answers) }
          }
        } catch { isSound = false }
      }
      if !isSound {
        return end(index, "the inspection worker gave an answer that makes no sense, and was stopped", answers)
      }
    }
  }

  /// Hands over an answer.
  ///
  /// - Returns: whether it makes sense: it is about the task whose turn it is, and not one too many.
  private func take(_ answer: InspectionAnswer, of index: Int, _ answers: (InspectionAnswer) -> Void) -> Bool {
    let number: UInt32 =
      switch answer {
      case .item(let item): item.task
      case .gap(let gap): gap.task
      case .done(let task): task
      }
    guard let first = slots[index].sent.first, first.task.number == number else { return false }
    if case .done = answer {
      slots[index].sent.removeFirst()
      slots[index].bytes -= min(slots[index].bytes, first.task.size)
      slots[index].unexplained = 0
      (crashes, unstarted) = (0, 0)
    } else {
      // Every member yields an item and now and then a gap.
      guard first.answers / 2 <= options.limits.archiveMembers + 100 else { return false }
      slots[index].sent[0].answers += 1
    }
    answers(answer)
    return true
  }

  /// Ends a worker that does nothing any more: neither an answer nor another file within the time for the file at hand.
  private func checkLife(_ index: Int, _ answers: (InspectionAnswer) -> Void) {
    let slot: WorkerSlot = slots[index]
    let time: Int = now()
    guard time - slot.lastSign > 1_000 || options.limits.fileSeconds < 1 else { return }
    let note: UInt64 = slot.readNote().task
    let place: Int? = slot.place(ofNote: note)
    // Only ahead in its queue: a worker cannot gain time by noting two tasks in turn.
    if let place, note != slot.lastNote, place > slot.place(ofNote: slot.lastNote) ?? -1 {
      (slots[index].lastNote, slots[index].lastSign) = (note, time)
      return
    }
    guard let size = slot.sent.dropFirst(place ?? 0).first?.task.size else { return }
    let seconds: Int = options.limits.fileSeconds * (1 + Int(clamping: size >> 30))
    guard time - slot.lastSign > seconds * 1_000 else { return }
    end(index, "the inspection worker gave no sign of life for \(seconds) seconds, and was stopped", answers)
  }

  /// Kills a worker.
  private func end(_ index: Int, _ words: String, _ answers: (InspectionAnswer) -> Void) {
    _ = warden?.order(.end(slots[index].number))
    workerEnded(index, words, answers)
  }
}
