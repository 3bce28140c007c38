package dev.tenantry.identity.password;

import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Work of several sources, who take turns: however much one of them brings, another one's next is not far. */
final class FairQueue {

    /** Of each source: what is done well within the time that anybody waits. */
    static final int MOST_OF_ONE = 64;

    private static final int MOST = 1000;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition filled = lock.newCondition();
    /** In the order in which it is the sources' turn. None of them is empty. */
    private final LinkedHashMap<String, ArrayDeque<Runnable>> waiting = new LinkedHashMap<>();
    private int size;

    /** What became of work that was brought. */
    enum Offer {
        TAKEN, FULL, SOURCE_FULL
    }

    Offer offer(String source, Runnable work) {
        lock.lock();
        try {
            var own = waiting.get(source);
            if (own != null && own.size() >= MOST_OF_ONE) {
                return Offer.SOURCE_FULL;
            }
            if (size >= MOST) {
                return Offer.FULL;
            }
            add(source, work);
            return Offer.TAKEN;
        } finally {
            lock.unlock();
        }
    }

    /** However much there is. */
    void add(String source, Runnable work) {
        lock.lock();
        try {
            waiting.computeIfAbsent(source, _ -> new ArrayDeque<>()).add(work);
            size++;
            filled.signal();
        } finally {
            lock.unlock();
        }
    }

    /** The next one's, once there is one. */
    Runnable take() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (waiting.isEmpty()) {
                filled.await();
            }
            var turn = waiting.pollFirstEntry();
            var work = turn.getValue().remove();
            if (!turn.getValue().isEmpty()) {
                waiting.put(turn.getKey(), turn.getValue());
            }
            size--;
            return work;
        } finally {
            lock.unlock();
        }
    }
}
