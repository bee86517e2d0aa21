"""What a process needs in which many threads audit, most of them waiting for servers."""

import threading

#: Is held while an audit works something out for long: parses a page, matches or checks it; never while it waits for
#: anything. Python lets only one thread work at a time anyway. If all that could queue for that, one whose answer came
#: would wait for a turn of each, a dozen times for every request. So only one queues, beside those that have but a
#: little to do before they wait again.
at_work = threading.RLock()
