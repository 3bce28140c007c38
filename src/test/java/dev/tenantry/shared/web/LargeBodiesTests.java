package dev.tenantry.shared.web;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class LargeBodiesTests {

    private final LargeBodies bodies = new LargeBodies(2, 1);

    @Test
    void smallOnesNeverWait() {
        for (var i = 0; i < 10; i++) {
            var turn = bodies.turn();
            turn.arrived(LargeBodies.LARGE);
            turn.ended();
        }
    }

    @Test
    void largeOnesAreLookedAtInTurn() throws Exception {
        var first = arrived();
        var second = arrived();
        first.ended();

        var waiting = later(second::ended);

        assertThat(isWaiting(waiting)).isTrue();
        first.close();
        waiting.get(5, TimeUnit.SECONDS);
    }

    @Test
    void noMoreComeInThanFit() throws Exception {
        var first = arrived();
        arrived();

        var waiting = later(this::arrived);

        assertThat(isWaiting(waiting)).isTrue();
        first.close();
        waiting.get(5, TimeUnit.SECONDS);
    }

    @Test
    void whatIsClosedTwiceGivesBackOnce() throws Exception {
        var first = arrived();
        first.ended();
        first.close();
        first.close();
        arrived().ended();

        var waiting = later(() -> arrived().ended());

        assertThat(isWaiting(waiting)).isTrue();
    }

    private LargeBodies.Turn arrived() {
        var turn = bodies.turn();
        turn.arrived(LargeBodies.LARGE + 1);
        return turn;
    }

    private static CompletableFuture<Void> later(Runnable step) {
        return CompletableFuture.runAsync(step, task -> Thread.ofVirtual().start(task));
    }

    private static boolean isWaiting(CompletableFuture<Void> step) throws Exception {
        try {
            step.get(100, TimeUnit.MILLISECONDS);
            return false;
        } catch (TimeoutException _) {
            return true;
        }
    }
}
