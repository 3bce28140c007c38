package dev.tenantry.shared.web;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.junit.jupiter.api.Test;

import dev.tenantry.shared.tenancy.Shares;
import dev.tenantry.shared.web.LargeBodies.Owner;

import static org.assertj.core.api.Assertions.assertThat;

class LargeBodiesTests {

    private final LargeBodies bodies = new LargeBodies(2, 1);

    @Test
    void smallOnesNeverWait() {
        for (var i = 0; i < 10; i++) {
            var turn = bodies.turn(() -> new Owner(true, "somebody"));
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

    @Test
    void whoHasManyWaitsForTheirOwn() throws Exception {
        var many = new LargeBodies(8, 1);
        var one = new Owner(false, "one");
        var first = arrived(many, one);
        arrived(many, one);

        var waiting = later(() -> arrived(many, one));

        assertThat(isWaiting(waiting)).isTrue();
        later(() -> arrived(many, new Owner(false, "other"))).get(5, TimeUnit.SECONDS);
        first.close();
        waiting.get(5, TimeUnit.SECONDS);
    }

    @Test
    void strangersLeaveHalfToCallers() throws Exception {
        var many = new LargeBodies(8, 1);
        for (var number = 0; number < 4; number++) {
            arrived(many, new Owner(true, number));
        }

        assertThat(isWaiting(later(() -> arrived(many, new Owner(true, "another"))))).isTrue();
        for (var number = 0; number < 4; number++) {
            var caller = new Owner(false, number);
            later(() -> arrived(many, caller)).get(5, TimeUnit.SECONDS);
        }
    }

    @Test
    void ownersAreForgottenWhoHaveNone() {
        var shares = new Shares(1);

        shares.join("one");
        shares.join("one");
        shares.leave("one");
        assertThat(shares.isEmpty()).isFalse();
        shares.leave("one");

        assertThat(shares.isEmpty()).isTrue();
    }

    private LargeBodies.Turn arrived() {
        return arrived(bodies, new Owner(false, new Object()));
    }

    private static LargeBodies.Turn arrived(LargeBodies bodies, Owner owner) {
        var turn = bodies.turn(() -> owner);
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
