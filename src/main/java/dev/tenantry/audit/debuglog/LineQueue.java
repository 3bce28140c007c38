package dev.tenantry.audit.debuglog;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

import org.springframework.stereotype.Component;

/** Lines that are to be written: whoever logs one does not wait, and where there are too many they are dropped and counted. */
@Component
class LineQueue {

    private static final int MOST = 5_000;
    private static final int BATCH = 1_000;

    private final BlockingQueue<Line> lines = new ArrayBlockingQueue<>(MOST);

    void offer(Line line) {
        if (!line.session().takes() || !lines.offer(line)) {
            line.session().drop();
        }
    }

    /** Some of them, in their order. */
    List<Line> take() {
        var taken = new ArrayList<Line>();
        lines.drainTo(taken, BATCH);
        return taken;
    }
}
